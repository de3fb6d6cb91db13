package io.sojourn.mining.flow;

import io.sojourn.mining.log.EventLog;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Groups the cases of a log by their sequence of activity codes. A sequence is found by its hash in an open table and then
 * compared entry by entry with the group's first case, so equal hashes never merge two variants.
 */
final class Variants {
    private static final int FREE = -1;

    private final EventLog log;
    private final int[] variantOfCase;
    private final int[] exampleCase;
    private final int[] counts;

    private Variants(EventLog log, int[] variantOfCase, int[] exampleCase, int[] counts) {
        this.log = log;
        this.variantOfCase = variantOfCase;
        this.exampleCase = exampleCase;
        this.counts = counts;
    }

    static Variants of(EventLog log) {
        int[] variantOfCase = new int[log.cases()];
        int[] example = new int[log.cases()];
        int[] counts = new int[log.cases()];
        int[] table = new int[Integer.highestOneBit(Math.max(8, log.cases())) * 4];
        Arrays.fill(table, FREE);
        int[] activities = log.activities();
        int[] offsets = log.offsets();
        int variants = 0;
        for (int c = 0; c < log.cases(); c++) {
            int slot = slot(hash(activities, offsets[c], offsets[c + 1]), table.length);
            while (table[slot] != FREE && !isEqual(activities, offsets, c, example[table[slot]])) {
                slot = slot + 1 & table.length - 1;
            }
            if (table[slot] == FREE) {
                table[slot] = variants;
                example[variants++] = c;
            }
            variantOfCase[c] = table[slot];
            counts[table[slot]]++;
        }
        return new Variants(log, variantOfCase, Arrays.copyOf(example, variants), Arrays.copyOf(counts, variants));
    }

    private static long hash(int[] activities, int from, int to) {
        long hash = to - from;
        for (int i = from; i < to; i++) {
            hash = (hash ^ activities[i]) * 0x9E3779B97F4A7C15L;
            hash ^= hash >>> 29;
        }
        return hash;
    }

    private static int slot(long hash, int length) {
        return (int) (hash >>> 20) & length - 1;
    }

    private static boolean isEqual(int[] activities, int[] offsets, int a, int b) {
        return Arrays.equals(activities, offsets[a], offsets[a + 1], activities, offsets[b], offsets[b + 1]);
    }

    int count() {
        return counts.length;
    }

    /** The most frequent ones; 0 for all. */
    List<Variant> list(int top) {
        int[] order = IntStream.range(0, counts.length)
                .boxed()
                .sorted(this::compare)
                .mapToInt(Integer::intValue)
                .limit(top <= 0 ? Long.MAX_VALUE : top)
                .toArray();
        List<String> names = log.activityNames();
        long[][] durations = durations(order);
        List<Variant> variants = new ArrayList<>(order.length);
        for (int i = 0; i < order.length; i++) {
            int example = exampleCase[order[i]];
            List<String> activities = Arrays.stream(
                            log.activities(), log.offsets()[example], log.offsets()[example + 1])
                    .mapToObj(names::get)
                    .toList();
            variants.add(new Variant(
                    activities, counts[order[i]], Distribution.ofMicros(durations[i], 0, durations[i].length)));
        }
        return List.copyOf(variants);
    }

    /** By (count down, activities); codes are in the order of names. */
    private int compare(int a, int b) {
        if (counts[a] != counts[b]) {
            return Integer.compare(counts[b], counts[a]);
        }
        int[] offsets = log.offsets();
        int x = exampleCase[a];
        int y = exampleCase[b];
        return Arrays.compare(
                log.activities(), offsets[x], offsets[x + 1], log.activities(), offsets[y], offsets[y + 1]);
    }

    /** Durations of the cases of each listed variant. */
    private long[][] durations(int[] listed) {
        int[] place = new int[counts.length];
        Arrays.fill(place, FREE);
        long[][] durations = new long[listed.length][];
        for (int i = 0; i < listed.length; i++) {
            place[listed[i]] = i;
            durations[i] = new long[counts[listed[i]]];
        }
        int[] filled = new int[listed.length];
        long[] all = Totals.durations(log);
        for (int c = 0; c < all.length; c++) {
            int at = place[variantOfCase[c]];
            if (at != FREE) {
                durations[at][filled[at]++] = all[c];
            }
        }
        return durations;
    }
}
