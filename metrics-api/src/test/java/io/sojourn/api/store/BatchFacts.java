package io.sojourn.api.store;

import static io.sojourn.api.store.Samples.HOUR;
import static io.sojourn.api.store.Samples.NOON;

import io.sojourn.definition.CompiledDefinition;
import io.sojourn.definition.Definitions;
import io.sojourn.event.Column;
import io.sojourn.event.ColumnType;
import io.sojourn.fact.FactTable;
import io.sojourn.fact.Result;
import io.sojourn.fact.TableSchema;
import io.sojourn.mining.facts.BatchEngine;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A real definition, random events, and their facts as a stream would say them: taken from the batch engine. */
public final class BatchFacts {
    public static final CompiledDefinition DEFINITION = Definitions.compile(
            "test.yaml",
            """
            process: authorization
            timezone: America/New_York
            attributes: {payer: text}
            dimensions: [payer]
            close: activity = 'DECIDED'
            close_after: 30d
            lateness: 1h
            queues:
              intake: {enter: "activity = 'SUBMITTED'", leave: "activity = 'REVIEWED'", ages: [8h, 24h]}
            handoffs: {between: team}
            exceptions: {when: "outcome = 'DENIED'", category: outcome}
            slas:
              standard: {start: "activity = 'SUBMITTED'", stop: "activity = 'DECIDED'", within: 72h, at_risk: 75%}
            measures:
              denial_rate: {share: "outcome = 'DENIED'", of: "activity = 'DECIDED'", by: [payer]}
              turnaround: {from: "activity = 'SUBMITTED'", to: "activity = 'DECIDED'", unit: hours}
            """);

    private BatchFacts() {}

    /** An event of a case; the n-th of it. */
    public static Result event(String caseId, int n, String activity, long time, boolean late) {
        Map<String, Object> given = new HashMap<>(Map.of(
                "process",
                "authorization",
                "version",
                1L,
                "case_id",
                caseId,
                "source",
                "s",
                "event_id",
                "e" + n,
                "revision",
                0L,
                "sequence",
                (long) n,
                "operation",
                "append",
                "activity",
                activity));
        given.putAll(Map.of(
                "lifecycle",
                "complete",
                "time",
                time,
                "late",
                late,
                "received_at",
                time,
                "team",
                "team " + n % 3,
                "resource",
                "r" + n % 5,
                "payer",
                "payer " + caseId.length() % 2));
        if (activity.equals("DECIDED")) {
            given.put("outcome", n % 2 == 0 ? "DENIED" : "APPROVED");
        }
        List<Column> columns = schema(FactTable.EVENTS).columns();
        return Result.upsert(
                FactTable.EVENTS, columns.stream().map(c -> given.get(c.name())).toArray(), 1);
    }

    public static List<Result> events(long seed, int cases) {
        Random random = new Random(seed);
        List<Result> all = new ArrayList<>();
        for (int c = 0; c < cases; c++) {
            long time = NOON + random.nextInt(100) * HOUR;
            int length = 1 + random.nextInt(5);
            for (int n = 1; n <= length; n++) {
                String activity =
                        List.of("SUBMITTED", "REVIEWED", "ASKED", "DECIDED").get(random.nextInt(4));
                all.add(event("case-" + c, n, activity, time, false));
                time += random.nextInt(40) * HOUR / 4;
            }
        }
        return all;
    }

    private static TableSchema schema(FactTable table) {
        return TableSchema.of(table, DEFINITION.definition());
    }

    /** All derived facts of the stored events at an instant, as upserts. */
    public static List<Result> of(Store store, String events, long asOf) throws SQLException {
        return of(DEFINITION, store, events, asOf);
    }

    /** All derived facts of events of a definition's process. */
    public static List<Result> of(CompiledDefinition definition, Store store, String events, long asOf)
            throws SQLException {
        List<Result> all = new ArrayList<>();
        try (Connection c = store.newConnection()) {
            Sql.run(c, "ATTACH ':memory:' AS said");
            new BatchEngine(definition).compute(c, events, "said.main", asOf);
            for (FactTable table : FactTable.values()) {
                if (table.isDerived()) {
                    read(c, TableSchema.of(table, definition.definition()), all);
                }
            }
            Sql.run(c, "DETACH said");
        }
        return all;
    }

    private static void read(Connection c, TableSchema schema, List<Result> all) throws SQLException {
        List<Column> columns = schema.columns();
        StringBuilder select = new StringBuilder();
        for (Column column : columns) {
            String name = '"' + column.name() + '"';
            select.append(select.isEmpty() ? "SELECT " : ", ")
                    .append(column.type() == ColumnType.TIME ? "epoch_us(" + name + ")" : name);
        }
        try (Statement s = c.createStatement();
                ResultSet r = s.executeQuery(
                        select + " FROM said.main." + schema.table().tableName())) {
            while (r.next()) {
                Object[] row = new Object[columns.size()];
                for (int i = 0; i < row.length; i++) {
                    row[i] = r.getObject(i + 1);
                }
                all.add(Result.upsert(schema.table(), row, 1));
            }
        }
    }
}
