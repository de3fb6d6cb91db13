package io.sojourn.mining.flow;

import io.sojourn.mining.log.CaseBlocks;
import io.sojourn.mining.log.Selection;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The cases of a log by what they do, with loops cut short by {@link Loops}. So cases that go round a loop twice, three or nine
 * times are of one class; those that go once, or not at all, are of others. The cases of all classes add up to those of the log.
 * Classes are numbered in the order of their first case. Cost: O(events), and one copy of each class's sequence.
 */
public final class VariantClasses {
    private static final int FREE = -1;

    private final List<String> names;
    private final int[] classOfCase;
    private final int[] table;
    private int[] sequence = new int[16];
    private int[] offsets = new int[16];
    private int[] sequences = new int[64];
    private int[] counts = new int[16];
    private int size;

    private VariantClasses(List<String> names, int cases) {
        this.names = names;
        this.classOfCase = new int[cases];
        this.table = new int[Integer.highestOneBit(Math.max(8, cases)) * 4];
        Arrays.fill(table, FREE);
    }

    /**
     * Of sequences of codes.
     *
     * @param names by code, in the order of names
     * @param offsets case {@code i} has the activities from {@code offsets[i]} to before {@code offsets[i + 1]}
     */
    public static VariantClasses of(List<String> names, int[] activities, int[] offsets) {
        VariantClasses classes = new VariantClasses(names, offsets.length - 1);
        for (int c = 0; c + 1 < offsets.length; c++) {
            classes.take(c, activities, offsets[c], offsets[c + 1]);
        }
        return classes;
    }

    /** Of a selection, in the order (time, position) of each case, as variants are. */
    public static VariantClasses of(Selection selection) {
        VariantClasses classes = new VariantClasses(selection.log().activityNames(), selection.cases());
        CaseBlocks blocks = new CaseBlocks(selection, 0, selection.cases());
        while (blocks.next()) {
            for (int c = 0; c < blocks.cases(); c++) {
                int[] offsets = blocks.offsets();
                classes.take(blocks.firstCase() + c, blocks.activities(), offsets[c], offsets[c + 1]);
            }
        }
        return classes;
    }

    private void take(int caseIndex, int[] activities, int from, int to) {
        sequence = sequence.length < to - from ? new int[2 * (to - from)] : sequence;
        classOfCase[caseIndex] = find(Loops.cut(activities, from, to, sequence));
    }

    private int find(int length) {
        long hash = length;
        for (int i = 0; i < length; i++) {
            hash = (hash ^ sequence[i]) * 0x9E3779B97F4A7C15L;
            hash ^= hash >>> 29;
        }
        int slot = (int) (hash >>> 20) & table.length - 1;
        while (table[slot] != FREE && !isEqual(table[slot], length)) {
            slot = slot + 1 & table.length - 1;
        }
        if (table[slot] == FREE) {
            table[slot] = add(length);
        }
        counts[table[slot]]++;
        return table[slot];
    }

    private boolean isEqual(int variant, int length) {
        return Arrays.equals(sequences, offsets[variant], offsets[variant + 1], sequence, 0, length);
    }

    private int add(int length) {
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

    /** What the cases of a class do, a loop twice. */
    public List<String> activities(int variant) {
        return Arrays.stream(sequences, offsets[variant], offsets[variant + 1])
                .mapToObj(names::get)
                .toList();
    }

    /** By the codes of their activities: a written order, for ties. */
    public int compare(int a, int b) {
        return Arrays.compare(sequences, offsets[a], offsets[a + 1], sequences, offsets[b], offsets[b + 1]);
    }

    /** The first classes in the order (cases down, activities). */
    public List<VariantClass> list(int top) {
        Comparator<Integer> byCases = Comparator.comparingInt(v -> -counts[v]);
        return IntStream.range(0, size)
                .boxed()
                .sorted(byCases.thenComparing(this::compare))
                .limit(top)
                .map(v -> new VariantClass(Loops.words(activities(v)), counts[v]))
                .toList();
    }
}
