package io.sojourn.cli.cluster;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sojourn cluster rescale}. */
@Command(
        name = "rescale",
        mixinStandardHelpOptions = true,
        description = "Runs a job with another parallelism: stops it with a savepoint and goes on from it.")
final class RescaleCommand implements Callable<Integer> {
    @Mixin
    private FolderOption dir;

    @Option(names = "--parallelism", required = true, description = "At most the slots of all TaskManagers.")
    private int parallelism;

    @Parameters(index = "0", arity = "0..1", paramLabel = "JOB", description = "Default: the only one.")
    private String job;

    @Override
    public Integer call() {
        SubmitCommand.checkParallelism(parallelism);
        Orders orders = new Orders(dir);
        String name = orders.name(job);
        JobState state = orders.change(name, w -> w.next(WantedJob.Action.RUN, parallelism));
        System.err.println("Job " + name + " runs with parallelism " + parallelism + ", from " + state.restoredFrom());
        return 0;
    }
}
