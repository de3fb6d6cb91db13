package io.sojourn.mining.flow;

import io.sojourn.mining.log.CaseBlocks;
import io.sojourn.mining.log.Parallel;
import io.sojourn.mining.log.Selection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/** Reads the cases of a selection once, on all processors, and gives each block to all kernels of its thread. */
public final class FlowPass {
    private FlowPass() {}

    /** Runs one kernel for each thread; the kernels, in the order of their cases. */
    public static <K extends Kernel> List<K> over(
            Selection selection, Supplier<K> kernel, CaseBlocks.Column... columns) {
        int[] bounds = selection.cut(Parallel.tasks());
        List<K> kernels = new ArrayList<>();
        for (int t = 0; t + 1 < bounds.length; t++) {
            kernels.add(kernel.get());
        }
        Parallel.run(kernels.size(), t -> {
            CaseBlocks blocks = new CaseBlocks(selection, bounds[t], bounds[t + 1], columns);
            while (blocks.next()) {
                kernels.get(t).take(blocks);
            }
        });
        return kernels;
    }

    /** Several kernels as one. */
    static final class All implements Kernel {
        private final Kernel[] kernels;

        All(Kernel... kernels) {
            this.kernels = Arrays.stream(kernels).filter(k -> k != null).toArray(Kernel[]::new);
        }

        @Override
        public void take(CaseBlocks block) {
            for (Kernel kernel : kernels) {
                kernel.take(block);
            }
        }
    }
}
