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
    /** Of a pair: from, to, count and two sums. */
    private static final int NUMBERS = 5;

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
            add(other.pairs.from(i), other.pairs.to(i), other.counts[i], other.lower[i], other.upper[i]);
        }
    }

    private void add(int from, int to, long count, long lowerSum, long upperSum) {
        int id = pairs.id(from, to);
        if (id >= counts.length) {
            grow();
        }
        counts[id] += count;
        lower[id] += lowerSum;
        upper[id] += upperSum;
    }

    /** All that has been counted, for {@link #add(long[])}. */
    long[] numbers() {
        long[] numbers = new long[pairs.size() * NUMBERS];
        for (int i = 0; i < pairs.size(); i++) {
            int at = i * NUMBERS;
            numbers[at] = pairs.from(i);
            numbers[at + 1] = pairs.to(i);
            numbers[at + 2] = counts[i];
            numbers[at + 3] = lower[i];
            numbers[at + 4] = upper[i];
        }
        return numbers;
    }

    void add(long[] numbers) {
        for (int at = 0; at < numbers.length; at += NUMBERS) {
            add((int) numbers[at], (int) numbers[at + 1], numbers[at + 2], numbers[at + 3], numbers[at + 4]);
        }
    }

    /** How many pairs it knows. */
    int pairs() {
        return pairs.size();
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
