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
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
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
        return query(sql, sight, new QueryStop());
    }

    /** Runs a query that can be stopped; then it fails with QUERY_LIMIT. */
    public QueryResult query(String sql, Sight sight, QueryStop stop) {
        return query(sql, sight, stop, done -> {});
    }

    /** What columns a query gives: it is checked and prepared, and doesn't run. */
    public List<ColumnInfo> describe(String sql, Sight sight) {
        sight.refuseSingleCases("SQL");
        SqlText.of(sql);
        return result(ask(sql, sight, null, 0, new QueryStop())).columns();
    }

    /** Names of the tables that queries may name; a store that is young lacks some. */
    public static List<String> tableNames() {
        return Catalog.named();
    }

    /**
     * Runs a query, and tells what it was, refused or not, before it returns or throws.
     *
     * @param audit is called once
     */
    public QueryResult query(String sql, Sight sight, QueryStop stop, Consumer<QueryRecord> audit) {
        long start = System.nanoTime();
        try {
            sight.refuseSingleCases("SQL");
            SqlText.of(sql);
            QueryResult result = result(ask(sql, sight, null, options.maxRows(), stop));
            audit.accept(new QueryRecord(
                    hash(sql),
                    result.reads().tables(),
                    result.reads().columns(),
                    result.rows().size(),
                    millisSince(start),
                    null));
            return result;
        } catch (SojournException e) {
            audit.accept(new QueryRecord(hash(sql), List.of(), List.of(), 0, millisSince(start), e.code()));
            throw e;
        }
    }

    /** What can stand at a place of a query over everything. */
    public Proposals complete(String sql, int cursor) {
        return complete(sql, cursor, Sight.ALL);
    }

    /**
     * What can stand at a place of a query that is being written: of names that somebody sees.
     *
     * @param cursor number of characters before the place
     */
    public Proposals complete(String sql, int cursor, Sight sight) {
        if (sql.length() > SqlOptions.TEXT_LENGTH || cursor < 0 || cursor > sql.length()) {
            throw new SojournException(
                    ErrorCode.BAD_REQUEST,
                    "cursor " + cursor + " is not in a text of " + sql.length() + " characters, of which "
                            + SqlOptions.TEXT_LENGTH + " are the most",
                    null);
        }
        try {
            return JSON.treeToValue(
                    checked(ask(sql, sight, cursor, options.maxRows(), new QueryStop())), Proposals.class);
        } catch (JsonProcessingException e) {
            throw new SojournException(ErrorCode.BROKEN, "the SQL worker gave proposals that can't be read", null, e);
        }
    }

    private JsonNode ask(String sql, Sight sight, Integer cursor, int maxRows, QueryStop stop) {
        WorkerPool.Slot slot = workers.take(stop);
        try (Snapshots.Lease lease = snapshots.acquire()) {
            int seconds = (int) Math.max(1, options.timeout().toSeconds());
            WorkerRequest request = new WorkerRequest(
                    sql,
                    lease.file().toString(),
                    maxRows,
                    options.maxBytes(),
                    seconds,
                    cursor,
                    WorkerSight.of(sight, key));
            return ask(slot, request, stop);
        } finally {
            workers.give(slot);
        }
    }

    private static long millisSince(long start) {
        return (System.nanoTime() - start) / 1_000_000;
    }

    /** As a statement is called in the audit log: SHA-256 of its text. */
    public static String hash(String sql) {
        try {
            byte[] bytes = MessageDigest.getInstance("SHA-256")
                    .digest(String.valueOf(sql).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new SojournException(ErrorCode.BROKEN, "this Java has no SHA-256", null, e);
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

    private static JsonNode checked(JsonNode answer) {
        if (answer.has("error")) {
            JsonNode hint = answer.path("hint");
            throw new SojournException(
                    ErrorCode.valueOf(answer.path("error").asText()),
                    answer.path("message").asText(),
                    hint.isTextual() ? hint.asText() : null);
        }
        return answer;
    }

    private static QueryResult result(JsonNode answer) {
        checked(answer);
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
                answer.path("sql").asText(),
                new Lineage(texts(answer.path("tables")), texts(answer.path("reads"))));
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(t -> texts.add(t.asText()));
        return texts;
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
