package io.sojourn.api.resources;

import io.sojourn.api.access.MaskKey;
import io.sojourn.api.access.Scope;
import io.sojourn.api.access.ScopedTables;
import io.sojourn.api.access.Sight;
import io.sojourn.api.store.Store;
import io.sojourn.definition.DefinitionHistory;
import io.sojourn.definition.Processes;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import io.sojourn.fact.FactTable;
import io.sojourn.fact.UnitedSchema;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A bounded pool of reading connections. Who finds none waits for a while and is then refused as {@code busy}; so
 * queries never pile up in the database.
 */
public final class Reads implements AutoCloseable {
    private static final int WAIT_SECONDS = 20;

    private final Store store;
    private final BlockingQueue<Connection> idle;
    private final int size;

    /** @param size how many read at a time */
    public Reads(Store store, int size) {
        this(store, size, MaskKey.ofThisServer());
    }

    /** @param key behind the tokens of masked values */
    public Reads(Store store, int size, MaskKey key) {
        this.store = store;
        this.size = size;
        this.idle = new ArrayBlockingQueue<>(size);
        for (int i = 0; i < size; i++) {
            idle.add(connection(store, key));
        }
    }

    private static Connection connection(Store store, MaskKey key) {
        Connection c = store.newConnection();
        try {
            key.giveTo(c);
            c.setAutoCommit(false);
            return c;
        } catch (SQLException e) {
            throw new SojournException(ErrorCode.BROKEN, "no readers on the store: " + e.getMessage(), null, e);
        }
    }

    /** Computes something from a snapshot. */
    public interface Reader<T> {
        T read(Snapshot snapshot) throws SQLException;
    }

    /**
     * @param history of the process that it is about; null: of all
     * @param scope what is seen
     */
    public <T> T read(DefinitionHistory history, Scope scope, Reader<T> reader) {
        // Known before the transaction begins, so that the store has all of their columns in it.
        Processes processes = store.processes();
        Connection c = borrow();
        try {
            return read(c, processes, history, scope, reader);
        } catch (SQLTimeoutException e) {
            throw new SojournException(
                    ErrorCode.QUERY_LIMIT, "the answer took too long.", "Maybe ask for a smaller window.", e);
        } catch (SQLException e) {
            throw new SojournException(ErrorCode.BROKEN, "a query of ours failed: " + e.getMessage(), null, e);
        } finally {
            idle.add(c);
        }
    }

    private static <T> T read(
            Connection c, Processes processes, DefinitionHistory history, Scope scope, Reader<T> reader)
            throws SQLException {
        try {
            boolean alone = processes.isSingle();
            ScopedTables tables = tables(processes, scope);
            long asOf = new Snapshot(c, history, alone, null, tables).one("SELECT as_of_us FROM kept.progress");
            return reader.read(new Snapshot(c, history, alone, asOf == Long.MIN_VALUE ? null : asOf, tables));
        } finally {
            c.rollback();
        }
    }

    /** What a scope sees of the tables of these processes, by their plain names. */
    static ScopedTables tables(Processes processes, Scope scope) {
        Map<String, List<ScopedTables.Col>> known = new HashMap<>();
        return new ScopedTables(
                Sight.of(scope, processes), "", table -> known.computeIfAbsent(table, t -> columns(processes, t)));
    }

    private static List<ScopedTables.Col> columns(Processes processes, String table) {
        FactTable fact = FactTable.valueOf(table.toUpperCase(Locale.ROOT));
        return new UnitedSchema(fact, processes.definitions())
                .columns().stream()
                        .map(c -> new ScopedTables.Col(c.name(), c.type().duckdb()))
                        .toList();
    }

    private Connection borrow() {
        try {
            Connection c = idle.poll(WAIT_SECONDS, TimeUnit.SECONDS);
            if (c == null) {
                throw new SojournException(
                        ErrorCode.BUSY, "all " + size + " readers are at work.", "Maybe try again in some seconds.");
            }
            return c;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SojournException(ErrorCode.BUSY, "the server is stopping", null, e);
        }
    }

    /** Waits for readers at work. */
    @Override
    public void close() {
        try {
            for (int i = 0; i < size; i++) {
                borrow().close();
            }
        } catch (SQLException e) {
            throw new SojournException(ErrorCode.BROKEN, "readers can't be closed: " + e.getMessage(), null, e);
        }
    }
}
