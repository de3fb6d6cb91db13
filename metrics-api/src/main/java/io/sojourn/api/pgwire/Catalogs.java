package io.sojourn.api.pgwire;

import io.sojourn.api.access.Principal;
import io.sojourn.api.sql.ColumnInfo;
import io.sojourn.api.sql.QueryResult;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What each principal is told about tables: those that the gateway lets them ask, as it describes them. Looked up again when it is
 * older than some seconds.
 */
final class Catalogs implements AutoCloseable {
    private static final long FRESH_NANOS = Duration.ofSeconds(20).toNanos();
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);
    private static final int MOST_LISTS = 100;
    private static final int MOST_DATABASES = 4;
    /** DuckDB's parser is recursive. */
    private static final long STACK_BYTES = 64L << 20;

    private record Seen(TableList tables, long nanos) {}

    private final QueryRunner runner;
    private final Map<String, Seen> lists = new LinkedHashMap<>();
    private final Deque<CatalogDatabase> databases = new ArrayDeque<>();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(r -> {
        Thread worker = new Thread(null, r, "sql-front-catalog", STACK_BYTES);
        worker.setDaemon(true);
        return worker;
    });

    Catalogs(QueryRunner runner) {
        this.runner = runner;
    }

    /** The tables that a principal sees. */
    TableList tables(Principal who) {
        String key = who.scope().key();
        synchronized (lists) {
            Seen seen = lists.get(key);
            if (seen != null && System.nanoTime() - seen.nanos < FRESH_NANOS) {
                return seen.tables;
            }
        }
        TableList tables = lookUp(who);
        synchronized (lists) {
            lists.remove(key);
            lists.put(key, new Seen(tables, System.nanoTime()));
            if (lists.size() > MOST_LISTS) {
                lists.remove(lists.keySet().iterator().next());
            }
        }
        return tables;
    }

    private TableList lookUp(Principal who) {
        Map<String, List<ColumnInfo>> found = new LinkedHashMap<>();
        for (String table : runner.tables()) {
            try {
                found.put(table, runner.columns(who, table));
            } catch (SojournException e) {
                // A table that isn't there yet, or isn't theirs, isn't shown.
                if (e.code() != ErrorCode.REFUSED_QUERY && e.code() != ErrorCode.NOT_FOUND) {
                    throw e;
                }
            }
        }
        return new TableList(found);
    }

    /** Answers a question about tables and types. */
    QueryResult ask(Principal who, StatementText text) {
        TableList tables = tables(who);
        Future<QueryResult> answer = thread.submit(() -> database(tables).ask(text, who.name()));
        try {
            return answer.get(LONGEST_WAIT.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            answer.cancel(false);
            throw PgFailure.of(
                    SqlStates.BUSY, "too many ask about tables at a time", "Maybe try again in some seconds.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw PgFailure.of(SqlStates.STOPPED, "interrupted", null);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private CatalogDatabase database(TableList tables) {
        for (CatalogDatabase database : databases) {
            if (database.shows(tables)) {
                return database;
            }
        }
        if (databases.size() == MOST_DATABASES) {
            databases.removeFirst().close();
        }
        databases.addLast(CatalogDatabase.of(tables));
        return databases.getLast();
    }

    @Override
    public void close() {
        thread.execute(() -> databases.forEach(CatalogDatabase::close));
        thread.shutdown();
    }
}
