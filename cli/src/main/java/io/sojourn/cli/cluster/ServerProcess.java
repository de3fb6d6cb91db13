package io.sojourn.cli.cluster;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * A child JVM with a folder of its own: {@code logs}, {@code tmp} and what the program keeps. It ends with this process,
 * see {@link Lifeline}.
 */
final class ServerProcess {
    private static final Duration END = Duration.ofSeconds(20);
    private static final long POLL_MILLIS = 50;
    private static final int TAIL_LINES = 15;
    private final Process process;
    private final String name;
    private final Path log;

    private ServerProcess(Process process, String name, Path log) {
        this.process = process;
        this.name = name;
        this.log = log;
    }

    /**
     * What to start.
     *
     * @param name what a person calls it
     * @param folder its own
     * @param jvm options of the JVM
     * @param classPath jars of the program
     * @param command main class and its arguments
     */
    record Command(String name, Path folder, List<String> jvm, String classPath, List<String> command) {}

    static ServerProcess start(Command c) {
        try {
            Path logs = Files.createDirectories(c.folder().resolve("logs"));
            Path temporary = emptied(c.folder().resolve("tmp"));
            Path output = logs.resolve("output.txt");
            Process process = new ProcessBuilder(line(c, temporary))
                    .directory(c.folder().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            return new ServerProcess(process, c.name(), logs.resolve("log.txt"));
        } catch (IOException e) {
            throw new SojournException(
                    ErrorCode.BROKEN, "can't start the " + c.name() + " in " + c.folder() + ": " + e, null, e);
        }
    }

    private static List<String> line(Command c, Path temporary) throws IOException {
        Path lifeline = Jars.lifeline(c.folder());
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(c.jvm());
        line.add("-XX:+UseSerialGC");
        line.add("-XX:+ExitOnOutOfMemoryError");
        line.add("-Djava.io.tmpdir=" + temporary);
        // Flink's page shows this file.
        line.add("-Dlog.file=" + c.folder().resolve("logs/log.txt"));
        line.add("-Dlog4j2.configurationFile=" + logging(c.folder()).toUri());
        line.add("-cp");
        line.add(lifeline + ":" + c.classPath());
        line.add(Lifeline.class.getName());
        line.addAll(c.command());
        return line;
    }

    /** Log files that never grow beyond 40 MB together. */
    private static Path logging(Path folder) throws IOException {
        Path log = folder.resolve("logs/log.txt");
        String text = String.join(
                "\n",
                "rootLogger.level = INFO",
                "rootLogger.appenderRef.file.ref = file",
                "appender.file.name = file",
                "appender.file.type = RollingFile",
                "appender.file.fileName = " + log,
                "appender.file.filePattern = " + log + ".%i",
                "appender.file.layout.type = PatternLayout",
                "appender.file.layout.pattern = %d{ISO8601} %-5p %c{1} - %m%n",
                "appender.file.policies.type = Policies",
                "appender.file.policies.size.type = SizeBasedTriggeringPolicy",
                "appender.file.policies.size.size = 10MB",
                "appender.file.strategy.type = DefaultRolloverStrategy",
                "appender.file.strategy.max = 3",
                "");
        return Files.writeString(folder.resolve("log4j2.properties"), text);
    }

    /** What a killed process unpacked there would stay for ever. */
    private static Path emptied(Path folder) throws IOException {
        Trees.delete(folder);
        return Files.createDirectories(folder);
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    /** Waits for something that only a ready process does; a process that ends meanwhile fails at once. */
    void await(String what, Duration patience, BooleanSupplier ready) {
        long until = System.nanoTime() + patience.toNanos();
        while (!ready.getAsBoolean()) {
            if (!process.isAlive()) {
                throw new SojournException(
                        ErrorCode.BROKEN,
                        "the " + name + " ended with code " + process.exitValue() + " before " + what + ":\n" + tail(),
                        "Maybe see " + log + ".");
            }
            if (System.nanoTime() > until) {
                kill();
                throw new SojournException(
                        ErrorCode.BROKEN,
                        "the " + name + " is not ready after " + patience.toSeconds() + " s: waited until " + what
                                + ":\n" + tail(),
                        "Maybe the machine is busy; see " + log + ".");
            }
            Pause.millis(POLL_MILLIS);
        }
    }

    /** For a program that ends by itself. */
    void awaitSuccess(Duration patience) {
        if (!ended(patience)) {
            kill();
        }
        if (process.exitValue() != 0) {
            throw new SojournException(
                    ErrorCode.BROKEN,
                    "the " + name + " ended with code " + process.exitValue() + ":\n" + tail(),
                    "Maybe see " + log.resolveSibling("output.txt") + ".");
        }
    }

    private String tail() {
        return tail(log) + tail(log.resolveSibling("output.txt"));
    }

    private static String tail(Path file) {
        if (!Files.exists(file)) {
            return "";
        }
        try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
            List<String> all = lines.toList();
            return String.join("\n", all.subList(Math.max(0, all.size() - TAIL_LINES), all.size())) + "\n";
        } catch (IOException e) {
            return "(" + file + " can't be read: " + e.getMessage() + ")";
        }
    }

    /** SIGTERM; SIGKILL when that takes too long. */
    void stop() {
        process.destroy();
        if (!ended(END)) {
            kill();
        }
    }

    /** SIGKILL; returns when it is gone. */
    void kill() {
        process.destroyForcibly();
        ended(END);
    }

    private boolean ended(Duration patience) {
        try {
            return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
