package io.sojourn.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * {@code sojourn …} in a process of its own, with this test's class path and an own temporary folder. Its output goes to
 * files, so nothing can block it. Closing it ends it and all its children, whatever happened.
 */
public final class ChildProcess implements AutoCloseable {
    /** Longer than any step takes on a busy machine. */
    static final Duration PATIENCE = Duration.ofMinutes(4);

    private static final Pattern ADDRESS = Pattern.compile("http://localhost:\\d+");
    private final Process process;
    private final Path folder;
    private final List<String> command;

    private ChildProcess(Process process, Path folder, List<String> command) {
        this.process = process;
        this.folder = folder;
        this.command = command;
    }

    /** Starts a command; {@code folder} gets its output and its temporary files. */
    public static ChildProcess sojourn(Path folder, String... arguments) {
        return sojourn(folder, Map.of(), arguments);
    }

    /** The same with variables of the environment. */
    public static ChildProcess sojourn(Path folder, Map<String, String> environment, String... arguments) {
        Path temporary = folder.resolve("tmp");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx900m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--add-opens=java.base/java.nio=ALL-UNNAMED",
                "-Djava.io.tmpdir=" + temporary,
                "io.sojourn.cli.Sojourn"));
        command.addAll(List.of(arguments));
        try {
            Files.createDirectories(temporary);
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectOutput(folder.resolve("out").toFile())
                    .redirectError(folder.resolve("err").toFile());
            builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
            builder.environment().putAll(environment);
            return new ChildProcess(builder.start(), folder, command);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ChildProcess sojourn(Path folder, List<String> arguments, String... more) {
        return sojourn(
                folder, Stream.concat(arguments.stream(), Stream.of(more)).toArray(String[]::new));
    }

    public String standardOutput() {
        return read("out");
    }

    public String standardError() {
        return read("err");
    }

    private String read(String name) {
        try {
            return new String(Files.readAllBytes(folder.resolve(name)), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until something is true; a process that ended meanwhile fails at once, with what it said. */
    public void awaitThat(String what, Callable<Boolean> condition) {
        await(what)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .failFast(what, () -> {
                    if (!process.isAlive() && !condition.call()) {
                        throw new AssertionError(
                                "the process ended, exit code " + process.exitValue() + ":\n" + standardError());
                    }
                })
                .until(condition);
    }

    /** The API at the address that the process prints. */
    public Api api() {
        awaitThat(
                "the address is printed", () -> ADDRESS.matcher(standardError()).find());
        return Api.over(Path.of(command.get(command.indexOf("--data") + 1)));
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Waits for its end. */
    public int exitCode() {
        try {
            assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .as("%s ends; it said: %s", command, standardError())
                    .isTrue();
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** SIGTERM; everything it started must end too, and its temporary folder be empty. */
    public int stop() {
        List<ProcessHandle> all = all();
        process.destroy();
        int code = exitCode();
        awaitEnd(all);
        try (Stream<Path> left = Files.list(folder.resolve("tmp"))) {
            assertThat(left).as("temporary files left behind").isEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return code;
    }

    /** SIGKILL: it has no time to say good-bye, but its children must notice and end by themselves. */
    public void kill() {
        List<ProcessHandle> all = all();
        process.destroyForcibly();
        awaitEnd(all);
    }

    private List<ProcessHandle> all() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .toList();
    }

    private static void awaitEnd(List<ProcessHandle> processes) {
        await("the process and its children end").atMost(Duration.ofSeconds(60)).until(() -> processes.stream()
                .noneMatch(ProcessHandle::isAlive));
    }

    @Override
    public void close() {
        List<ProcessHandle> all = all();
        all.forEach(ProcessHandle::destroyForcibly);
        awaitEnd(all);
    }
}
