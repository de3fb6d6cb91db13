package io.sojourn.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which access rules a command is about. */
final class KeyFileOption {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "data/live",
            description = "The rules of the server over this folder: DIR/access.yaml. Default: ${DEFAULT-VALUE}.")
    private Path data;

    @Option(names = "--access", paramLabel = "FILE", description = "These rules instead.")
    private Path file;

    Path data() {
        return data;
    }

    Path file() {
        return file != null ? file : data.resolve(AccessArguments.FILE);
    }
}
