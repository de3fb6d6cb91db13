package io.sojourn.mining.flow;

import io.sojourn.mining.log.Parallel;
import io.sojourn.mining.log.Selection;
import java.util.Arrays;

/**
 * Groups the cases of a selection by their sequence of activity codes. A sequence is found by its hash in an open table and
 * then compared entry by entry with the group's first case, so equal hashes never merge two variants. The threads share the
 * cases by their hashes, so that a variant belongs to one of them.
 */
public final class Variants {
    private final Selection selection;
    private final int[] variantOfCase;
    private final int[] exampleCase;
    private final int[] counts;

    private Variants(Selection selection, int[] variantOfCase, int[] exampleCase, int[] counts) {
        this.selection = selection;
        this.variantOfCase = variantOfCase;
        this.exampleCase = exampleCase;
        this.counts = counts;
    }

    /** The variants of a selection. */
    public static Variants of(Selection selection) {
        long[] hashes = new long[selection.cases()];
        FlowPass.over(selection, () -> new SequenceHashes(hashes));
        return of(selection, hashes);
    }

    static Variants of(Selection selection, long[] hashes) {
        int[] variantOfCase = new int[hashes.length];
        Group[] groups = new Group[Parallel.tasks()];
        Parallel.run(groups.length, t -> {
            groups[t] = new Group(selection);
            groups[t].add(hashes, t, groups.length, variantOfCase);
        });
        int[] first = new int[groups.length + 1];
        for (int t = 0; t < groups.length; t++) {
            first[t + 1] = first[t] + groups[t].size;
        }
        int[] example = new int[first[groups.length]];
        int[] counts = new int[example.length];
        for (int t = 0; t < groups.length; t++) {
            System.arraycopy(groups[t].example, 0, example, first[t], groups[t].size);
            System.arraycopy(groups[t].counts, 0, counts, first[t], groups[t].size);
        }
        for (int c = 0; c < hashes.length && groups.length > 1; c++) {
            variantOfCase[c] += first[owner(hashes[c], groups.length)];
        }
        return new Variants(selection, variantOfCase, example, counts);
    }

    private static int owner(long hash, int tasks) {
        return (int) ((hash >>> 33) % tasks);
    }

    /** The variants of one thread. */
    private static final class Group {
        private final Selection selection;
        /** Upper half: of the hash; lower half: variant + 1. */
        private long[] table = new long[1 << 10];

        private int[] example = new int[1 << 8];
        private int[] counts = new int[1 << 8];
        private int size;

        Group(Selection selection) {
            this.selection = selection;
        }

        void add(long[] hashes, int task, int tasks, int[] variantOfCase) {
            for (int c = 0; c < hashes.length; c++) {
                if (tasks == 1 || owner(hashes[c], tasks) == task) {
                    variantOfCase[c] = variant(hashes[c], c);
                }
            }
        }

        private int variant(long hash, int c) {
            int mark = (int) (hash >>> 32);
            int caseInLog = selection.caseAt(c);
            int slot = mark & table.length - 1;
            while (table[slot] != 0) {
                int variant = (int) table[slot] - 1;
                if ((int) (table[slot] >>> 32) == mark && selection.isSameSequence(caseInLog, example[variant])) {
                    counts[variant]++;
                    return variant;
                }
                slot = slot + 1 & table.length - 1;
            }
            table[slot] = (long) mark << 32 | size + 1;
            if (size == counts.length) {
                example = Arrays.copyOf(example, size * 2);
                counts = Arrays.copyOf(counts, size * 2);
            }
            example[size] = caseInLog;
            counts[size++] = 1;
            if (size * 2 > table.length) {
                grow();
            }
            return size - 1;
        }

        private void grow() {
            long[] old = table;
            table = new long[old.length * 4];
            for (long entry : old) {
                if (entry != 0) {
                    int slot = (int) (entry >>> 32) & table.length - 1;
                    while (table[slot] != 0) {
                        slot = slot + 1 & table.length - 1;
                    }
                    table[slot] = entry;
                }
            }
        }
    }

    /** Number of variants. */
    public int count() {
        return counts.length;
    }

    /** Number of cases of a variant. */
    public int cases(int variant) {
        return counts[variant];
    }

    /** The variant of a case, by its index in the selection. */
    public int variantOf(int index) {
        return variantOfCase[index];
    }

    /** A case with the variant's sequence, by its place in the log. */
    int example(int variant) {
        return exampleCase[variant];
    }

    Selection selection() {
        return selection;
    }

    /** The first variants in the order (cases down, activities); all for 0. */
    public int[] order(int top) {
        int[] order = new VariantOrder(this).sorted(top);
        return top <= 0 || top >= order.length ? order : Arrays.copyOf(order, top);
    }
}
