package io.sojourn.api.sql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A child JVM that runs queries, seen from the parent. One query at a time. */
final class WorkerProcess implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerProcess.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path SHELL = Path.of("/bin/sh");
    private static final String PREFIX = "worker-";
    private static final int SLACK_BYTES = 1 << 20;
    private static final Duration START_TIME = Duration.ofSeconds(60);

    private final Process process;
    private final Path folder;
    private final int maxAnswer;
    private final InputStream answers;
    private final ExecutorService reader = Executors.newSingleThreadExecutor(r -> {
        Thread thread = new Thread(r, "sql-worker-reader");
        thread.setDaemon(true);
        return thread;
    });

    private WorkerProcess(Process process, Path folder, int maxAnswer) {
        this.process = process;
        this.folder = folder;
        this.maxAnswer = maxAnswer;
        this.answers = new BufferedInputStream(process.getInputStream());
    }

    /** Starts a worker and waits until it is ready. */
    static WorkerProcess start(SqlOptions options) throws IOException {
        Files.createDirectories(options.folder());
        Path folder = Files.createTempDirectory(options.folder().toAbsolutePath(), PREFIX);
        Process process = new ProcessBuilder(command(options, folder))
                .redirectError(folder.resolve("stderr.log").toFile())
                .start();
        WorkerProcess worker = new WorkerProcess(process, folder, options.maxBytes() + SLACK_BYTES);
        try {
            worker.receive(START_TIME);
            return worker;
        } catch (IOException | TimeoutException e) {
            String words = worker.lastWords();
            worker.close();
            throw new IOException("the SQL worker did not start: " + words, e);
        }
    }

    private static List<String> command(SqlOptions options, Path folder) {
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(SHELL)) {
            long kilobytes = options.addressSpaceMegabytes() * 1024L;
            command.addAll(List.of(
                    SHELL.toString(),
                    "-c",
                    "ulimit -v " + kilobytes + " 2>/dev/null; ulimit -c 0; exec nice -n 5 \"$0\" \"$@\""));
        }
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + options.heapMegabytes() + "m",
                "-Xss4m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:CompressedClassSpaceSize=64m",
                "-XX:ReservedCodeCacheSize=64m",
                "-XX:TieredStopAtLevel=1",
                "-XX:ErrorFile=" + folder.resolve("crash.log"),
                "-Djava.io.tmpdir=" + folder,
                "-Duser.timezone=UTC",
                "-cp",
                System.getProperty("java.class.path"),
                SqlWorker.class.getName(),
                Integer.toString(options.memoryMegabytes()),
                folder.resolve("spill").toString()));
        if (options.archive() != null) {
            command.add(options.archive().toString());
        }
        return command;
    }

    /**
     * Sends a request and waits for its answer.
     *
     * @throws TimeoutException when there is none in time: the worker must be closed
     * @throws IOException when the worker has ended: it must be closed
     */
    JsonNode ask(WorkerRequest request, Duration deadline) throws IOException, TimeoutException {
        process.getOutputStream().write(JSON.writeValueAsBytes(request));
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
        return receive(deadline);
    }

    private JsonNode receive(Duration deadline) throws IOException, TimeoutException {
        try {
            byte[] line = CompletableFuture.supplyAsync(this::readLine, reader)
                    .get(deadline.toMillis(), TimeUnit.MILLISECONDS);
            return JSON.readTree(line);
        } catch (ExecutionException e) {
            throw new IOException("the SQL worker ended", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TimeoutException("interrupted");
        }
    }

    private byte[] readLine() {
        try {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int b = answers.read(); b != '\n'; b = answers.read()) {
                if (b < 0 || line.size() >= maxAnswer) {
                    throw new IOException(b < 0 ? "end of answers" : "an answer over its limit");
                }
                line.write(b);
            }
            return line.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The end of what the worker said on standard error: for our log, never for a user. */
    String lastWords() {
        try {
            String text = Files.readString(folder.resolve("stderr.log"), StandardCharsets.UTF_8);
            return text.substring(Math.max(0, text.length() - 500)).strip();
        } catch (IOException e) {
            return "(nothing: " + e.getMessage() + ")";
        }
    }

    /** Ends it in the middle of whatever it does; who waits for its answer gets an IOException. */
    void end() {
        process.destroyForcibly();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        reader.shutdownNow();
        delete(folder);
    }

    /** Deletes what workers of an earlier process left: DuckDB's library alone has 70 MB. */
    static void sweep(Path parent) {
        if (Files.isDirectory(parent)) {
            try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, PREFIX + "*")) {
                folders.forEach(WorkerProcess::delete);
            } catch (IOException e) {
                LOG.warn("Folder {} can't be read: {}", parent, e.toString());
            }
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (NoSuchFileException e) {
            LOG.debug("{} is gone already", folder);
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("Temporary files of a SQL worker stay in {}: {}", folder, e.toString());
        }
    }
}
