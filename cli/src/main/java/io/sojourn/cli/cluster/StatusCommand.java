package io.sojourn.cli.cluster;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sojourn cluster status}. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Shows the processes and the jobs: state, checkpoints, restarts, lag.")
final class StatusCommand implements Callable<Integer> {
    @Mixin
    private FolderOption dir;

    @Option(names = "--json", description = "As JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        ClusterStatus status = ClusterStatus.of(dir.folder());
        if (json) {
            System.out.println(new ObjectMapper()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .writeValueAsString(status));
        } else {
            StatusText.print(System.out, status);
        }
        return 0;
    }
}
