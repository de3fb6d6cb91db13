package io.sojourn.cli.cluster;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code sojourn serve --kafka} as a child process: its store is in the folder, and goes on where it was. */
final class ApiProcess extends KeptProcess {
    private final Path folder;
    private final String brokers;
    private final List<Path> definitions;
    private final int port;

    /** One that is still to be started. @param port 0 for the one that this folder had before, or a free one */
    ApiProcess(Path folder, String brokers, List<Path> definitions, int port) {
        super("api");
        this.folder = folder.toAbsolutePath();
        this.brokers = brokers;
        this.definitions = definitions.stream().map(Path::toAbsolutePath).toList();
        this.port = port == 0 ? FlinkConfiguration.port(this.folder, "api") : port;
    }

    @Override
    ServerProcess.Command command() {
        List<String> arguments = new ArrayList<>(List.of(
                "io.sojourn.cli.Sojourn",
                "serve",
                "--kafka",
                brokers,
                "--data",
                folder.resolve("data").toString(),
                "--port",
                Integer.toString(port)));
        definitions.forEach(definition -> arguments.addAll(List.of("--definition", definition.toString())));
        List<String> jvm = List.of("-Xms128m", "-Xmx900m", "--add-opens=java.base/java.nio=ALL-UNNAMED");
        return new ServerProcess.Command("API", folder, jvm, Jars.own(), arguments);
    }

    @Override
    void awaitReady() {
        await("it answers on port " + port, () -> Ports.isOpen(port));
    }

    /** That of its page. */
    @Override
    int metricsPort() {
        return port;
    }
}
