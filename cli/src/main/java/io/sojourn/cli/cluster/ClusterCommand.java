package io.sojourn.cli.cluster;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code sojourn cluster}. */
@Command(
        name = "cluster",
        mixinStandardHelpOptions = true,
        description = "A Kafka broker and a Flink cluster as processes of this machine.",
        subcommands = {
            UpCommand.class,
            SubmitCommand.class,
            StatusCommand.class,
            SavepointCommand.class,
            RescaleCommand.class,
            StopCommand.class,
            DownCommand.class
        })
public final class ClusterCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return 2;
    }
}
