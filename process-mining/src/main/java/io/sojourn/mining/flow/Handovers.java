package io.sojourn.mining.flow;

import io.sojourn.mining.log.EventLog;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Counts consecutive resources. */
final class Handovers {
    private Handovers() {}

    /** Of a log's resources; empty for a log without any. */
    static List<Handover> of(EventLog log) {
        List<String> names = new ArrayList<>(log.resourceNames());
        if (names.isEmpty()) {
            return List.of();
        }
        int missing = names.size();
        names.add(EventLog.MISSING);
        PairTimes pairs = pairs(log, missing);
        int[] offsets = pairs.offsets();
        long[] delays = pairs.grouped(offsets);
        List<Handover> handovers = new ArrayList<>();
        IntStream.range(0, pairs.size())
                .boxed()
                .sorted(Comparator.<Integer>comparingInt(id -> -pairs.count(id))
                        .thenComparingInt(pairs::from)
                        .thenComparingInt(pairs::to))
                .forEach(id -> handovers.add(new Handover(
                        names.get(pairs.from(id)),
                        names.get(pairs.to(id)),
                        pairs.count(id),
                        Distribution.ofMicros(delays, offsets[id], offsets[id + 1])
                                .mean())));
        return List.copyOf(handovers);
    }

    private static PairTimes pairs(EventLog log, int missing) {
        int[] resources = log.resources();
        int[] offsets = log.offsets();
        long[] times = log.times();
        long[] starts = log.starts();
        PairTimes pairs = new PairTimes(missing + 1, log.events());
        for (int c = 0; c < log.cases(); c++) {
            for (int i = offsets[c] + 1; i < offsets[c + 1]; i++) {
                int from = resources[i - 1] < 0 ? missing : resources[i - 1];
                int to = resources[i] < 0 ? missing : resources[i];
                pairs.add(from, to, starts[i] - times[i - 1]);
            }
        }
        return pairs;
    }
}
