package io.sojourn.cli.cluster;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sojourn cluster stop}. */
@Command(
        name = "stop",
        mixinStandardHelpOptions = true,
        description = "Stops a job. Submitting it again goes on from where it was.")
final class StopCommand implements Callable<Integer> {
    @Mixin
    private FolderOption dir;

    @Parameters(index = "0", arity = "0..1", paramLabel = "JOB", description = "Default: the only one.")
    private String job;

    @Option(
            names = "--savepoint",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Take a savepoint while stopping (default); with --no-savepoint its last checkpoint stays.")
    private boolean savepoint;

    @Override
    public Integer call() {
        Orders orders = new Orders(dir);
        WantedJob.Action action = savepoint ? WantedJob.Action.STOP : WantedJob.Action.CANCEL;
        JobState state = orders.change(orders.name(job), w -> w.next(action, w.parallelism()));
        System.err.println("Stopped.");
        if (savepoint && state.savepoint() != null) {
            System.out.println(state.savepoint());
        }
        return 0;
    }
}
