package io.sojourn.api.sql;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one SELECT of a user, in a worker process, on a snapshot. Only text that was generated from a checked tree runs.
 * A query over its limits of time or memory costs its worker; the next query gets another one.
 */
public final class SqlGateway implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SqlGateway.class);
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private final SqlOptions options;
    private final Snapshots snapshots;
    private final WorkerPool workers;

    /** The first worker starts at once, in the background. The snapshots stay the caller's to close. */
    public SqlGateway(SqlOptions options, Snapshots snapshots) {
        this.options = options;
        this.snapshots = snapshots;
        this.workers = new WorkerPool(options);
    }

    /**
     * Runs a query.
     *
     * @throws SojournException REFUSED_QUERY: not allowed or wrong, with its place; QUERY_LIMIT: too much time or memory;
     *     BUSY: all workers are taken
     */
    public QueryResult query(String sql) {
        return query(sql, new QueryStop());
    }

    /** Runs a query that can be stopped; then it fails with QUERY_LIMIT. */
    public QueryResult query(String sql, QueryStop stop) {
        return run(sql, options.maxRows(), stop);
    }

    /** What columns a query gives: it is checked and prepared, and doesn't run. */
    public List<ColumnInfo> describe(String sql) {
        return run(sql, 0, new QueryStop()).columns();
    }

    /** Names of the tables that queries may name; a store that is young lacks some. */
    public static List<String> tableNames() {
        return Catalog.named();
    }

    private QueryResult run(String sql, int maxRows, QueryStop stop) {
        SqlText.of(sql);
        WorkerPool.Slot slot = workers.take(stop);
        try (Snapshots.Lease lease = snapshots.acquire()) {
            WorkerRequest request = new WorkerRequest(sql, lease.file().toString(), maxRows, options.maxBytes(), (int)
                    Math.max(1, options.timeout().toSeconds()));
            return result(ask(slot, request, stop));
        } finally {
            workers.give(slot);
        }
    }

    private JsonNode ask(WorkerPool.Slot slot, WorkerRequest request, QueryStop stop) {
        WorkerProcess worker = slot.worker();
        Duration deadline = options.timeout().plus(options.grace());
        stop.ends(worker::end);
        try {
            return worker.ask(request, deadline);
        } catch (TimeoutException e) {
            slot.replace();
            throw Refusal.limit(
                    "stopped after " + options.timeout().toSeconds() + " s, the limit",
                    "Maybe filter or aggregate more.");
        } catch (IOException e) {
            if (stop.isStopped()) {
                slot.replace();
                throw Refusal.stopped();
            }
            LOG.warn("A SQL worker ended in a query: {}", worker.lastWords());
            slot.replace();
            throw Refusal.limit("needs more memory than its limit", "Maybe filter or aggregate more.");
        } finally {
            stop.ends(null);
        }
    }

    private static QueryResult result(JsonNode answer) {
        if (answer.has("error")) {
            JsonNode hint = answer.path("hint");
            throw new SojournException(
                    ErrorCode.valueOf(answer.path("error").asText()),
                    answer.path("message").asText(),
                    hint.isTextual() ? hint.asText() : null);
        }
        List<ColumnInfo> columns = new ArrayList<>();
        answer.path("columns")
                .forEach(c -> columns.add(
                        new ColumnInfo(c.path("name").asText(), c.path("type").asText())));
        List<List<Object>> rows = new ArrayList<>();
        answer.path("rows").forEach(r -> rows.add(row(r)));
        return new QueryResult(
                columns,
                rows,
                answer.path("truncated").asBoolean(),
                answer.path("elapsed_ms").asLong(),
                answer.path("sql").asText());
    }

    private static List<Object> row(JsonNode cells) {
        List<Object> row = new ArrayList<>(cells.size());
        for (JsonNode cell : cells) {
            row.add(cell.isNull() ? null : value(cell));
        }
        return row;
    }

    private static Object value(JsonNode cell) {
        try {
            return JSON.treeToValue(cell, Object.class);
        } catch (JsonProcessingException e) {
            throw new SojournException(ErrorCode.BROKEN, "the SQL worker gave a value that can't be read", null, e);
        }
    }

    @Override
    public void close() {
        workers.close();
    }
}
