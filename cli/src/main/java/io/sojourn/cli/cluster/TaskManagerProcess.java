package io.sojourn.cli.cluster;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A TaskManager as a child process. Each start has a name of its own: the JobManager never takes a new one for the dead one. */
final class TaskManagerProcess extends KeptProcess {
    private final Path folder;
    private final JobManagerProcess manager;
    private final int slots;
    private final int metricsPort;
    private String id;

    /** One that is still to be started; its name is that of the folder. */
    TaskManagerProcess(Path folder, JobManagerProcess manager, int slots) {
        super(folder.getFileName().toString());
        this.folder = folder.toAbsolutePath();
        this.manager = manager;
        this.slots = slots;
        metricsPort = FlinkConfiguration.port(this.folder, "metrics");
    }

    @Override
    ServerProcess.Command command() {
        id = name() + "-" + System.currentTimeMillis();
        FlinkConfiguration.write(
                folder,
                Map.of(
                        "jobmanager.rpc.port", Integer.toString(manager.rpcPort()),
                        "taskmanager.resource-id", id,
                        "taskmanager.numberOfTaskSlots", Integer.toString(slots),
                        "metrics.reporter.prom.port", Integer.toString(metricsPort),
                        "io.tmp.dirs", folder.resolve("tmp").toString()));
        return new ServerProcess.Command(
                "TaskManager " + name(),
                folder,
                List.of("-Xms128m", "-Xmx400m", "-XX:MaxDirectMemorySize=192m", "-XX:MaxMetaspaceSize=256m"),
                Jars.flink(),
                List.of(
                        "org.apache.flink.runtime.taskexecutor.TaskManagerRunner",
                        "--configDir",
                        folder.resolve("conf").toString()));
    }

    @Override
    void awaitReady() {
        FlinkRest rest = new FlinkRest(manager.restPort());
        await("the JobManager knows it", () -> rest.knowsTaskManager(id));
    }

    @Override
    int metricsPort() {
        return metricsPort;
    }
}
