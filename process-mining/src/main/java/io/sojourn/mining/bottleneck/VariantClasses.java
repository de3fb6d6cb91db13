package io.sojourn.mining.bottleneck;

import io.sojourn.mining.waits.ActivityInstances;
import java.util.Arrays;
import java.util.List;

/**
 * The cases of a log by what they do, with loops cut short: in the sequence of a case's activities, three or more immediate
 * repetitions of a block of one to five activities become two. So cases that go round a loop twice, three or nine times are of
 * one class; those that go once, or not at all, are of others.
 */
public final class VariantClasses {
    private static final int LONGEST_BLOCK = 5;
    private static final int KEPT = 2;
    private static final int FREE = -1;

    private final List<String> names;
    private final int[] classOfCase;
    private int[] offsets = new int[16];
    private int[] sequences = new int[64];
    private int[] counts = new int[16];
    private int size;

    private VariantClasses(ActivityInstances of) {
        this.names = of.activityNames();
        this.classOfCase = new int[of.cases()];
    }

    /** Of all cases, in the order of the ends of their instances; O(events). */
    public static VariantClasses of(ActivityInstances of) {
        VariantClasses classes = new VariantClasses(of);
        int[] table = new int[Integer.highestOneBit(Math.max(8, of.cases())) * 4];
        Arrays.fill(table, FREE);
        int[] sequence = new int[16];
        for (int c = 0; c < of.cases(); c++) {
            int from = of.caseOffsets()[c];
            int to = of.caseOffsets()[c + 1];
            sequence = sequence.length < to - from ? new int[2 * (to - from)] : sequence;
            int length = cutLoops(of.activities(), from, to, sequence);
            classes.classOfCase[c] = classes.find(sequence, length, table);
        }
        return classes;
    }

    /**
     * Writes a sequence of activities without third repetitions. What is written never has three equal blocks in a row, so
     * only its end must be looked at.
     *
     * @return how many were written
     */
    static int cutLoops(int[] activities, int from, int to, int[] written) {
        int length = 0;
        for (int i = from; i < to; i++) {
            written[length++] = activities[i];
            for (int block = 1; block <= LONGEST_BLOCK; block++) {
                if (isRepeated(written, length, block)) {
                    length -= block;
                    break;
                }
            }
        }
        return length;
    }

    private static boolean isRepeated(int[] written, int length, int block) {
        int compared = KEPT * block;
        if (length < compared + block) {
            return false;
        }
        for (int k = length - compared; k < length; k++) {
            if (written[k] != written[k - block]) {
                return false;
            }
        }
        return true;
    }

    private int find(int[] sequence, int length, int[] table) {
        long hash = length;
        for (int i = 0; i < length; i++) {
            hash = (hash ^ sequence[i]) * 0x9E3779B97F4A7C15L;
            hash ^= hash >>> 29;
        }
        int slot = (int) (hash >>> 20) & table.length - 1;
        while (table[slot] != FREE && !isEqual(table[slot], sequence, length)) {
            slot = slot + 1 & table.length - 1;
        }
        if (table[slot] == FREE) {
            table[slot] = add(sequence, length);
        }
        counts[table[slot]]++;
        return table[slot];
    }

    private boolean isEqual(int variant, int[] sequence, int length) {
        return Arrays.equals(sequences, offsets[variant], offsets[variant + 1], sequence, 0, length);
    }

    private int add(int[] sequence, int length) {
        int from = offsets[size];
        if (from + length > sequences.length) {
            sequences = Arrays.copyOf(sequences, 2 * (from + length));
        }
        System.arraycopy(sequence, 0, sequences, from, length);
        if (size + 1 == counts.length) {
            counts = Arrays.copyOf(counts, counts.length * 2);
            offsets = Arrays.copyOf(offsets, counts.length);
        }
        offsets[++size] = from + length;
        return size - 1;
    }

    /** Number of classes. */
    public int size() {
        return size;
    }

    /** The class of a case. */
    public int of(int caseIndex) {
        return classOfCase[caseIndex];
    }

    /** Number of cases of a class. */
    public int cases(int variant) {
        return counts[variant];
    }

    /** What the cases of a class do. */
    public List<String> activities(int variant) {
        return Arrays.stream(sequences, offsets[variant], offsets[variant + 1])
                .mapToObj(names::get)
                .toList();
    }

    /** By the codes of their activities: a written order, for ties. */
    int compare(int a, int b) {
        return Arrays.compare(sequences, offsets[a], offsets[a + 1], sequences, offsets[b], offsets[b + 1]);
    }
}
