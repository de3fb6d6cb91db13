package io.sojourn.api.store;

import io.sojourn.definition.DefinitionHistory;
import io.sojourn.definition.DefinitionVersion;
import io.sojourn.definition.ProcessDefinition;
import io.sojourn.definition.Processes;
import io.sojourn.event.Column;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import io.sojourn.fact.FactTable;
import io.sojourn.fact.TableSchema;
import io.sojourn.fact.UnitedSchema;
import io.sojourn.mining.facts.CaseVersions;
import io.sojourn.mining.facts.HistoryEngine;
import io.sojourn.mining.facts.ProcessesEngine;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a version of the definition would change: the facts of the stored cases that it would take over, computed by the
 * batch engine without it and with it. Works on one snapshot, in memory, and changes nothing.
 */
public final class DryRun {
    private static final String AREA = "dry";
    private static final String EVENTS = AREA + ".main.all_events";
    private static final String CASES = AREA + ".main.taken_over";

    private static final String QUEUES = "SELECT queue AS name, count(*) AS stays, count_if(left_at IS NULL) AS open,"
            + " coalesce(sum(epoch_us(left_at) - epoch_us(entered_at)), 0)::BIGINT AS waited_us FROM %s.stays GROUP BY 1";
    private static final String SLAS = "SELECT sla AS name, count(*) AS clocks, count_if(state = 'met') AS met,"
            + " count_if(state = 'breached') AS breached FROM %s.sla_clocks GROUP BY 1";
    private static final String MEASURES = "SELECT measure AS name, sum(numerator)::BIGINT AS numerator,"
            + " sum(denominator)::BIGINT AS denominator FROM %s.measure_panes GROUP BY 1";

    private final Store store;

    public DryRun(Store store) {
        this.store = store;
    }

    /** The difference, as a document. A version that can't live beside the others is refused as if it were put. */
    public Map<String, Object> of(DefinitionVersion next) {
        Processes all = store.processes();
        new Tables(all.with(next));
        DefinitionHistory now = all.find(next.definition().process()).orElse(null);
        if (now == null) {
            return nothing(next);
        }
        DefinitionHistory then = now.with(next);
        try (Connection c = store.newConnection()) {
            Sql.run(c, "ATTACH ':memory:' AS " + AREA);
            try {
                return compare(c, now, then);
            } finally {
                Sql.run(c, "DETACH " + AREA);
            }
        } catch (SQLException e) {
            throw new SojournException(
                    ErrorCode.BROKEN, "the dry run failed: " + e.getMessage() + ".", "Maybe memory was too small.", e);
        }
    }

    /** No event of a process that nobody has defined is stored. */
    private static Map<String, Object> nothing(DefinitionVersion first) {
        Map<String, Object> document = heading(first, 0);
        List.of("tables", "queues", "slas", "measures").forEach(name -> document.put(name, List.of()));
        return document;
    }

