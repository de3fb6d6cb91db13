package io.sojourn.cli.cluster;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A TaskManager as a child process. Each start has a name of its own: the JobManager never takes a new one for the dead one. */
public final class TaskManagerProcess implements Kept {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private final Path folder;
    private final String name;
    private final JobManagerProcess manager;
    private final int slots;
    private final int metricsPort;
    private String id;
    private ServerProcess process;

    private TaskManagerProcess(Path folder, JobManagerProcess manager, int slots) {
        this.folder = folder;
        this.name = folder.getFileName().toString();
        this.manager = manager;
        this.slots = slots;
        metricsPort = FlinkConfiguration.port(folder, "metrics");
    }

    /** Starts one and waits until the JobManager knows it; its name is that of the folder. */
    public static TaskManagerProcess start(Path folder, JobManagerProcess manager, int slots) {
        TaskManagerProcess t = new TaskManagerProcess(folder.toAbsolutePath(), manager, slots);
        t.restart();
        return t;
    }

    /** One that is still to be started. */
    static TaskManagerProcess of(Path folder, JobManagerProcess manager, int slots) {
        return new TaskManagerProcess(folder.toAbsolutePath(), manager, slots);
    }

    /** Starts it again and waits until the JobManager knows it. */
    public void restart() {
        begin();
        awaitRegistered();
    }

    @Override
    public void begin() {
        if (isAlive()) {
            throw new IllegalStateException("the TaskManager runs");
        }
        id = name + "-" + System.currentTimeMillis();
        FlinkConfiguration.write(
                folder,
                Map.of(
                        "jobmanager.rpc.port", Integer.toString(manager.rpcPort()),
                        "taskmanager.resource-id", id,
                        "taskmanager.numberOfTaskSlots", Integer.toString(slots),
                        "metrics.reporter.prom.port", Integer.toString(metricsPort),
                        "io.tmp.dirs", folder.resolve("tmp").toString()));
        process = ServerProcess.start(new ServerProcess.Command(
                "TaskManager " + name,
                folder,
                List.of("-Xms128m", "-Xmx400m", "-XX:MaxDirectMemorySize=192m", "-XX:MaxMetaspaceSize=256m"),
                Jars.flink(),
                List.of(
                        "org.apache.flink.runtime.taskexecutor.TaskManagerRunner",
                        "--configDir",
                        folder.resolve("conf").toString())));
    }

    /** Waits until the JobManager knows it. */
    void awaitRegistered() {
        FlinkRest rest = new FlinkRest(manager.restPort());
        process.await("the JobManager knows it", PATIENCE, () -> rest.knowsTaskManager(id));
    }

    @Override
    public String name() {
        return name;
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
    public ProcessHandle handle() {
        return process.handle();
    }

    /** SIGKILL; returns when it is gone. {@link #restart()} brings it back. */
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
