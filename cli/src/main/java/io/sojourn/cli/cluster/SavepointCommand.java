package io.sojourn.cli.cluster;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code sojourn cluster savepoint}. */
@Command(
        name = "savepoint",
        mixinStandardHelpOptions = true,
        description = "Takes a savepoint of a running job; prints where it is.")
final class SavepointCommand implements Callable<Integer> {
    @Mixin
    private FolderOption dir;

    @Parameters(index = "0", arity = "0..1", paramLabel = "JOB", description = "Default: the only one.")
    private String job;

    @Override
    public Integer call() {
        Orders orders = new Orders(dir);
        JobState state = orders.change(orders.name(job), w -> w.next(WantedJob.Action.SAVEPOINT, w.parallelism()));
        System.out.println(state.savepoint());
        return 0;
    }
}
