package io.sojourn.mining.log;

import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** Work on all processors. */
public final class Parallel {
    private Parallel() {}

    /** How many tasks a piece of work is best cut into. */
    public static int tasks() {
        return Runtime.getRuntime().availableProcessors();
    }

    /** Runs the tasks 0 to before {@code count}, and returns when all are done. */
    public static void run(int count, IntConsumer task) {
        if (count == 1) {
            task.accept(0);
        } else {
            IntStream.range(0, count).parallel().forEach(task);
        }
    }
}
