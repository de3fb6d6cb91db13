package io.sojourn.api.staffing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sojourn.api.delivery.Message;
import io.sojourn.api.delivery.Outbox;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Tables of signals, in the store's own file: {@code staffing.watch} (hysteresis of each rule), {@code
 * staffing.signals} (the newest revision of each), {@code staffing.signal_revisions} (all), and the outbox. One
 * transaction writes them all; nobody else writes them.
 */
final class SignalStore {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SHOWN = 200;

    private SignalStore() {}

    static void create(Connection connection) throws SQLException {
        Outbox.create(connection);
        try (Statement s = connection.createStatement()) {
            s.execute(
                    "CREATE TABLE IF NOT EXISTS staffing.watch (process VARCHAR, staffing VARCHAR, large INTEGER, small INTEGER,"
                            + " open BOOLEAN, signal_id VARCHAR, evaluated_us BIGINT)");
            s.execute(
                    "CREATE TABLE IF NOT EXISTS staffing.signals (process VARCHAR, signal_id VARCHAR, revision INTEGER,"
                            + " state VARCHAR, staffing VARCHAR, updated_us BIGINT, expires_us BIGINT, document VARCHAR)");
            s.execute("CREATE TABLE IF NOT EXISTS staffing.signal_revisions (signal_id VARCHAR, revision INTEGER,"
                    + " state VARCHAR, updated_us BIGINT, document VARCHAR)");
        }
    }

    /** Where a rule stands. */
    record Watch(Hysteresis hysteresis, String signalId, long evaluatedMicros) {
        static final Watch NEW = new Watch(Hysteresis.QUIET, null, Long.MIN_VALUE);
    }

    /** A signal as stored. */
    record Stored(Signal signal, long expiresMicros) {}

    static Watch watch(Connection connection, String process, String rule) throws SQLException {
        try (PreparedStatement s =
                connection.prepareStatement("SELECT large, small, open, signal_id, evaluated_us FROM staffing.watch"
                        + " WHERE process = ? AND staffing = ?")) {
            s.setString(1, process);
            s.setString(2, rule);
            try (ResultSet r = s.executeQuery()) {
                return r.next()
                        ? new Watch(
                                new Hysteresis(r.getInt(1), r.getInt(2), r.getBoolean(3)), r.getString(4), r.getLong(5))
                        : Watch.NEW;
            }
        }
    }

    static void putWatch(Connection connection, String process, String rule, Watch w) throws SQLException {
        run(connection, "DELETE FROM staffing.watch WHERE process = ? AND staffing = ?", process, rule);
        run(
                connection,
                "INSERT INTO staffing.watch VALUES (?, ?, ?, ?, ?, ?, ?)",
                process,
                rule,
                w.hysteresis.large(),
                w.hysteresis.small(),
                w.hysteresis.open(),
                w.signalId,
                w.evaluatedMicros);
    }

    static Optional<Stored> signal(Connection connection, String signalId) throws SQLException {
        return select(connection, "signal_id = ?", signalId).stream().findFirst();
    }

    /** Writes a revision and what is sent of it. */
    static void put(Connection connection, String process, Signal s, long updated, long expires, Message message)
            throws SQLException {
        String document = write(s.withDelivery(null));
        run(connection, "DELETE FROM staffing.signals WHERE signal_id = ?", s.signalId());
        run(
                connection,
                "INSERT INTO staffing.signals VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                process,
                s.signalId(),
                s.revision(),
                s.state(),
                s.staffing(),
                updated,
                expires,
                document);
        run(
                connection,
                "INSERT INTO staffing.signal_revisions VALUES (?, ?, ?, ?, ?)",
                s.signalId(),
                s.revision(),
                s.state(),
                updated,
                document);
        if (message != null) {
            Outbox.put(connection, message);
        }
    }

    /** Of a process: open ones first, then newest first. */
    static List<Signal> all(Connection connection, String process) throws SQLException {
        List<Signal> signals = new ArrayList<>();
        String where = "process = ? ORDER BY state = 'open' DESC, updated_us DESC, signal_id LIMIT " + SHOWN;
        for (Stored stored : select(connection, where, process)) {
            Signal signal = stored.signal;
            Signal.Delivery delivery = Outbox.newest(connection, signal.signalId())
                    .map(m -> new Signal.Delivery(m.state().name(), m.attempts(), m.lastError()))
                    .orElse(null);
            signals.add(signal.withDelivery(delivery));
        }
        return signals;
    }

    private static List<Stored> select(Connection connection, String where, Object... parameters) throws SQLException {
        List<Stored> found = new ArrayList<>();
        try (PreparedStatement s =
                connection.prepareStatement("SELECT document, expires_us FROM staffing.signals WHERE " + where)) {
            for (int i = 0; i < parameters.length; i++) {
                s.setObject(i + 1, parameters[i]);
            }
            try (ResultSet r = s.executeQuery()) {
                while (r.next()) {
                    found.add(new Stored(JSON.readValue(r.getString(1), Signal.class), r.getLong(2)));
                }
            }
        } catch (JsonProcessingException e) {
            throw new SojournException(ErrorCode.BROKEN, "a stored signal can't be read: " + e.getMessage(), null, e);
        }
        return found;
    }

    private static String write(Signal signal) {
        try {
            return JSON.writeValueAsString(signal);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void run(Connection connection, String sql, Object... parameters) throws SQLException {
        try (PreparedStatement s = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                s.setObject(i + 1, parameters[i]);
            }
            s.executeUpdate();
        }
    }
}
