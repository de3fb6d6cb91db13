package io.sojourn.cli.cluster;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sojourn cluster down}. */
@Command(
        name = "down",
        mixinStandardHelpOptions = true,
        description =
                "Ends all processes. Topics, checkpoints and the jobs that are wanted stay: up goes on from there.")
final class DownCommand implements Callable<Integer> {
    @Mixin
    private FolderOption dir;

    @Option(names = "--purge", description = "Remove the folder too: all topics, checkpoints and savepoints.")
    private boolean purge;

    @Override
    public Integer call() throws IOException {
        ClusterFolder folder = dir.folder();
        int ended = Leftovers.endAll(folder);
        System.err.println(ended == 0 ? "Nothing ran in " + folder.path() + "." : "Ended " + ended + " processes.");
        if (purge && folder.state().isPresent()) {
            Trees.delete(folder.path());
            System.err.println("Removed " + folder.path() + ".");
        }
        return 0;
    }
}