    private static Map<String, Object> heading(DefinitionVersion next, long cases) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("process", next.definition().process());
        document.put("version", next.number());
        document.put("cases", cases);
        return document;
    }

    private static Map<String, Object> compare(Connection c, DefinitionHistory now, DefinitionHistory then)
            throws SQLException {
        c.setAutoCommit(false);
        try {
            long asOf = Sql.oneLong(c, "SELECT as_of_us FROM kept.progress").orElse(0);
            takeEvents(c, now, then);
            new HistoryEngine(now).compute(c, EVENTS, AREA + ".before", asOf);
            new HistoryEngine(then).compute(c, EVENTS, AREA + ".after", asOf);
            long cases = Sql.oneLong(c, "SELECT count(*) FROM " + CASES).orElse(0);
            Map<String, Object> document = heading(then.newest(), cases);
            document.put("tables", tables(c, now, then));
            document.put("queues", figures(c, QUEUES));
            document.put("slas", figures(c, SLAS));
            document.put("measures", figures(c, MEASURES));
            return document;
        } finally {
            c.rollback();
            c.setAutoCommit(true);
        }
    }

    /** Events of the cases that the new version would take over, with a place for its attributes. */
    private static void takeEvents(Connection c, DefinitionHistory now, DefinitionHistory then) throws SQLException {
        int known = now.newest().definition().attributes().size();
        List<Column> attributes = then.newest().definition().attributes();
        String more = attributes.subList(known, attributes.size()).stream()
                .map(a -> ", NULL::" + a.type().duckdb() + " AS \"" + a.name() + '"')
                .collect(Collectors.joining());
        String own = ProcessesEngine.rowsOf(now.process(), "main.events");
        String columns = new UnitedSchema(FactTable.EVENTS, definitions(now)).columnList();
        Sql.run(
                c,
                "CREATE TABLE " + CASES + " AS SELECT case_id FROM (" + CaseVersions.query(then, own)
                        + ") WHERE version = " + then.newest().number());
        Sql.run(
                c,
                "CREATE TABLE " + EVENTS + " AS SELECT " + columns + more + " FROM " + own + " SEMI JOIN " + CASES
                        + " USING (case_id)");
    }

    private static List<ProcessDefinition> definitions(DefinitionHistory history) {
        return history.versions().stream().map(DefinitionVersion::definition).toList();
    }

    private static List<Map<String, Object>> tables(Connection c, DefinitionHistory now, DefinitionHistory then)
            throws SQLException {
        List<ProcessDefinition> known = definitions(now);
        List<Map<String, Object>> tables = new ArrayList<>();
        for (FactTable table : FactTable.values()) {
            if (table.isDerived()) {
                TableSchema next = TableSchema.of(table, then.newest().definition());
                String columns = new UnitedSchema(table, known)
                        .columns().stream()
                                .filter(column -> !column.name().equals("version")
                                        && next.columns().contains(column))
                                .map(column -> '"' + column.name() + '"')
                                .collect(Collectors.joining(", "));
                tables.add(table(c, table.tableName(), columns));
            }
        }
        return tables;
    }

    /** Rows of both sides; gone and new are those without an equal one on the other side, in the columns of both. */
    private static Map<String, Object> table(Connection c, String name, String columns) throws SQLException {
        String before = "SELECT " + columns + " FROM " + AREA + ".before." + name;
        String after = "SELECT " + columns + " FROM " + AREA + ".after." + name;
        Map<String, Object> table = new LinkedHashMap<>();
        table.put("table", name);
        table.put("before", count(c, before));
        table.put("after", count(c, after));
        table.put("gone", count(c, before + " EXCEPT ALL " + after));
        table.put("new", count(c, after + " EXCEPT ALL " + before));
        return table;
    }

    private static long count(Connection c, String rows) throws SQLException {
        return Sql.oneLong(c, "SELECT count(*) FROM (" + rows + ")").orElse(0);
    }

    private static List<Map<String, Object>> figures(Connection c, String query) throws SQLException {
        Map<String, Object> before = rows(c, query.formatted(AREA + ".before"));
        Map<String, Object> after = rows(c, query.formatted(AREA + ".after"));
        Map<String, Object> names = new LinkedHashMap<>(before);
        names.putAll(after);
        List<Map<String, Object>> figures = new ArrayList<>();
        for (String name : names.keySet()) {
            Map<String, Object> figure = new LinkedHashMap<>();
            figure.put("name", name);
            figure.put("before", before.get(name));
            figure.put("after", after.get(name));
            figures.add(figure);
        }
        return figures;
    }

    private static Map<String, Object> rows(Connection c, String query) throws SQLException {
        Map<String, Object> rows = new LinkedHashMap<>();
        try (Statement s = c.createStatement();
                ResultSet r = s.executeQuery(query + " ORDER BY 1")) {
            while (r.next()) {
                Map<String, Object> row = new LinkedHashMap<>();
                for (int i = 2; i <= r.getMetaData().getColumnCount(); i++) {
                    row.put(r.getMetaData().getColumnName(i), r.getLong(i));
                }
                rows.put(r.getString(1), row);
            }
        }
        return rows;
    }
}
