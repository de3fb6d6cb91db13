package io.sojourn.api.pgwire;

import io.sojourn.api.access.Principal;
import io.sojourn.api.sql.QueryStop;
import io.sojourn.event.SojournException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** The queries of one principal: where they go, and what their refusals become. */
final class Asking {
    private static final Set<String> BEFORE_TABLE = Set.of("from", "join", ",");

    private final QueryRunner runner;
    private final Catalogs catalogs;
    private final Principal who;

    Asking(QueryRunner runner, Catalogs catalogs, Principal who) {
        this.runner = runner;
        this.catalogs = catalogs;
        this.who = who;
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
            return translated(text, () -> Answer.of(catalogs.ask(who, text)));
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

    List<PgColumn> describe(Prepared statement) {
        StatementText text = statement.withSamples();
        if (statement.kind() == Prepared.Kind.CATALOG) {
            return translated(text, () -> PgColumn.of(catalogs.ask(who, text).columns()));
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
