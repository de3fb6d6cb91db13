package io.sojourn.mining.cascade;

import io.sojourn.mining.spectrum.Segment;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Follows links from segment to segment, no segment twice. A crowding follows from that one of the segment before it that reaches it
 * and began last, so a sequence of segments has one chain at most for each crowding of its last segment.
 */
final class Chains {
    private static final int LONGEST = 6;
    private static final int MOST_SEQUENCES = 2_000;
    private static final Comparator<Cascade> BY_TIME_LOST = Comparator.comparingLong(Cascade::micros)
            .reversed()
            .thenComparing(c -> c.segments().toString());

    /**
     * A link that holds, with its two segments.
     *
     * @param before the crowding that each one of the second segment follows from, in their order; null of those that follow from none
     */
    record Step(FullSegment from, FullSegment to, Link link, List<Crowding> before) {
        static Step of(FullSegment from, FullSegment to, Link link, int reach) {
            List<Crowding> before = new ArrayList<>();
            to.crowdings().forEach(c -> before.add(from.before(c, reach)));
            return new Step(from, to, link, before);
        }
    }

    private record Sequence(List<Step> steps, List<List<Crowding>> chains) {}

    private final List<Step> steps;
    private final CascadeOptions options;

    Chains(List<Step> steps, CascadeOptions options) {
        this.steps = steps;
        this.options = options;
    }

    /** By (time spent in them down, names); one that is part of a longer one, and comes as often, is not told. */
    List<Cascade> find() {
        List<Cascade> found = new ArrayList<>();
        Deque<Sequence> open = new ArrayDeque<>();
        for (Step step : steps) {
            List<List<Crowding>> single =
                    step.from().crowdings().stream().map(List::of).toList();
            offer(extended(new Sequence(List.of(), single), step), open, found);
        }
        while (!open.isEmpty() && found.size() < MOST_SEQUENCES) {
            Sequence sequence = open.poll();
            for (Step step : steps) {
                if (canFollow(sequence, step)) {
                    offer(extended(sequence, step), open, found);
                }
            }
        }
        return found.stream()
                .filter(c -> found.stream().noneMatch(c::isPartOf))
                .sorted(BY_TIME_LOST)
                .toList();
    }

    private static boolean canFollow(Sequence sequence, Step step) {
        List<Step> before = sequence.steps();
        return before.size() + 1 < LONGEST
                && before.get(before.size() - 1).to() == step.from()
                && before.stream().noneMatch(s -> s.from() == step.to());
    }

    private static Sequence extended(Sequence sequence, Step step) {
        Map<Crowding, List<List<Crowding>>> byLast =
                sequence.chains().stream().collect(Collectors.groupingBy(c -> c.get(c.size() - 1)));
        List<List<Crowding>> longer = new ArrayList<>();
        for (int k = 0; k < step.before().size(); k++) {
            Crowding next = step.to().crowdings().get(k);
            byLast.getOrDefault(step.before().get(k), List.of()).forEach(chain -> longer.add(with(chain, next)));
        }
        return new Sequence(with(sequence.steps(), step), longer);
    }

    private void offer(Sequence sequence, Deque<Sequence> open, List<Cascade> found) {
        if (Cascade.times(sequence.chains()) < options.minTimes()) {
            return;
        }
        open.add(sequence);
        List<Segment> segments = new ArrayList<>();
        segments.add(sequence.steps().get(0).link().from());
        sequence.steps().forEach(s -> segments.add(s.link().to()));
        double q =
                sequence.steps().stream().mapToDouble(s -> s.link().q()).max().orElseThrow();
        found.add(Cascade.of(segments, q, sequence.chains()));
    }

    private static <T> List<T> with(List<T> list, T last) {
        List<T> longer = new ArrayList<>(list);
        longer.add(last);
        return longer;
    }
}
