package io.sojourn.mining.filter;

import io.sojourn.mining.log.Bits;
import io.sojourn.mining.log.CaseBlocks;
import io.sojourn.mining.log.Parallel;
import io.sojourn.mining.log.Selection;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;

/** Decides on one case at a time. Each thread has its own. */
interface CaseTest {
    /** Decides on case {@code c} of the block, whose events are from {@code from} to before {@code to}. */
    boolean test(CaseBlocks block, int c, int from, int to);

    /** The cases of a selection that pass: a bit for each. */
    static long[] run(Selection selection, Supplier<CaseTest> test, CaseBlocks.Column... columns) {
        long[] bits = Bits.of(selection.cases());
        int[] bounds = selection.cut(Parallel.tasks());
        for (int t = 1; t + 1 < bounds.length; t++) {
            // No two threads write one long.
            bounds[t] = Math.min(selection.cases(), bounds[t] + 63 & ~63);
        }
        Parallel.run(bounds.length - 1, t -> {
            CaseTest own = test.get();
            CaseBlocks blocks = new CaseBlocks(selection, bounds[t], bounds[t + 1], columns);
            while (blocks.next()) {
                int[] offsets = blocks.offsets();
                for (int c = 0; c < blocks.cases(); c++) {
                    if (own.test(blocks, c, offsets[c], offsets[c + 1])) {
                        Bits.set(bits, blocks.firstCase() + c);
                    }
                }
            }
        });
        return bits;
    }

    /** True at the code of each activity that is named; names that the log doesn't have are nobody's. */
    static boolean[] named(Selection selection, Collection<String> activities) {
        List<String> names = selection.log().activityNames();
        boolean[] named = new boolean[names.size()];
        for (int i = 0; i < named.length; i++) {
            named[i] = activities.contains(names.get(i));
        }
        return named;
    }

    /** The code of an activity; -1 when the log doesn't have it. */
    static int code(Selection selection, String activity) {
        return selection.log().activityNames().indexOf(activity);
    }
}
