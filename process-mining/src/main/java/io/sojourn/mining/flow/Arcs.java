package io.sojourn.mining.flow;

import io.sojourn.mining.log.EventLog;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** The directly-follows pairs of a log and their times. */
final class Arcs {
    private final PairTimes pairs;
    private final long overlaps;

    private Arcs(PairTimes pairs, long overlaps) {
        this.pairs = pairs;
        this.overlaps = overlaps;
    }

    /** @param order events of each case in the order to follow */
    static Arcs of(EventLog log, int[] order) {
        PairTimes pairs = new PairTimes(log.activityNames().size(), log.events());
        int[] activities = log.activities();
        int[] offsets = log.offsets();
        long[] times = log.times();
        long[] starts = log.starts();
        long overlaps = 0;
        for (int c = 0; c < log.cases(); c++) {
            int from = order[offsets[c]];
            for (int i = offsets[c] + 1; i < offsets[c + 1]; i++) {
                int to = order[i];
                long time = starts[to] - times[from];
                pairs.add(activities[from], activities[to], time);
                overlaps += time < 0 ? 1 : 0;
                from = to;
            }
        }
        return new Arcs(pairs, overlaps);
    }

    long overlaps() {
        return overlaps;
    }

    /** By (count down, from, to); codes are in the order of names. */
    List<Arc> list(List<String> names) {
        int[] offsets = pairs.offsets();
        long[] times = pairs.grouped(offsets);
        List<Arc> arcs = new ArrayList<>();
        IntStream.range(0, pairs.size())
                .boxed()
                .sorted(Comparator.<Integer>comparingInt(id -> -pairs.count(id))
                        .thenComparingInt(pairs::from)
                        .thenComparingInt(pairs::to))
                .forEach(id -> arcs.add(new Arc(
                        names.get(pairs.from(id)),
                        names.get(pairs.to(id)),
                        pairs.count(id),
                        Distribution.ofMicros(times, offsets[id], offsets[id + 1]))));
        return List.copyOf(arcs);
    }
}
