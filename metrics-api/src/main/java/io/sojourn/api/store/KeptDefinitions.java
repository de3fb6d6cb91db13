package io.sojourn.api.store;

import io.sojourn.definition.CompiledDefinition;
import io.sojourn.definition.DefinitionVersion;
import io.sojourn.definition.FollowConditions;
import io.sojourn.definition.ProcessDefinition;
import io.sojourn.definition.Processes;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** The versions of the definitions that the store was given, in {@code kept.definitions}, in the order in which they came. */
final class KeptDefinitions {
    private static final String TABLE = "CREATE TABLE IF NOT EXISTS kept.definitions"
            + " (ordinal BIGINT, process VARCHAR, version BIGINT, valid_from_us BIGINT, text VARCHAR, put_at_us BIGINT)";

    /** Stores of before don't know who. */
    private static final String WHO = "ALTER TABLE kept.definitions ADD COLUMN IF NOT EXISTS put_by VARCHAR";

    private KeptDefinitions() {}

    /** Makes the table where it isn't there. */
    static void prepare(Connection c) throws SQLException {
        Sql.run(c, TABLE);
        Sql.run(c, WHO);
    }

    /** When and by whom the versions of a process were put, by their numbers. */
    static Map<Long, PutNote> notes(Connection c, String process) throws SQLException {
        Map<Long, PutNote> notes = new HashMap<>();
        try (Statement s = c.createStatement();
                ResultSet r = s.executeQuery("SELECT version, put_at_us, put_by FROM kept.definitions WHERE process = "
                        + Sql.text(process))) {
            while (r.next()) {
                long at = r.getLong(2);
                notes.put(
                        r.getLong(1),
                        new PutNote(at == 0 ? null : Instant.EPOCH.plus(at, ChronoUnit.MICROS), r.getString(3)));
            }
        }
        return notes;
    }

    /** All versions, or none when the store is new. */
    static List<DefinitionVersion> load(Connection c, BiFunction<String, String, CompiledDefinition> compiler)
            throws SQLException {
        List<DefinitionVersion> versions = new ArrayList<>();
        try (Statement s = c.createStatement();
                ResultSet r = s.executeQuery(
                        "SELECT process, version, valid_from_us, text FROM kept.definitions ORDER BY ordinal")) {
            while (r.next()) {
                String name = r.getString(1) + " version " + r.getLong(2);
                versions.add(new DefinitionVersion(compiler.apply(name, r.getString(4)), r.getLong(3)));
            }
        }
        return versions;
    }

    /**
     * What the store has, when it knows one of the given processes at least, and the newest version of each that it knows is
     * the given one; or the given ones when the store is new. Processes that it doesn't know are not in it yet.
     */
    static Processes of(
            Path store,
            Connection c,
            List<CompiledDefinition> given,
            BiFunction<String, String, CompiledDefinition> compiler)
            throws SQLException {
        // What is given needs no second compilation.
        Map<String, CompiledDefinition> byText = new HashMap<>();
        given.forEach(d -> byText.put(d.definition().text(), d));
        List<DefinitionVersion> kept =
                load(c, (name, yaml) -> byText.containsKey(yaml) ? byText.get(yaml) : compiler.apply(name, yaml));
        if (kept.isEmpty()) {
            return firstOnes(c, Processes.of(given));
        }
        Processes processes = new Processes(kept);
        String names = String.join(", ", processes.names());
        if (given.stream()
                .noneMatch(d -> processes.find(d.definition().process()).isPresent())) {
            throw other(
                    store,
                    "belongs to another process: process is " + names + ", not "
                            + given.get(0).definition().process());
        }
        for (CompiledDefinition d : given) {
            processes
                    .find(d.definition().process())
                    .ifPresent(h -> refuseOther(store, h.newest().definition(), d.definition()));
        }
        return processes;
    }

    /** The tables are made of them before: what can't live together is refused and not kept. */
    private static Processes firstOnes(Connection c, Processes first) throws SQLException {
        new Tables(first);
        FollowConditions.check(first.histories());
        for (int i = 0; i < first.versions().size(); i++) {
            Sql.run(c, insertion(i, first.versions().get(i), 0, null));
        }
        return first;
    }

    private static void refuseOther(Path store, ProcessDefinition newest, ProcessDefinition given) {
        if (newest.version() != given.version()) {
            throw other(
                    store,
                    "belongs to another version of the definition of " + given.process() + ": version is "
                            + newest.version() + ", not " + given.version());
        }
        if (!newest.text().equals(given.text())) {
            throw other(store, "belongs to another text of the definition of " + given.process());
        }
    }

    private static SojournException other(Path store, String how) {
        return new SojournException(
                ErrorCode.OTHER_DATA, "the store " + store + " " + how + ".", "Maybe name another folder with --data.");
    }

    /**
     * SQL that keeps a version.
     *
     * @param ordinal how many were kept before
     * @param by who put it, or null
     */
    static String insertion(int ordinal, DefinitionVersion v, long putAtMicros, String by) {
        ProcessDefinition d = v.definition();
        return "INSERT INTO kept.definitions (ordinal, process, version, valid_from_us, text, put_at_us, put_by) VALUES ("
                + ordinal + ", " + Sql.text(d.process()) + ", " + d.version()
                + ", (" + v.validFrom() + ")::BIGINT, " + Sql.text(d.text()) + ", " + putAtMicros + ", "
                + (by == null ? "NULL" : Sql.text(by)) + ")";
    }
}
