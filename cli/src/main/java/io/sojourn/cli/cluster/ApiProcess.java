package io.sojourn.cli.cluster;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** {@code sojourn serve --kafka} as a child process: its store is in the folder, and goes on where it was. */
final class ApiProcess implements Kept {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private final Path folder;
    private final String brokers;
    private final Path definition;
    private final int port;
    private ServerProcess process;

    /** One that is still to be started. @param port 0 for the one that this folder had before, or a free one */
    ApiProcess(Path folder, String brokers, Path definition, int port) {
        this.folder = folder.toAbsolutePath();
        this.brokers = brokers;
        this.definition = definition.toAbsolutePath();
        this.port = port == 0 ? FlinkConfiguration.port(this.folder, "api") : port;
    }

    @Override
    public void begin() {
        if (isAlive()) {
            throw new IllegalStateException("the API runs");
        }
        process = ServerProcess.start(new ServerProcess.Command(
                "API",
                folder,
                List.of("-Xms128m", "-Xmx900m"),
                System.getProperty("java.class.path"),
                List.of(
                        "io.sojourn.cli.Sojourn",
                        "serve",
                        "--kafka",
                        brokers,
                        "--definition",
                        definition.toString(),
                        "--data",
                        folder.resolve("data").toString(),
                        "--port",
                        Integer.toString(port))));
    }

    /** Waits until it answers. */
    void awaitOpen() {
        process.await("it answers on port " + port, PATIENCE, () -> Ports.isOpen(port));
    }

    /** Its page, and where Prometheus finds its figures. */
    int port() {
        return port;
    }

    @Override
    public long pid() {
        return process.pid();
    }

    @Override
    public boolean isAlive() {
        return process != null && process.isAlive();
    }

    @Override
    public String name() {
        return "api";
    }

    @Override
    public ProcessHandle handle() {
        return process.handle();
    }

    @Override
    public void close() {
        if (process != null) {
            process.stop();
        }
    }
}
