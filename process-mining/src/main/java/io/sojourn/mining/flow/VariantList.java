package io.sojourn.mining.flow;

import io.sojourn.mining.log.Parallel;
import io.sojourn.mining.log.Selection;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;

/** Lists variants with their names and durations. */
final class VariantList {
    private static final int STRETCH = 1 << 10;

    private VariantList() {}

    /**
     * The most frequent ones.
     *
     * @param top how many; 0 for all
     * @param durations by index of the case in the selection, microseconds
     */
    static List<Variant> of(Variants variants, int top, long[] durations) {
        int[] listed = variants.order(top);
        int[] offsets = new int[listed.length + 1];
        for (int i = 0; i < listed.length; i++) {
            offsets[i + 1] = offsets[i] + variants.cases(listed[i]);
        }
        long[] grouped = grouped(variants, listed, offsets, durations);
        Selection selection = variants.selection();
        List<String> names = selection.log().activityNames();
        Variant[] list = new Variant[listed.length];
        Parallel.run((list.length + STRETCH - 1) / STRETCH, stretch -> {
            for (int i = stretch * STRETCH; i < Math.min(list.length, (stretch + 1) * STRETCH); i++) {
                list[i] = new Variant(
                        new Names(names, selection.sequence(variants.example(listed[i]))),
                        variants.cases(listed[i]),
                        Distribution.ofMicros(grouped, offsets[i], offsets[i + 1]));
            }
        });
        return List.of(list);
    }

    /** Durations of the cases of each listed variant, one variant behind the other. */
    private static long[] grouped(Variants variants, int[] listed, int[] offsets, long[] durations) {
        int[] next = new int[variants.count()];
        Arrays.fill(next, -1);
        for (int i = 0; i < listed.length; i++) {
            next[listed[i]] = offsets[i];
        }
        long[] grouped = new long[offsets[listed.length]];
        for (int c = 0; c < durations.length; c++) {
            int variant = variants.variantOf(c);
            if (next[variant] >= 0) {
                grouped[next[variant]++] = durations[c];
            }
        }
        return grouped;
    }

    /** The names of a sequence of codes. */
    private static final class Names extends AbstractList<String> implements RandomAccess {
        private final List<String> names;
        private final int[] codes;

        Names(List<String> names, int[] codes) {
            this.names = names;
            this.codes = codes;
        }

        @Override
        public String get(int i) {
            return names.get(codes[i]);
        }

        @Override
        public int size() {
            return codes.length;
        }
    }
}
