package io.sojourn.api.store;

import io.sojourn.definition.CompiledDefinition;
import io.sojourn.definition.DefinitionHistory;
import io.sojourn.definition.DefinitionVersion;
import io.sojourn.definition.ProcessDefinition;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/** The versions of the definition that the store was given, in {@code kept.definitions}. */
final class KeptDefinitions {
    static final String TABLE = "CREATE TABLE IF NOT EXISTS kept.definitions"
            + " (process VARCHAR, version BIGINT, valid_from_us BIGINT, text VARCHAR, put_at_us BIGINT)";

    private KeptDefinitions() {}

    /** All versions, or none when the store is new. */
    static List<DefinitionVersion> load(Connection c, BiFunction<String, String, CompiledDefinition> compiler)
            throws SQLException {
        List<DefinitionVersion> versions = new ArrayList<>();
        try (Statement s = c.createStatement();
                ResultSet r =
                        s.executeQuery("SELECT version, valid_from_us, text FROM kept.definitions ORDER BY version")) {
            while (r.next()) {
                CompiledDefinition compiled = compiler.apply("version " + r.getLong(1), r.getString(3));
                versions.add(new DefinitionVersion(compiled, r.getLong(2)));
            }
        }
        return versions;
    }

    /** What the store has, when the given definition is the newest one of it; or the given one when the store is new. */
    static DefinitionHistory of(
            Path store, Connection c, CompiledDefinition given, BiFunction<String, String, CompiledDefinition> compiler)
            throws SQLException {
        // What is given needs no second compilation.
        String text = given.definition().text();
        List<DefinitionVersion> kept = load(c, (name, yaml) -> yaml.equals(text) ? given : compiler.apply(name, yaml));
        if (kept.isEmpty()) {
            DefinitionHistory first = DefinitionHistory.of(given);
            Sql.run(c, insertion(first.first(), 0));
            return first;
        }
        DefinitionHistory history = new DefinitionHistory(kept);
        ProcessDefinition newest = history.newest().definition();
        ProcessDefinition d = given.definition();
        refuse(store, "process", "process", newest.process(), d.process());
        refuse(store, "version of the definition", "version", newest.version() + "", d.version() + "");
        if (!newest.text().equals(d.text())) {
            throw other(store, "belongs to another text of the definition");
        }
        return history;
    }

    private static void refuse(Path store, String what, String name, String kept, String given) {
        if (!kept.equals(given)) {
            throw other(store, "belongs to another " + what + ": " + name + " is " + kept + ", not " + given);
        }
    }

    private static SojournException other(Path store, String how) {
        return new SojournException(
                ErrorCode.OTHER_DATA, "the store " + store + " " + how + ".", "Maybe name another folder with --data.");
    }

    /** SQL that keeps a version. */
    static String insertion(DefinitionVersion v, long putAtMicros) {
        ProcessDefinition d = v.definition();
        return "INSERT INTO kept.definitions VALUES (" + Sql.text(d.process()) + ", " + d.version() + ", ("
                + v.validFrom() + ")::BIGINT, " + Sql.text(d.text()) + ", " + putAtMicros + ")";
    }
}
