package io.sojourn.api.access;

import io.sojourn.api.store.Samples;
import io.sojourn.api.store.Store;
import io.sojourn.api.store.StoreOptions;
import io.sojourn.definition.CompiledDefinition;
import io.sojourn.definition.Definitions;
import io.sojourn.definition.Processes;
import io.sojourn.event.Column;
import io.sojourn.event.ColumnType;
import io.sojourn.fact.FactTable;
import io.sojourn.fact.Result;
import io.sojourn.fact.TableSchema;
import io.sojourn.mining.facts.ProcessesEngine;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Two processes with random cases of several facilities and payers, some of which change, and all of their facts as rows. */
public final class ScopedWorld {
    public static final List<String> FACILITIES = List.of("North", "South", "East");
    public static final List<String> PAYERS = List.of("A", "B'b");
    public static final long AS_OF = Samples.NOON + 110 * Samples.HOUR;

    private static final String AUTHORIZATION_TEXT =
            """
            process: authorization
            attributes: {facility: text, payer: text, amount: number}
            dimensions: [facility, payer, team]
            close: activity = 'DECIDED'
            close_after: 20h
            lateness: 1h
            case: {reviewed: {any: "activity = 'REVIEWED'"}}
            relations: {claim: {process: claims}}
            queues:
              intake: {enter: "activity = 'SUBMITTED'", leave: "activity = 'REVIEWED'", ages: [8h, 24h]}
            handoffs: {between: resource}
            exceptions: {when: "outcome = 'DENIED'", category: outcome}
            slas:
              standard: {start: "activity = 'SUBMITTED'", stop: "activity = 'DECIDED'", within: 30h, at_risk: 75%}
            measures:
              denial_rate: {share: "outcome = 'DENIED'", of: "activity = 'DECIDED'", by: [facility, payer]}
              received: {count: "activity = 'SUBMITTED'"}
              amounts: {average: amount, of: "activity = 'DECIDED'", by: [payer]}
              turnaround: {from: "activity = 'SUBMITTED'", to: "activity = 'DECIDED'", unit: hours, by: [facility]}
              claimed: {of: reviewed, followed_by: {process: claims, within: 60h}, by: [facility]}
            cms_0057:
              payer: payer
              received: activity = 'SUBMITTED'
              standard: amount < 500
              expedited: amount >= 500
              decided: activity = 'DECIDED'
              approved: outcome <> 'DENIED'
              denied: outcome = 'DENIED'
            """;
    private static final CompiledDefinition AUTHORIZATION =
            Definitions.compile("authorization.yaml", AUTHORIZATION_TEXT);
    /** As it is where there are no claims to follow. */
    private static final CompiledDefinition AUTHORIZATION_ALONE =
            Definitions.compile("authorization.yaml", AUTHORIZATION_TEXT.replaceAll("(?m)^ *claimed:.*\\n", ""));

    private static final CompiledDefinition CLAIMS = Definitions.compile(
            "claims.yaml",
            """
            process: claims
            attributes: {facility: text}
            dimensions: [facility]
            close: activity = 'PAID'
            close_after: 30h
            relations: {authorization: {process: authorization}}
            queues:
              work: {enter: "activity = 'FILED'", leave: "activity = 'PAID'"}
            handoffs: {between: team}
            measures:
              filed: {count: "activity = 'FILED'", by: [facility]}
            """);
    private static final Map<String, CompiledDefinition> DEFINITIONS =
            Map.of("authorization", AUTHORIZATION, "claims", CLAIMS);

    private ScopedWorld() {}

    /** A row of a table, by the names of its columns. */
    public record Row(FactTable table, Map<String, Object> values) {
        public String text(String column) {
            return (String) values.get(column);
        }
    }

    /** All rows of random events, and the events themselves. */
    public static List<Row> rows(Path dir, long seed, int cases) throws SQLException {
        return rows(dir, events(new Random(seed), cases));
    }

