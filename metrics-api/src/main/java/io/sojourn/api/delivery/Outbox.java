package io.sojourn.api.delivery;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The table of messages to send. A message is put in by the transaction that changes what it tells; only the dispatcher
 * changes it afterwards. A newer revision of a subject supersedes older ones that are not yet delivered.
 */
public final class Outbox {
    private static final String COLUMNS =
            "message_id, destination, subject, revision, envelope, state, attempts, not_before_us, expires_us, last_error";

    private Outbox() {}

    /** Creates the table where it is missing. */
    public static void create(Connection connection) throws SQLException {
        try (Statement s = connection.createStatement()) {
            s.execute("CREATE SCHEMA IF NOT EXISTS staffing");
            s.execute("CREATE TABLE IF NOT EXISTS staffing.outbox (message_id VARCHAR, destination VARCHAR,"
                    + " subject VARCHAR, revision INTEGER, envelope VARCHAR, state VARCHAR, attempts INTEGER,"
                    + " not_before_us BIGINT, expires_us BIGINT, last_error VARCHAR)");
        }
    }

    /** Puts a message in, in the connection's transaction. The same message again changes nothing. */
    public static void put(Connection connection, Message m) throws SQLException {
        try (PreparedStatement s = connection.prepareStatement("INSERT INTO staffing.outbox (" + COLUMNS
                + ") SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, ? WHERE NOT EXISTS (FROM staffing.outbox WHERE message_id = ?"
                + " AND destination = ?)")) {
            Object[] values = {
                m.messageId(),
                m.destination(),
                m.subject(),
                m.revision(),
                m.envelope(),
                m.state().name(),
                m.attempts(),
                m.notBeforeMicros(),
                m.expiresMicros(),
                m.lastError(),
                m.messageId(),
                m.destination()
            };
            for (int i = 0; i < values.length; i++) {
                s.setObject(i + 1, values[i]);
            }
            s.executeUpdate();
        }
    }

    /** Writes a message's new state. */
    static void update(Connection connection, Message m) throws SQLException {
        try (PreparedStatement s = connection.prepareStatement("UPDATE staffing.outbox SET state = ?, attempts = ?,"
                + " not_before_us = ?, last_error = ? WHERE message_id = ? AND destination = ?")) {
            Object[] values = {
                m.state().name(), m.attempts(), m.notBeforeMicros(), m.lastError(), m.messageId(), m.destination()
            };
            for (int i = 0; i < values.length; i++) {
                s.setObject(i + 1, values[i]);
            }
            s.executeUpdate();
        }
    }

    /** Messages of a destination that are not at their end, oldest revision first. */
    static List<Message> unfinished(Connection connection, String destination) throws SQLException {
        return select(
                connection,
                "destination = ? AND state IN ('READY', 'SENDING', 'WAIT') ORDER BY subject, revision",
                destination);
    }

    /** The greatest revision of each subject that was delivered. */
    static boolean wasDeliveredNewer(Connection connection, Message m) throws SQLException {
        return !select(
                        connection,
                        "destination = ? AND subject = ? AND revision > " + m.revision() + " AND state = 'DELIVERED'",
                        m.destination(),
                        m.subject())
                .isEmpty();
    }

    /** The message of a subject's newest revision. */
    public static Optional<Message> newest(Connection connection, String subject) throws SQLException {
        List<Message> found = select(connection, "subject = ? ORDER BY revision DESC LIMIT 1", subject);
        return found.stream().findFirst();
    }

    /** Messages at the end of their tries, for people to look at. */
    public static List<Message> dead(Connection connection) throws SQLException {
        return select(connection, "state = 'DEAD' ORDER BY destination, subject, revision");
    }

    private static List<Message> select(Connection connection, String where, Object... parameters) throws SQLException {
        try (PreparedStatement s =
                connection.prepareStatement("SELECT " + COLUMNS + " FROM staffing.outbox WHERE " + where)) {
            for (int i = 0; i < parameters.length; i++) {
                s.setObject(i + 1, parameters[i]);
            }
            try (ResultSet r = s.executeQuery()) {
                List<Message> found = new ArrayList<>();
                while (r.next()) {
                    found.add(read(r));
                }
                return found;
            }
        }
    }

    private static Message read(ResultSet r) throws SQLException {
        return new Message(
                r.getString(1),
                r.getString(2),
                r.getString(3),
                r.getInt(4),
                r.getString(5),
                Message.State.valueOf(r.getString(6)),
                r.getInt(7),
                r.getLong(8),
                r.getLong(9),
                r.getString(10));
    }
}
