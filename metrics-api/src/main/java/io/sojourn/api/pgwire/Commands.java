package io.sojourn.api.pgwire;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Statements that a connection answers by itself. Each query reads one state of the data, so a transaction changes nothing. */
final class Commands {
    /** What SET, DISCARD and transactions are about. */
    interface Connection {
        Settings settings();

        Transaction transaction();

        /** Forgets a prepared statement; null: all. */
        void deallocate(String name);

        /** Forgets a portal; null: all. */
        void close(String name);
    }

    /** Where a connection is between BEGIN and its end. */
    enum Transaction {
        NONE('I'),
        OPEN('T'),
        FAILED('E');

        private final char letter;

        Transaction(char letter) {
            this.letter = letter;
        }

        char letter() {
            return letter;
        }
    }

    private Commands() {}

    /** The state of the transaction behind a statement that was carried out. */
    static Transaction after(StatementText text, Transaction before) {
        return switch (text.name(0)) {
            case "begin", "start" -> Transaction.OPEN;
            case "commit", "end", "abort" -> Transaction.NONE;
            case "rollback" -> isToSavepoint(text) && before != Transaction.NONE ? Transaction.OPEN : Transaction.NONE;
            default -> before;
        };
    }

    static boolean endsTransaction(StatementText text) {
        return List.of("commit", "end", "abort", "rollback").contains(text.name(0));
    }

    private static boolean isToSavepoint(StatementText text) {
        return text.is(1, "to") || text.is(2, "to");
    }

    static Answer run(StatementText text, Connection connection, Outgoing out) throws IOException {
        String word = text.name(0);
        return switch (word) {
            case "begin" -> Answer.done("BEGIN");
            case "start" -> Answer.done("START TRANSACTION");
            case "commit", "end" -> Answer.done(connection.transaction() == Transaction.FAILED ? "ROLLBACK" : "COMMIT");
            case "rollback", "abort" -> Answer.done("ROLLBACK");
            case "savepoint", "release", "unlisten" -> Answer.done(word.toUpperCase(Locale.ROOT));
            case "show" -> show(text, connection.settings());
            case "set" -> set(text, connection.settings(), out);
            case "reset" -> {
                connection.settings().reset();
                yield Answer.done("RESET");
            }
            case "discard" -> {
                connection.settings().reset();
                connection.close(null);
                connection.deallocate(null);
                yield Answer.done("DISCARD ALL");
            }
            case "deallocate" -> deallocate(text, connection);
            case "close" -> {
                connection.close(text.is(1, "all") ? null : text.name(1));
                yield Answer.done("CLOSE CURSOR");
            }
            default -> throw new IllegalStateException(word);
        };
    }

    private static Answer deallocate(StatementText text, Connection connection) {
        int at = text.is(1, "prepare") ? 2 : 1;
        boolean all = text.is(at, "all");
        connection.deallocate(all ? null : text.name(at));
        return Answer.done(all ? "DEALLOCATE ALL" : "DEALLOCATE");
    }

    private static Answer show(StatementText text, Settings settings) {
        if (text.is(1, "all")) {
            List<List<Object>> rows = new ArrayList<>();
            settings.all().forEach((name, value) -> rows.add(List.of(name, value, "")));
            List<PgColumn> columns = List.of(
                    new PgColumn("name", PgType.TEXT, -1),
                    new PgColumn("setting", PgType.TEXT, -1),
                    new PgColumn("description", PgType.TEXT, -1));
            return new Answer(columns, rows, "SHOW", false);
        }
        String name = text.is(1, "transaction") && text.is(2, "isolation")
                ? "transaction_isolation"
                : text.is(1, "time") && text.is(2, "zone") ? "TimeZone" : text.name(1);
        return Answer.text(name, settings.get(name));
    }

    private static Answer set(StatementText text, Settings settings, Outgoing out) throws IOException {
        int at = text.is(1, "session") || text.is(1, "local") ? 2 : 1;
        if (text.is(at, "characteristics") || text.is(at, "transaction")) {
            return Answer.done("SET");
        }
        boolean zone = text.is(at, "time") && text.is(at + 1, "zone");
        String name = zone ? "TimeZone" : text.name(at);
        StringBuilder value = new StringBuilder();
        int first = zone ? at + 2 : text.is(at + 1, "=") || text.is(at + 1, "to") ? at + 2 : at + 1;
        for (int i = first; i < text.size(); i++) {
            String string = text.string(i);
            value.append(string != null ? string : text.token(i).in(text.text()));
        }
        settings.set(name, value.toString());
        tell(name, value.toString(), settings, out);
        return Answer.done("SET");
    }

    private static void tell(String name, String value, Settings settings, Outgoing out) throws IOException {
        String reported = Settings.reportedName(name);
        if (reported == null) {
            return;
        }
        out.parameterStatus(reported, settings.get(reported));
        boolean zone = reported.equals("TimeZone")
                && !List.of("UTC", "GMT", "DEFAULT", "ETC/UTC", "Z").contains(value.toUpperCase(Locale.ROOT));
        if (zone) {
            out.notice("01000", "instants are in UTC here, whatever TimeZone is set to", null);
        }
    }

    /** Settings that a client names when it connects. */
    static void startup(Map<String, String> parameters, Settings settings) {
        parameters.forEach((name, value) -> {
            if (!List.of("user", "database", "options", "replication").contains(name) && !name.startsWith("_pq_.")) {
                settings.set(name, value);
            }
        });
    }
}
