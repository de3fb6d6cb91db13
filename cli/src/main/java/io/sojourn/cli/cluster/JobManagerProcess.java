package io.sojourn.cli.cluster;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Flink's JobManager as a child process: a session cluster, without high availability of its own. What ran in it is gone when
 * it dies; {@link JobKeeper} submits it again.
 */
final class JobManagerProcess extends KeptProcess {
    private final Path folder;
    private final int restPort;
    private final int rpcPort;
    private final int metricsPort;

    /** One that is still to be started; {@code folder} keeps its ports, configuration and logs. */
    JobManagerProcess(Path folder) {
        super("jobmanager");
        this.folder = folder.toAbsolutePath();
        restPort = FlinkConfiguration.port(this.folder, "rest");
        rpcPort = FlinkConfiguration.port(this.folder, "rpc");
        metricsPort = FlinkConfiguration.port(this.folder, "metrics");
    }

    @Override
    ServerProcess.Command command() {
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
        return new ServerProcess.Command(
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
                        folder.resolve("conf").toString()));
    }

    @Override
    void awaitReady() {
        FlinkRest rest = new FlinkRest(restPort);
        await("it answers on port " + restPort, () -> Ports.isOpen(restPort) && rest.answers());
    }

    int restPort() {
        return restPort;
    }

    int rpcPort() {
        return rpcPort;
    }

    @Override
    int metricsPort() {
        return metricsPort;
    }
}