    /** The same of cases that stay in the facility of their first event. */
    public static List<Row> steadyRows(Path dir, long seed, int cases) throws SQLException {
        List<Row> events = events(new Random(seed), cases);
        for (Row row : events) {
            if (row.table == FactTable.EVENTS && !row.values.get("sequence").equals(1L)) {
                row.values.put("facility", null);
            }
        }
        return rows(dir, events);
    }

    private static List<Row> rows(Path dir, List<Row> events) throws SQLException {
        try (Store store = store(dir, events);
                Connection c = store.newConnection();
                Statement s = c.createStatement()) {
            s.execute("ATTACH ':memory:' AS said");
            new ProcessesEngine(store.processes()).compute(c, "main.events", "said.main", AS_OF);
            List<Row> all = new ArrayList<>(events);
            for (FactTable table : FactTable.values()) {
                if (table.isDerived()) {
                    for (CompiledDefinition d : List.of(AUTHORIZATION, CLAIMS)) {
                        read(
                                s,
                                TableSchema.of(table, d.definition()),
                                d.definition().process(),
                                all);
                    }
                }
            }
            s.execute("DETACH said");
            return all;
        }
    }

    private static void read(Statement s, TableSchema schema, String process, List<Row> all) throws SQLException {
        String columns = schema.columns().stream()
                .map(c -> c.type() == ColumnType.TIME ? "epoch_us(\"" + c.name() + "\")" : '"' + c.name() + '"')
                .collect(Collectors.joining(", "));
        try (ResultSet r = s.executeQuery("SELECT " + columns + " FROM said.main."
                + schema.table().tableName() + " WHERE process = '" + process + "'")) {
            while (r.next()) {
                Map<String, Object> values = new LinkedHashMap<>();
                for (int i = 0; i < schema.columns().size(); i++) {
                    values.put(schema.columns().get(i).name(), r.getObject(i + 1));
                }
                all.add(new Row(schema.table(), values));
            }
        }
    }

    /** Both processes. */
    public static Processes processes() {
        return Processes.of(List.of(AUTHORIZATION, CLAIMS));
    }

    /** A store of rows. */
    public static Store store(Path dir, List<Row> rows) {
        return store(dir, rows, Set.of());
    }

    /** A store of rows that knows of these processes alone; empty: of both. */
    public static Store store(Path dir, List<Row> rows, Set<String> processes) {
        List<CompiledDefinition> known = processes.isEmpty()
                ? List.of(AUTHORIZATION, CLAIMS)
                : Stream.of(AUTHORIZATION_ALONE, CLAIMS)
                        .filter(d -> processes.contains(d.definition().process()))
                        .toList();
        Store store = Store.open(dir, known, new StoreOptions(512, 2, 10_000, Duration.ofMillis(5)));
        store.accept(rows.stream().map(ScopedWorld::result).toList());
        store.accept(Samples.asOf(1, AS_OF));
        store.flush();
        return store;
    }

    private static Result result(Row row) {
        CompiledDefinition d = DEFINITIONS.get(row.text("process"));
        List<Column> columns = TableSchema.of(row.table, d.definition()).columns();
        return Result.upsert(
                row.table, columns.stream().map(c -> row.values.get(c.name())).toArray(), 1);
    }

