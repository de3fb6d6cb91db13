package io.sojourn.api.sql;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sojourn.api.access.MaskKey;
import io.sojourn.api.access.Sight;
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
    private final MaskKey key;

    /** The first worker starts at once, in the background. The snapshots stay the caller's to close. */
    public SqlGateway(SqlOptions options, Snapshots snapshots) {
        this(options, snapshots, MaskKey.ofThisServer());
    }

    /** @param key behind the tokens of masked values */
    public SqlGateway(SqlOptions options, Snapshots snapshots, MaskKey key) {
        this.key = key;
        this.options = options;
        this.snapshots = snapshots;
        this.workers = new WorkerPool(options);
    }

    /** Runs a query over everything. */
    public QueryResult query(String sql) {
        return query(sql, Sight.ALL);
    }

    /**
     * Runs a query over what somebody sees. One that hides small counts refuses: what is counted can't be told from what
     * isn't in a query's result.
     *
     * @throws SojournException REFUSED_QUERY: not allowed or wrong, with its place; QUERY_LIMIT: too much time or memory;
     *     BUSY: all workers are taken
     */
    public QueryResult query(String sql, Sight sight) {
        sight.refuseSingleCases("SQL");
        SqlText.of(sql);
        WorkerPool.Slot slot = workers.take();
        try (Snapshots.Lease lease = snapshots.acquire()) {
            WorkerRequest request = new WorkerRequest(
                    sql,
                    lease.file().toString(),
                    options.maxRows(),
                    options.maxBytes(),
                    (int) Math.max(1, options.timeout().toSeconds()),
                    WorkerSight.of(sight, key));
            return result(ask(slot, request));
        } finally {
            workers.give(slot);
        }
    }

    private JsonNode ask(WorkerPool.Slot slot, WorkerRequest request) {
        WorkerProcess worker = slot.worker();
        Duration deadline = options.timeout().plus(options.grace());
        try {
            return worker.ask(request, deadline);
        } catch (TimeoutException e) {
            slot.replace();
            throw Refusal.limit(
                    "stopped after " + options.timeout().toSeconds() + " s, the limit",
                    "Maybe filter or aggregate more.");
        } catch (IOException e) {
            LOG.warn("A SQL worker ended in a query: {}", worker.lastWords());
            slot.replace();
            throw Refusal.limit("needs more memory than its limit", "Maybe filter or aggregate more.");
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
