package io.sojourn.api.pgwire;

import io.sojourn.api.access.Principal;
import io.sojourn.api.access.SignedIn;
import io.sojourn.api.sql.QueryResult;
import io.sojourn.api.sql.QueryStop;
import io.sojourn.event.SojournException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** The queries of one principal: where they go, and what their refusals become. */
final class Asking {
    private static final Set<String> BEFORE_TABLE = Set.of("from", "join", ",");

    private final QueryRunner runner;
    private final Catalogs catalogs;
    private final Principal who;
    private final BooleanSupplier stillGood;

    Asking(QueryRunner runner, Catalogs catalogs, SignedIn guest) {
        this.runner = runner;
        this.catalogs = catalogs;
        this.who = guest.who();
        this.stillGood = guest.stillGood();
    }

    /** Fails, and ends the connection, once who signed in may no longer see what they saw then. */
    void checkWho() {
        if (!stillGood.getAsBoolean()) {
            throw PgFailure.fatal(
                    SqlStates.SHUTDOWN,
                    "terminating connection: your key ran out or was withdrawn, or what it may see has changed",
                    "Maybe connect again, or ask for another key.");
        }
    }

    Prepared read(StatementText text, int[] declared) {
        return translated(text, () -> Statements.read(text, declared, this::columnTypes));
    }

    private Map<String, PgType> columnTypes() {
        return catalogs.tables(who).columnTypes();
    }

    /** @param text with literals for its parameters */
    Answer run(Prepared.Kind kind, StatementText text, QueryStop stop) {
        if (kind == Prepared.Kind.CATALOG) {
            return translated(text, () -> Answer.of(catalog(text)));
        }
        StatementText plain = withoutSchema(text);
        try {
            return translated(plain, () -> Answer.of(runner.run(who, plain.text(), stop)));
        } catch (PgFailure e) {
            throw stop.isStopped()
                    ? PgFailure.of(SqlStates.STOPPED, "canceling statement due to user request", null)
                    : e;
        }
    }

    private QueryResult catalog(StatementText text) {
        return runner.catalog(who, text.text(), () -> catalogs.ask(who, text));
    }

    List<PgColumn> describe(Prepared statement) {
        StatementText text = statement.withSamples();
        if (statement.kind() == Prepared.Kind.CATALOG) {
            return translated(text, () -> PgColumn.of(catalog(text).columns()));
        }
        StatementText plain = withoutSchema(text);
        return translated(plain, () -> PgColumn.of(runner.describe(who, plain.text())));
    }

    private static <T> T translated(StatementText text, Supplier<T> task) {
        try {
            return task.get();
        } catch (SojournException e) {
            throw PgFailure.of(e, text);
        }
    }

    /** Tools write {@code "public"."events"}; the gateway knows tables without a schema. */
    private StatementText withoutSchema(StatementText text) {
        Set<String> tables = new HashSet<>(runner.tables());
        StatementText.Edit edit = text.edit();
        for (int i = 0; i + 2 < text.size(); i++) {
            boolean schema = text.name(i).equals("public") && text.is(i + 1, ".") && !text.is(i - 1, ".");
            boolean table = tables.contains(text.name(i + 2)) || i > 0 && isBeforeTable(text, i - 1);
            if (schema && table) {
                edit.replace(i, i + 1, "");
            }
        }
        return edit.done();
    }

    private static boolean isBeforeTable(StatementText text, int i) {
        return BEFORE_TABLE.stream().anyMatch(word -> text.is(i, word));
    }
}