    private static List<Row> events(Random random, int cases) {
        List<Row> all = new ArrayList<>();
        for (int c = 0; c < cases; c++) {
            boolean claim = c % 3 == 0;
            String process = claim ? "claims" : "authorization";
            // Ids are shared by the processes on purpose.
            String id = "C-" + (claim ? c / 3 : c);
            String facility = random.nextInt(6) == 0 ? null : pick(random, FACILITIES);
            long time = Samples.NOON + random.nextInt(100) * Samples.HOUR;
            for (int n = 1, length = 1 + random.nextInt(7); n <= length && time < AS_OF; n++) {
                Map<String, Object> e = event(random, process, id, n, time);
                if (claim) {
                    e.put("related", "authorization:C-" + random.nextInt(cases));
                } else {
                    e.put("payer", random.nextInt(3) == 0 ? pick(random, PAYERS) : null);
                    e.put("amount", random.nextInt(100) / 4.0);
                    e.put("related", random.nextInt(3) == 0 ? "claim:C-" + random.nextInt(cases / 3) + " old:X" : null);
                }
                boolean moves = random.nextInt(12) == 0;
                e.put("facility", n == 1 ? facility : moves ? pick(random, FACILITIES) : null);
                all.add(new Row(FactTable.EVENTS, e));
                time += random.nextInt(60) * Samples.HOUR / 4;
            }
            all.add(new Row(FactTable.DELIVERIES, about(process, id, "duplicates", 1L + c % 2, "conflicts", 0L)));
        }
        for (long p = 0; p < 5; p++) {
            Map<String, Object> rejected = about("authorization", "C-" + p, "source", "s", "position", p);
            rejected.putAll(Map.of("code", "bad_value", "event_id", "x" + p, "message", "C-" + p + " is bad"));
            rejected.put("raw", "C-" + p + ",Jane Doe");
            all.add(new Row(FactTable.REJECTED_EVENTS, rejected));
        }
        return all;
    }

    private static <T> T pick(Random random, List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private static Map<String, Object> about(String process, String id, Object... more) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("process", process);
        values.put("version", 1L);
        values.put("case_id", id);
        for (int i = 0; i < more.length; i += 2) {
            values.put((String) more[i], more[i + 1]);
        }
        return values;
    }

    private static Map<String, Object> event(Random random, String process, String id, int n, long time) {
        List<String> activities = process.equals("claims")
                ? List.of("FILED", "CHECKED", "PAID")
                : List.of("SUBMITTED", "REVIEWED", "ASKED", "DECIDED");
        String activity = pick(random, activities);
        Map<String, Object> e = about(process, id, "source", "s", "event_id", id + "." + n, "revision", 0L);
        e.put("sequence", (long) n);
        e.put("operation", "append");
        e.put("activity", activity);
        e.put("lifecycle", "complete");
        e.put("time", time);
        e.put("received_at", time);
        e.put("late", false);
        e.put("resource", random.nextInt(8) == 0 ? null : "r" + random.nextInt(5));
        e.put("resource_kind", "person");
        e.put("team", "team " + random.nextInt(3));
        e.put("outcome", activity.equals("DECIDED") ? pick(random, List.of("DENIED", "APPROVED")) : null);
        e.put("instance", random.nextInt(3) == 0 ? id + "-i" : null);
        return e;
    }

    /** Scopes of all kinds; each hides something. */
    public static Scope randomScope(Random random) {
        Set<String> processes =
                random.nextInt(3) == 0 ? Set.of(pick(random, List.of("authorization", "claims"))) : Set.of();
        Map<String, Set<String>> rows = new LinkedHashMap<>();
        if (random.nextInt(3) > 0) {
            Set<String> allowed = new TreeSet<>(List.of(pick(random, FACILITIES), pick(random, FACILITIES)));
            if (random.nextInt(3) == 0) {
                allowed.add(FactTable.NONE);
            }
            rows.put("facility", allowed);
        }
        if (random.nextInt(5) == 0) {
            rows.put("payer", Set.of(pick(random, PAYERS), FactTable.NONE));
        }
        Set<String> masked = new TreeSet<>();
        for (String column : List.of("case_id", "resource", "team", "payer", "amount", "facility")) {
            if (random.nextInt(column.length() < 5 ? 4 : 2) == 0) {
                masked.add(column);
            }
        }
        Scope scope = new Scope(processes, rows, masked, 0);
        return scope.isAll() ? randomScope(random) : scope;
    }
}
