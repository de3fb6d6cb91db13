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
        int missing = placeOf(EventLog.MISSING, names);
        names.add(missing, EventLog.MISSING);
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
        PairTimes pairs = new PairTimes(log.resourceNames().size() + 1, log.events());
        for (int c = 0; c < log.cases(); c++) {
            for (int i = offsets[c] + 1; i < offsets[c + 1]; i++) {
                pairs.add(code(resources[i - 1], missing), code(resources[i], missing), starts[i] - times[i - 1]);
            }
        }
        return pairs;
    }

    /** The code of a resource in a list that has the missing one too. */
    private static int code(int resource, int missing) {
        if (resource < 0) {
            return missing;
        }
        return resource < missing ? resource : resource + 1;
    }

    /** Where a text of ASCII characters belongs among sorted names. */
    private static int placeOf(String text, List<String> sorted) {
        int place = 0;
        while (place < sorted.size() && sorted.get(place).compareTo(text) < 0) {
            place++;
        }
        return place;
    }
}
