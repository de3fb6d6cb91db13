package io.sojourn.api.store;

import io.sojourn.fact.FactTable;
import io.sojourn.fact.FactTable.Owner;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/** Removes what a segment says to replace: facts and events of cases, and rows of groups. */
final class Replacer {
    private static final String REPLACED = "stage_replaced";
    private static final String EVENTS = Tables.SCHEMA + ".events";

    /** Events of replaced cases that are behind stay; see {@link io.sojourn.fact.Result.Kind#REPLACE_CASE}. */
    private static final String DELETE_APPENDED = "DELETE FROM " + EVENTS + " AS t USING " + REPLACED
            + " AS s WHERE t._k1 = s._k1 AND NOT s.facts_only AND t.operation = 'append' AND (s.last_us IS NULL OR"
            + " (epoch_us(t.time), t.source, t.sequence, t.event_id)"
            + " > (s.last_us, s.last_source, s.last_sequence, s.last_id))";

    /** After the appended ones: a correction stays when its target has stayed. */
    private static final String DELETE_CORRECTIONS = "DELETE FROM " + EVENTS + " AS t USING " + REPLACED
            + " AS s WHERE t._k1 = s._k1 AND NOT s.facts_only AND t.operation <> 'append' AND (s.last_us IS NULL OR"
            + " NOT EXISTS (SELECT 1 FROM " + EVENTS + " AS a SEMI JOIN " + REPLACED + " USING (_k1)"
            + " WHERE a.operation = 'append' AND a._k1 = t._k1 AND a.source = t.source AND a.event_id = t.event_id))";

    private static final String DELETE_DELIVERIES = "DELETE FROM " + Tables.SCHEMA + ".deliveries AS t USING "
            + REPLACED + " AS s WHERE t._k1 = s._k1 AND NOT s.facts_only";

    private static final String UNEVICT = "DELETE FROM kept.evicted_cases AS t USING " + REPLACED
            + " AS s WHERE t._k1 = s._k1 AND NOT s.facts_only AND s.last_us IS NULL";

    private static final String FORGET_REPAIR =
            " AS t USING " + REPLACED + " AS s WHERE t._k1 = s._k1 AND NOT s.facts_only";

    private final DuckDBConnection connection;
    private final Tables tables;
    private final LongSet knownCases = new LongSet();
    private LongSet replaced = new LongSet();

    Replacer(DuckDBConnection connection, Tables tables) throws SQLException {
        this.connection = connection;
        this.tables = tables;
        Sql.run(
                connection,
                "CREATE TEMP TABLE " + REPLACED + " (_k1 BIGINT, from_episode BIGINT, last_us BIGINT,"
                        + " last_source VARCHAR, last_sequence BIGINT, last_id VARCHAR, facts_only BOOLEAN)");
        for (Tables.Keyed table : tables.all()) {
            if (table.table().owner() == Owner.CASE) {
                load(connection, "SELECT DISTINCT _k1 FROM " + table.stored());
            }
        }
        load(connection, "SELECT _k1 FROM kept.evicted_cases");
    }

    private void load(Connection c, String sql) throws SQLException {
        try (Statement s = c.createStatement();
                ResultSet r = s.executeQuery(sql)) {
            while (r.next()) {
                knownCases.add(r.getLong(1));
            }
        }
    }

    static boolean isReplaceable(FactTable table) {
        return table.owner() == Owner.CASE && table.isDerived();
    }

    /** False when the store has nothing of a case. */
    boolean knows(long caseKey) {
        return knownCases.contains(caseKey);
    }

    /** Notes that the store has something of a case. */
    void know(long caseKey) {
        knownCases.add(caseKey);
    }

    void replaceGroups(List<Integer> indexes) throws SQLException {
        for (int index : indexes) {
            for (Tables.Keyed table : tables.all()) {
                if (table.hasGroup() && table.table().lane() == Epochs.lane(index)) {
                    Sql.run(connection, "DELETE FROM " + table.stored() + " WHERE _group = " + Epochs.group(index));
                }
            }
        }
    }

    void replaceCases(Set<Segment.Replacement> replacements) throws SQLException {
        if (!stage(replacements)) {
            return;
        }
        for (Tables.Keyed table : tables.all()) {
            if (isReplaceable(table.table())) {
                Sql.run(
                        connection,
                        "DELETE FROM " + table.stored() + " AS t USING " + REPLACED
                                + " AS s WHERE t._k1 = s._k1 AND t.episode >= s.from_episode");
            }
        }
        if (replacements.stream().anyMatch(r -> !r.factsOnly())) {
            Sql.run(connection, DELETE_APPENDED);
            Sql.run(connection, DELETE_CORRECTIONS);
            Sql.run(connection, DELETE_DELIVERIES);
            Sql.run(connection, UNEVICT);
            forgetRepairs();
        }
        Sql.run(connection, "TRUNCATE " + REPLACED);
    }

    /** The stream tells these cases anew: what a repair added to the panes for them goes. */
    private void forgetRepairs() throws SQLException {
        for (Tables.Keyed table : tables.all()) {
            if (table.isSummed()) {
                Sql.run(connection, "DELETE FROM " + table.repairs() + FORGET_REPAIR);
            }
        }
        Sql.run(connection, "DELETE FROM kept.repaired_cases" + FORGET_REPAIR);
    }

    /** From now on the cases that the stream replaces are noted, for {@link #anyReplaced}. */
    void watch() {
        replaced = new LongSet();
    }

    /** True when the stream has replaced one of these cases since {@link #watch}. */
    boolean anyReplaced(Iterable<Long> caseKeys) {
        for (long key : caseKeys) {
            if (replaced.contains(key)) {
                return true;
            }
        }
        return false;
    }

    /** Writes those of cases that the store has; false when there is none. */
    private boolean stage(Set<Segment.Replacement> replacements) throws SQLException {
        boolean any = false;
        if (replacements.isEmpty()) {
            return false;
        }
        try (DuckDBAppender appender = connection.createAppender("temp", "main", REPLACED)) {
            for (Segment.Replacement r : replacements) {
                if (!r.factsOnly()) {
                    replaced.add(r.caseKey());
                }
                if (knownCases.contains(r.caseKey())) {
                    any = true;
                    append(appender, r);
                }
            }
        }
        return any;
    }

    private static void append(DuckDBAppender appender, Segment.Replacement r) throws SQLException {
        appender.beginRow();
        appender.append(r.caseKey());
        appender.append(r.fromEpisode());
        Segment.Order last = r.last();
        if (last == null) {
            appender.appendNull();
            appender.appendNull();
            appender.appendNull();
            appender.appendNull();
        } else {
            appender.append(last.micros());
            appender.append(last.source());
            appender.append(last.sequence());
            appender.append(last.id());
        }
        appender.append(r.factsOnly());
        appender.endRow();
    }
}
