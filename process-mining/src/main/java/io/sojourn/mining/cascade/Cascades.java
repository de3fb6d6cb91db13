package io.sojourn.mining.cascade;

import io.sojourn.event.Limits;
import io.sojourn.mining.log.Selection;
import io.sojourn.mining.log.View;
import io.sojourn.mining.log.Views;
import io.sojourn.mining.spectrum.Passages;
import io.sojourn.mining.spectrum.Windows;
import io.sojourn.mining.statistics.FalseDiscovery;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Crowding that spreads: segments that are unusually full at times, pairs of adjacent segments in which the second becomes so while
 * or right after the first is more often than by chance, and sequences of such segments. After Toosinezhad, Fahland, Köroğlu, van
 * der Aalst (ICPM 2020) and Bakullari, van der Aalst (2022), with a test of its own. Equal logs and options give equal results.
 *
 * @param windows the windows of time; null of a log in which no case has two events
 * @param segments how many segments were looked at
 * @param crowdings all crowdings by (excess down, first window, segment)
 * @param links pairs of adjacent segments that were tested, by (q, count down, names)
 * @param maxFalse a link holds up to this q
 * @param cascades by (time spent in them down, names)
 */
public record Cascades(
        Windows windows,
        int segments,
        List<Crowding> crowdings,
        List<Link> links,
        double maxFalse,
        List<Cascade> cascades) {
    private static final Comparator<Crowding> BY_EXCESS = Comparator.comparingLong(Crowding::excessMicros)
            .reversed()
            .thenComparingInt(Crowding::first)
            .thenComparing(c -> c.segment().toString());
    private static final Comparator<Link> BY_Q = Comparator.comparingDouble(Link::q)
            .thenComparing(Comparator.comparingInt(Link::count).reversed())
            .thenComparing(l -> l.from().toString())
            .thenComparing(l -> l.to().toString());

    /**
     * Of some cases and events. O(n log n) in events, and windows for each pair of adjacent segments, of which at most {@link
     * Limits#CASCADE_SEGMENTS} are looked at.
     */
    public static Cascades of(Selection selection, View view, CascadeOptions options) {
        return of(Passages.of(Views.of(selection, view)), options);
    }

    /** Of all passages of a log. */
    public static Cascades of(Passages passages, CascadeOptions options) {
        if (passages.size() == 0) {
            return new Cascades(null, 0, List.of(), List.of(), options.maxFalse(), List.of());
        }
        Windows windows = options.windows(passages.firstMicros(), passages.lastMicros());
        List<FullSegment> full = full(passages, windows, options);
        List<Chains.Step> tested = steps(passages, full, windows, options);
        List<Chains.Step> holding =
                tested.stream().filter(s -> s.link().q() <= options.maxFalse()).toList();
        return new Cascades(
                windows,
                Math.min(passages.segments(), Limits.CASCADE_SEGMENTS),
                full.stream()
                        .flatMap(f -> f.crowdings().stream())
                        .sorted(BY_EXCESS)
                        .toList(),
                tested.stream().map(Chains.Step::link).sorted(BY_Q).toList(),
                options.maxFalse(),
                new Chains(holding, options).find());
    }

    /** The links that hold: the second segment fills up after the first more often than by chance. */
    public List<Link> holding() {
        return links.stream().filter(l -> l.q() <= maxFalse).toList();
    }

    private static List<FullSegment> full(Passages passages, Windows windows, CascadeOptions options) {
        List<FullSegment> full = new ArrayList<>();
        passages.byWait().stream().limit(Limits.CASCADE_SEGMENTS).sorted().forEach(s -> {
            SegmentLoad load = new SegmentLoad(passages.of(s), windows);
            List<Crowding> crowdings = Crowding.of(passages.segment(s), load, windows.size(), options);
            full.add(FullSegment.of(s, crowdings, load, windows.size(), options.minPassages()));
        });
        return full;
    }

    private static List<Chains.Step> steps(
            Passages passages, List<FullSegment> full, Windows windows, CascadeOptions options) {
        LinkTest test = new LinkTest(new Strata(windows), windows.size(), options.reach());
        List<FullSegment> often = full.stream()
                .filter(f -> f.crowdings().size() >= options.minTimes())
                .toList();
        List<FullSegment[]> pairs = new ArrayList<>();
        List<LinkTest.Outcome> outcomes = new ArrayList<>();
        for (FullSegment first : often) {
            for (FullSegment second : often) {
                if (first != second && passages.isAdjacent(first.place(), second.place())) {
                    pairs.add(new FullSegment[] {first, second});
                    outcomes.add(test.test(first, second));
                }
            }
        }
        double[] q = FalseDiscovery.q(
                outcomes.stream().mapToDouble(LinkTest.Outcome::p).toArray());
        List<Chains.Step> steps = new ArrayList<>();
        for (int i = 0; i < q.length; i++) {
            Link link = link(passages, pairs.get(i)[0], pairs.get(i)[1], outcomes.get(i), q[i]);
            steps.add(Chains.Step.of(pairs.get(i)[0], pairs.get(i)[1], link, options.reach()));
        }
        return steps;
    }

    private static Link link(
            Passages passages, FullSegment first, FullSegment second, LinkTest.Outcome outcome, double q) {
        return new Link(
                passages.segment(first.place()),
                passages.segment(second.place()),
                outcome.count(),
                second.crowdings().size(),
                outcome.expected(),
                outcome.p(),
                q);
    }
}
