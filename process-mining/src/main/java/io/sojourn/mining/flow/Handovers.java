package io.sojourn.mining.flow;

import io.sojourn.mining.log.CaseBlocks;
import io.sojourn.mining.log.EventLog;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Counts consecutive resources. */
final class Handovers implements Kernel {
    private final PairIds pairs;
    private long[] counts = new long[64];
    /** Sums of the lower halves of the delays, and of their upper halves: neither can overflow. */
    private long[] lower = new long[64];

    private long[] upper = new long[64];

    /** @param resources number of names; missing has code 0, each name its own code + 1 */
    Handovers(int resources) {
        pairs = new PairIds(resources + 1);
    }

    @Override
    public void take(CaseBlocks block) {
        int[] resources = block.resources();
        int[] offsets = block.offsets();
        long[] times = block.times();
        long[] starts = block.starts();
        for (int c = 0; c < block.cases(); c++) {
            for (int i = offsets[c] + 1; i < offsets[c + 1]; i++) {
                int id = pairs.id(resources[i - 1] + 1, resources[i] + 1);
                if (id >= counts.length) {
                    grow();
                }
                long delay = starts[i] - times[i - 1];
                counts[id]++;
                lower[id] += delay & Distribution.Sum.LOW;
                upper[id] += delay >> 32;
            }
        }
    }

    private void grow() {
        counts = Arrays.copyOf(counts, counts.length * 2);
        lower = Arrays.copyOf(lower, counts.length);
        upper = Arrays.copyOf(upper, counts.length);
    }

    void add(Handovers other) {
        for (int i = 0; i < other.pairs.size(); i++) {
            int id = pairs.id(other.pairs.from(i), other.pairs.to(i));
            if (id >= counts.length) {
                grow();
            }
            counts[id] += other.counts[i];
            lower[id] += other.lower[i];
            upper[id] += other.upper[i];
        }
    }

    /** By (count down, from, to); {@link EventLog#MISSING} stands among the names where its text belongs. */
    List<Handover> list(List<String> names) {
        if (names.isEmpty()) {
            return List.of();
        }
        int missing = placeOf(EventLog.MISSING, names);
        List<String> all = new ArrayList<>(names);
        all.add(missing, EventLog.MISSING);
        return IntStream.range(0, pairs.size())
                .boxed()
                .sorted(Comparator.<Integer>comparingLong(id -> -counts[id])
                        .thenComparingInt(id -> place(pairs.from(id), missing))
                        .thenComparingInt(id -> place(pairs.to(id), missing)))
                .map(id -> new Handover(
                        all.get(place(pairs.from(id), missing)),
                        all.get(place(pairs.to(id), missing)),
                        counts[id],
                        meanDelay(id) / 1e6))
                .toList();
    }

    private double meanDelay(int id) {
        Distribution.Sum sum = new Distribution.Sum();
        sum.add(lower[id], upper[id]);
        return sum.mean(counts[id]);
    }

    /** The place of a code in a list that has the missing one too. */
    private static int place(int code, int missing) {
        if (code == 0) {
            return missing;
        }
        return code - 1 < missing ? code - 1 : code;
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
