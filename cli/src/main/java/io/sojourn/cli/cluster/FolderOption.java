package io.sojourn.cli.cluster;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which cluster. */
final class FolderOption {
    @Option(
            names = "--dir",
            paramLabel = "DIR",
            defaultValue = "data/cluster",
            description = "The cluster's folder. Default: ${DEFAULT-VALUE}.")
    private Path dir;

    ClusterFolder folder() {
        return new ClusterFolder(dir);
    }

    /** The folder of a cluster whose supervisor runs. */
    ClusterState running() {
        ClusterFolder folder = folder();
        return folder.state()
                .filter(s -> s.supervisor().handle().isPresent())
                .orElseThrow(() -> new SojournException(
                        ErrorCode.NOT_FOUND,
                        "no cluster runs in " + folder.path(),
                        "Maybe start it with sojourn cluster up --dir " + dir + "."));
    }
}
