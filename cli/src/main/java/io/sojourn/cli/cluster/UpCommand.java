package io.sojourn.cli.cluster;

import io.sojourn.definition.Definitions;
import io.sojourn.definition.Processes;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sojourn cluster up}. */
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description = "Starts the broker, the JobManager and the TaskManagers, and keeps them running with their jobs.")
final class UpCommand implements Callable<Integer> {
    private static final Path SETSID = Path.of("/usr/bin/setsid");
    private static final long POLL_MILLIS = 100;

    @Mixin
    private FolderOption dir;

    @Option(names = "--task-managers", defaultValue = "2", description = "Default: ${DEFAULT-VALUE}.")
    private int taskManagers;

    @Option(
            names = "--slots",
            defaultValue = "2",
            description = "Slots of each TaskManager. Default: ${DEFAULT-VALUE}.")
    private int slots;

    @Option(
            names = "--broker-port",
            defaultValue = "0",
            description = "0: the one it had in this folder before, or a free one.")
    private int brokerPort;

    @Option(
            names = "--checkpoint-every",
            defaultValue = "2",
            paramLabel = "SECONDS",
            description = "Default: ${DEFAULT-VALUE}.")
    private int checkpointSeconds;

    @Option(
            names = "--api",
            paramLabel = "DEFINITION",
            description =
                    "Start the API too, over the results of the job of this definition; again for each further process.")
    private List<Path> api = List.of();

    @Option(
            names = "--api-port",
            defaultValue = "0",
            description = "0: the one it had in this folder before, or a free one.")
    private int apiPort;

    @Option(names = "--foreground", description = "Stay, and end the cluster with this command.")
    private boolean foreground;

    @Override
    public Integer call() throws IOException {
        check(taskManagers, 1, 64, "--task-managers");
        check(slots, 1, 64, "--slots");
        check(brokerPort, 0, 65_535, "--broker-port");
        check(apiPort, 0, 65_535, "--api-port");
        check(checkpointSeconds, 1, 3_600, "--checkpoint-every");
        if (!api.isEmpty()) {
            Processes.of(api.stream().map(Definitions::load).toList());
        }
        ClusterFolder folder = dir.folder();
        if (foreground) {
            return stay(folder);
        }
        Optional<ClusterState> before = folder.state();
        if (before.isPresent() && before.get().supervisor().handle().isPresent()) {
            System.err.println("The cluster in " + folder.path() + " runs already.");
            return 0;
        }
        return leave(folder);
    }

    private static void check(int value, int least, int most, String option) {
        if (value < least || value > most) {
            throw new SojournException(
                    ErrorCode.BAD_REQUEST, option + " is " + value + "; it must be from " + least + " to " + most);
        }
    }

    private int stay(ClusterFolder folder) throws IOException {
        Supervisor.Settings settings = new Supervisor.Settings(
                taskManagers, slots, brokerPort, Duration.ofSeconds(checkpointSeconds), api, apiPort);
        try (Supervisor supervisor = Supervisor.start(folder, settings, UpCommand::log)) {
            supervisor.keep();
        }
        return 0;
    }

    private static void log(String text) {
        System.err.println(LocalDateTime.now().truncatedTo(ChronoUnit.MILLIS) + " " + text);
    }

    /** Starts a process that stays in the foreground, but of nobody's terminal. */
    private int leave(ClusterFolder folder) throws IOException {
        Files.createDirectories(folder.path());
        Process supervisor = new ProcessBuilder(command(folder))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.log().toFile()))
                .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
                .start();
        String told = "";
        while (!told.equals(ClusterState.READY)) {
            if (!supervisor.isAlive()) {
                throw new SojournException(
                        ErrorCode.BROKEN,
                        "the cluster didn't start:\n" + lastLines(folder.log()),
                        "Maybe the whole of " + folder.log() + " says more.");
            }
            String phase = phase(folder, supervisor.pid());
            if (!phase.equals(told) && !phase.isEmpty()) {
                System.err.println(Character.toUpperCase(phase.charAt(0)) + phase.substring(1) + ".");
                told = phase;
            }
            Pause.millis(POLL_MILLIS);
        }
        StatusText.print(System.out, ClusterStatus.of(folder));
        return 0;
    }

    private static String phase(ClusterFolder folder, long pid) {
        return folder.state()
                .filter(s -> s.supervisor().pid() == pid)
                .map(ClusterState::phase)
                .orElse("");
    }

    private static String lastLines(Path log) throws IOException {
        List<String> lines = Files.readAllLines(log);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
    }

    private List<String> command(ClusterFolder folder) {
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(SETSID)) {
            // A session of its own: closing the terminal doesn't end it.
            command.add(SETSID.toString());
        }
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "io.sojourn.cli.Sojourn",
                "cluster",
                "up",
                "--foreground",
                "--dir",
                folder.path().toString(),
                "--task-managers",
                Integer.toString(taskManagers),
                "--slots",
                Integer.toString(slots),
                "--broker-port",
                Integer.toString(brokerPort),
                "--checkpoint-every",
                Integer.toString(checkpointSeconds)));
        api.forEach(definition ->
                command.addAll(List.of("--api", definition.toAbsolutePath().toString())));
        if (!api.isEmpty()) {
            command.addAll(List.of("--api-port", Integer.toString(apiPort)));
        }
        return command;
    }
}
