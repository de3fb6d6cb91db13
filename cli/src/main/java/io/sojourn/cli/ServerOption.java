package io.sojourn.cli;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which running server a command asks. */
final class ServerOption {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "data/live",
            description = "Ask the server that runs over this folder. Default: ${DEFAULT-VALUE}.")
    private Path data;

    @Option(
            names = "--api",
            paramLabel = "URL",
            description = "Ask the server at this address instead, e.g. http://localhost:8080.")
    private String api;

    RunningServer server() {
        if (api != null) {
            return RunningServer.at(api);
        }
        return RunningServer.of(new DataFolder(data))
                .orElseThrow(() -> new SojournException(
                        ErrorCode.NOT_FOUND,
                        "no server runs over " + data + ".",
                        "Maybe start it with sojourn live, or name another one with --data or --api."));
    }
}
