package io.sojourn.mining.flow;

import io.sojourn.mining.log.CaseBlocks;
import io.sojourn.mining.log.Selection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;

/** The arcs of a selection with their exact times, of all threads, in two readings. */
final class ArcTimes {
    private final List<Arcs> first = new ArrayList<>();
    private final List<TimeBins> bins = new ArrayList<>();

    /** A further thread's kernel of the first reading. */
    Arcs kernel(int activities) {
        bins.add(new TimeBins(64));
        first.add(new Arcs(new PairIds(activities), bins.get(bins.size() - 1)));
        return first.get(first.size() - 1);
    }

    /** How many times were negative. */
    long overlaps() {
        return first.stream().mapToLong(Arcs::overlaps).sum();
    }

    /** By (count down, from, to), after the first reading; codes are in the order of names. */
    List<Arc> list(Selection selection) {
        List<String> names = selection.log().activityNames();
        PairIds.Merged merged = PairIds.merge(first.stream().map(Arcs::pairs).toList());
        PairIds together = merged.pairs();
        Distribution[] times = times(selection, merged);
        return IntStream.range(0, times.length)
                .boxed()
                .sorted(Comparator.<Integer>comparingLong(id -> -times[id].count())
                        .thenComparingInt(together::from)
                        .thenComparingInt(together::to))
                .map(id ->
                        new Arc(names.get(together.from(id)), names.get(together.to(id)), times[id].count(), times[id]))
                .toList();
    }

    private Distribution[] times(Selection selection, PairIds.Merged merged) {
        TimeRanks ranks = new TimeRanks(bins, merged.ids());
        if (!ranks.needsSecond()) {
            return ranks.distributions(List.of());
        }
        List<TimeRanks.Second> second =
                first.stream().map(thread -> ranks.second()).toList();
        Iterator<TimeRanks.Second> each = second.iterator();
        // All threads look pairs up in the same numbers: none is new to them.
        FlowPass.over(selection, () -> new Arcs(merged.pairs(), each.next()), CaseBlocks.Column.STARTS);
        return ranks.distributions(second);
    }
}
