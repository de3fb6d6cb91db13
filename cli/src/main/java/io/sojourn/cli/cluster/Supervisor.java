package io.sojourn.cli.cluster;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Starts the processes of a cluster, starts each again that ends, and keeps the jobs as they are wanted. All processes end
 * with this one, however it ends; what they need is on disk, and the next start over the same folder goes on from there.
 */
final class Supervisor implements AutoCloseable {
    private static final long LOOK_MILLIS = 500;
    private final ClusterFolder folder;
    private final Settings settings;
    private final Consumer<String> log;
    private final FileLock lock;
    private final List<Keeper> kept = new ArrayList<>();
    private final Map<String, JobKeeper> jobs = new HashMap<>();
    private BrokerProcess broker;
    private JobManagerProcess manager;
    private FlinkRest rest;
    private String told;
    private volatile boolean closing;

    /**
     * How a cluster is made.
     *
     * @param brokerPort 0 for a free one
     * @param api the definitions whose results an API shows; of none: no API is started
     * @param apiPort 0 for a free one
     */
    record Settings(
            int taskManagers, int slots, int brokerPort, Duration checkpointInterval, List<Path> api, int apiPort) {}

    private Supervisor(ClusterFolder folder, Settings settings, Consumer<String> log) throws IOException {
        this.folder = folder;
        this.settings = settings;
        this.log = log;
        Files.createDirectories(folder.path());
        FileChannel channel = FileChannel.open(folder.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        this.lock = channel.tryLock();
        if (lock == null) {
            channel.close();
            throw new SojournException(
                    ErrorCode.BUSY,
                    "a cluster runs already in " + folder.path(),
                    "Maybe stop it with sojourn cluster down, or choose another --dir.");
        }
    }

    /** Starts everything and waits until it is ready. */
    static Supervisor start(ClusterFolder folder, Settings settings, Consumer<String> log) throws IOException {
        Supervisor s = new Supervisor(folder, settings, log);
        Runtime.getRuntime().addShutdownHook(new Thread(s::close, "stop-the-cluster"));
        try {
            s.up();
            return s;
        } catch (RuntimeException | IOException e) {
            s.close();
            throw e;
        }
    }

    private void up() throws IOException {
        Leftovers.end(folder);
        say("starting the broker");
        broker = BrokerProcess.start(folder.process("broker"), settings.brokerPort());
        kept.add(new Keeper(broker));
        say("starting the JobManager");
        manager = new JobManagerProcess(folder.process("jobmanager"));
        manager.restart();
        rest = new FlinkRest(manager.restPort());
        kept.add(new Keeper(manager));
        say("starting " + settings.taskManagers() + " TaskManagers");
        List<TaskManagerProcess> workers = new ArrayList<>();
        for (int i = 1; i <= settings.taskManagers(); i++) {
            workers.add(new TaskManagerProcess(folder.process("taskmanager-" + i), manager, settings.slots()));
        }
        for (TaskManagerProcess t : workers) {
            t.begin();
            kept.add(new Keeper(t));
        }
        workers.forEach(TaskManagerProcess::awaitReady);
        if (!settings.api().isEmpty()) {
            startApi();
        }
        say(ClusterState.READY);
    }

    private void startApi() throws IOException {
        say("starting the API");
        Path own = Files.createDirectories(folder.process("api"));
        // Copies: the API starts again with them, whatever became of the files.
        List<Path> definitions = new ArrayList<>();
        for (Path given : settings.api()) {
            String number = definitions.isEmpty() ? "" : "-" + (definitions.size() + 1);
            Path copy = own.resolve("definition" + number + ".yaml");
            definitions.add(Files.copy(given, copy, StandardCopyOption.REPLACE_EXISTING));
        }
        ApiProcess api = new ApiProcess(own, broker.bootstrapServers(), definitions, settings.apiPort());
        api.begin();
        kept.add(new Keeper(api));
        api.awaitReady();
    }

    private synchronized void say(String phase) {
        List<ClusterState.Running> processes =
                kept.stream().map(Keeper::running).toList();
        folder.write(new ClusterState(
                phase,
                ClusterState.Running.of("supervisor", ProcessHandle.current(), 0, 0),
                broker == null ? null : broker.bootstrapServers(),
                rest == null ? null : rest.address(),
                processes));
        if (phase.equals(told)) {
            return;
        }
        told = phase;
        log.accept(Character.toUpperCase(phase.charAt(0)) + phase.substring(1) + ".");
    }

    /**
     * Keeps processes and jobs until this process is told to end. Jobs have a thread of their own: a job that waits for the
     * broker must not keep the broker from coming back.
     */
    void keep() {
        Thread jobThread = new Thread(() -> repeat(this::lookAtJobs), "jobs");
        jobThread.setDaemon(true);
        jobThread.start();
        repeat(this::lookAtProcesses);
    }

    private void repeat(Runnable look) {
        while (!closing) {
            try {
                look.run();
            } catch (RuntimeException e) {
                // One trouble must not end everything else; what it was can be read.
                log.accept("The supervisor goes on after: " + e);
            }
            Pause.millis(LOOK_MILLIS);
        }
    }

    private void lookAtProcesses() {
        if (keepProcesses()) {
            say(ClusterState.READY);
        }
    }

    private void lookAtJobs() {
        for (String name : folder.jobs()) {
            keeper(name).look();
        }
    }

    private JobKeeper keeper(String name) {
        return jobs.computeIfAbsent(name, n -> new JobKeeper(folder, n, rest, settings.checkpointInterval(), log));
    }

    private synchronized boolean keepProcesses() {
        boolean changed = false;
        for (Keeper k : kept) {
            changed |= !closing && k.keep(log);
        }
        return changed;
    }

    /** Ends all processes, those first that need the others. */
    @Override
    public void close() {
        closing = true;
        synchronized (this) {
            for (int i = kept.size() - 1; i >= 0; i--) {
                kept.get(i).close();
            }
            kept.clear();
            try {
                lock.acquiredBy().close();
            } catch (IOException e) {
                throw new SojournException(ErrorCode.BROKEN, "can't release " + folder.lock(), null, e);
            }
        }
    }
}
