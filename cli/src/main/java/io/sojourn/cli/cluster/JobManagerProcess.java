package io.sojourn.cli.cluster;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Flink's JobManager as a child process: a session cluster, without high availability of its own. What ran in it is gone when
 * it dies; {@link JobKeeper} submits it again.
 */
public final class JobManagerProcess implements Kept {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private final Path folder;
    private final int restPort;
    private final int rpcPort;
    private final int metricsPort;
    private ServerProcess process;

    private JobManagerProcess(Path folder) {
        this.folder = folder;
        restPort = FlinkConfiguration.port(folder, "rest");
        rpcPort = FlinkConfiguration.port(folder, "rpc");
        metricsPort = FlinkConfiguration.port(folder, "metrics");
    }

    /** Starts one and waits until it answers; {@code folder} keeps its ports, configuration and logs. */
    public static JobManagerProcess start(Path folder) {
        JobManagerProcess manager = new JobManagerProcess(folder.toAbsolutePath());
        manager.restart();
        return manager;
    }

    /** Starts it again, on the same ports, and waits until it answers. */
    public void restart() {
        begin();
        FlinkRest rest = new FlinkRest(restPort);
        process.await("it answers on port " + restPort, PATIENCE, () -> Ports.isOpen(restPort) && rest.answers());
    }

    @Override
    public void begin() {
        if (isAlive()) {
            throw new IllegalStateException("the JobManager runs");
        }
        FlinkConfiguration.write(
                folder,
                Map.of(
                        "rest.port", Integer.toString(restPort),
                        "rest.bind-port", Integer.toString(restPort),
                        "jobmanager.rpc.port", Integer.toString(rpcPort),
                        "blob.server.port", Integer.toString(FlinkConfiguration.port(folder, "blob")),
                        "metrics.reporter.prom.port", Integer.toString(metricsPort),
                        "web.upload.dir", folder.resolve("tmp").toString(),
                        "io.tmp.dirs", folder.resolve("tmp").toString()));
        process = ServerProcess.start(new ServerProcess.Command(
                "JobManager",
                folder,
                List.of(
                        "-Xms128m",
                        "-Xmx256m",
                        "-XX:MaxMetaspaceSize=256m",
                        // It computes little; what counts is how soon it is back.
                        "-XX:TieredStopAtLevel=1",
                        // Flink reads a private field when it runs a job's main.
                        "--add-opens=java.base/java.util=ALL-UNNAMED"),
                Jars.flink(),
                List.of(
                        "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint",
                        "--configDir",
                        folder.resolve("conf").toString())));
    }

    public int restPort() {
        return restPort;
    }

    int rpcPort() {
        return rpcPort;
    }

    /** Where Prometheus finds its figures. */
    int metricsPort() {
        return metricsPort;
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
        return "jobmanager";
    }

    @Override
    public ProcessHandle handle() {
        return process.handle();
    }

    /** SIGKILL; returns when it is gone. {@link #restart()} brings it back, without its jobs. */
    public void kill() {
        process.kill();
    }

    @Override
    public void close() {
        if (process != null) {
            process.stop();
        }
    }
}
