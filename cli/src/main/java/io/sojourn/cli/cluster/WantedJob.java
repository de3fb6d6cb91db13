package io.sojourn.cli.cluster;

import java.util.List;

/**
 * What a command wants of a job, in {@code wanted.json}. The supervisor carries out each generation once, and keeps the job
 * running when that is what the last one wants.
 *
 * @param jar the job's jar in this cluster's folder
 */
record WantedJob(
        long generation, Action action, int parallelism, String jar, String mainClass, List<String> arguments) {
    enum Action {
        /** Run; when it runs already: stop with a savepoint, then run from it. */
        RUN,
        /** Go on, and take a savepoint meanwhile. */
        SAVEPOINT,
        /** Stop with a savepoint. */
        STOP,
        /** Stop at once; the last checkpoint stays. */
        CANCEL
    }

    WantedJob {
        arguments = List.copyOf(arguments);
    }

    boolean runs() {
        return action == Action.RUN || action == Action.SAVEPOINT;
    }

    WantedJob next(Action next, int newParallelism) {
        return new WantedJob(generation + 1, next, newParallelism, jar, mainClass, arguments);
    }
}
