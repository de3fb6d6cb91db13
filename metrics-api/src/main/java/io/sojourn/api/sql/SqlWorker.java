package io.sojourn.api.sql;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Main class of a worker process: reads requests from standard input, one JSON line each, and answers each with one
 * JSON line on standard output. Nothing here is trusted by the parent, which limits its memory and time from outside
 * and kills it. Ends when standard input ends, also in the middle of a query.
 */
public final class SqlWorker {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long STACK_BYTES = 512L << 20;

    private final BlockingQueue<String> requests = new LinkedBlockingQueue<>();
    private final OutputStream answers;
    private final WorkerSettings settings;
    private WorkerDatabase database;

    private SqlWorker(WorkerSettings settings, OutputStream answers) {
        this.settings = settings;
        this.answers = answers;
    }

    /** {@code args}: DuckDB's memory limit in megabytes, the folder for spilling, and the archive's, if there is one. */
    public static void main(String[] args) throws IOException {
        OutputStream answers = System.out;
        System.setOut(System.err);
        SqlWorker worker = new SqlWorker(
                new WorkerSettings(Integer.parseInt(args[0]), args[1], args.length > 2 ? args[2] : null), answers);
        Thread sql = new Thread(null, worker::serve, "sql", STACK_BYTES);
        sql.setDaemon(true);
        sql.start();
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            worker.requests.add(line);
        }
        Runtime.getRuntime().halt(0);
    }

    private void serve() {
        try {
            WorkerDatabase.warmUp();
            write("{\"ready\":true}".getBytes(StandardCharsets.UTF_8));
            while (true) {
                write(answer(JSON.readValue(requests.take(), WorkerRequest.class)));
            }
        } catch (IOException | InterruptedException e) {
            Runtime.getRuntime().halt(1);
        }
    }

    private byte[] answer(WorkerRequest request) throws IOException {
        try {
            if (database == null || !database.isOf(request.snapshot())) {
                if (database != null) {
                    database.close();
                }
                database = WorkerDatabase.open(request.snapshot(), settings);
            }
            return request.cursor() == null
                    ? database.run(request)
                    : JSON.writeValueAsBytes(database.complete(request.sql(), request.cursor(), request.scope()));
        } catch (SojournException e) {
            return failure(e.code(), e.getMessage(), e.hint());
        } catch (StackOverflowError e) {
            return failure(ErrorCode.REFUSED_QUERY, "query: nested too deep", "Maybe use WITH.");
        } catch (RuntimeException e) {
            return failure(
                    ErrorCode.REFUSED_QUERY,
                    "query: not understood (" + e.getClass().getSimpleName() + ")",
                    null);
        }
    }

    private static byte[] failure(ErrorCode code, String message, String hint) throws IOException {
        ObjectNode node = JSON.createObjectNode();
        node.put("error", code.name()).put("message", message).put("hint", hint);
        return JSON.writeValueAsBytes(node);
    }

    private void write(byte[] line) throws IOException {
        answers.write(line);
        answers.write('\n');
        answers.flush();
    }

    /** What the parent sets on the command line; the archive's folder may be null. */
    record WorkerSettings(int memoryMegabytes, String spillFolder, String archive) {}
}
