package io.sojourn.api.follow;

import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.api.follow.FollowTwin.Question;
import io.sojourn.definition.DefinitionVersion;
import io.sojourn.definition.Definitions;
import io.sojourn.definition.Processes;
import io.sojourn.event.Column;
import io.sojourn.event.ColumnType;
import io.sojourn.event.Event;
import io.sojourn.event.Operation;
import io.sojourn.fact.EventRow;
import io.sojourn.fact.FactTable;
import io.sojourn.fact.UnitedSchema;
import io.sojourn.mining.facts.ProcessesEngine;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.junit.jupiter.api.Test;

/** Random cases of three processes that name each other, some processes in two versions; and a twin over the events. */
class FollowedMeasuresTest {
    private static final long HOUR = 3_600_000_000L;
    private static final long START = 1_772_863_200_000_000L;
    private static final long SECOND_VERSION = START + 60 * HOUR;
    private static final long FOR_EVER = Long.MAX_VALUE;
    private static final List<String> NAMES = List.of("a", "b", "c");

    private static final String FIRST =
            """
            process: a
            attributes: {kind: text}
            dimensions: [kind]
            close: activity = 'END'
            close_after: 20h
            case: {good: {any: "activity = 'GOOD'"}}
            relations: {a: {process: a}, b: {process: b}, c: {process: c}}
            measures:
              direct: {of: good, followed_by: {process: b, when: "good OR extra", within: 10h}, by: [kind]}
              lost: {of: good, not_followed_by: {process: b, when: "good OR extra", within: 10h}, by: [kind]}
              far: {followed_by: {process: c, via: b, when: "good AND events > 1", within: 15h}}
              again: {per: case, of: "events > 1", followed_by: {process: a, within: 12h}, by: [kind]}
            """;
    private static final String OTHER =
            """
            process: %s
            version: %d
            attributes: {kind: text}
            dimensions: [kind]
            close: activity = 'END'
            close_after: 20h
            case: {good: {any: "activity = 'GOOD'"}%s}
            relations: {a: {process: a}, b: {process: b}, c: {process: c}}
            """;

    private static final List<Question> QUESTIONS = questions(10 * HOUR);
    private static final List<Question> SECOND_QUESTIONS = questions(6 * HOUR);

    private static List<Question> questions(long soon) {
        return List.of(
                new Question(
                        "direct",
                        List.of("b"),
                        e -> e.saw("GOOD"),
                        FollowedMeasuresTest::isTaken,
                        soon,
                        false,
                        true,
                        FOR_EVER),
                new Question(
                        "lost",
                        List.of("b"),
                        e -> e.saw("GOOD"),
                        FollowedMeasuresTest::isTaken,
                        soon,
                        true,
                        true,
                        FOR_EVER),
                new Question(
                        "far",
                        List.of("b", "c"),
                        e -> true,
                        e -> e.saw("GOOD") && e.events() > 1,
                        15 * HOUR,
                        false,
                        false,
                        90 * HOUR),
                new Question("again", List.of("a"), e -> e.events() > 1, e -> true, 12 * HOUR, false, true, FOR_EVER));
    }

    /** The first version of b has no column extra. */
    private static boolean isTaken(FollowTwin.Episode e) {
        return e.saw("GOOD") || (e.version() == 2 && e.saw("EXTRA"));
    }

    private static Processes processes() {
        String a = FIRST.replace("within: 10h", "within: 6h") + "version: 2\n";
        return new Processes(List.of(
                version(FIRST, DefinitionVersion.BEGINNING),
                version(OTHER.formatted("b", 1, ""), DefinitionVersion.BEGINNING),
                version(OTHER.formatted("c", 1, "") + "retain: 90h\n", DefinitionVersion.BEGINNING),
                version(OTHER.formatted("b", 2, ", extra: {any: \"activity = 'EXTRA'\"}"), SECOND_VERSION),
                version(a, SECOND_VERSION)));
    }

    private static DefinitionVersion version(String yaml, long from) {
        return new DefinitionVersion(Definitions.compile("d.yaml", yaml), from);
    }

    @Test
    void rowsAreThoseOfTheTwin() throws SQLException {
        long first = Long.getLong("sojourn.seed", 1);
        Processes processes = processes();
        int numerators = 0;
        int gone = 0;
        for (long seed = first; seed < first + 4; seed++) {
            List<Event> events = events(new Random(seed));
            long asOf = events.stream().mapToLong(Event::timeMicros).max().orElseThrow();
            FollowTwin twin =
                    new FollowTwin(events, Map.of("a", SECOND_VERSION, "b", SECOND_VERSION), "END", 20 * HOUR, asOf);
            List<String> wanted = new ArrayList<>(twin.rows("a", 1, QUESTIONS));
            wanted.addAll(twin.rows("a", 2, SECOND_QUESTIONS));
            List<String> rows = rows(processes, events, asOf);
            gone += (int) events.stream()
                    .filter(e -> e.process().equals("a") && asOf - e.timeMicros() > 90 * HOUR)
                    .count();
            assertThat(rows).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(wanted);
            numerators +=
                    (int) rows.stream().filter(r -> r.contains(" 1 true ")).count();
            for (Question q : QUESTIONS) {
                assertThat(rows).as(q.name() + ", seed " + seed).anyMatch(r -> r.startsWith(q.name()));
            }
            assertThat(rows).anyMatch(r -> r.contains(" false ")).anyMatch(r -> r.contains(" 0 true "));
        }
        assertThat(numerators).isGreaterThan(20);
        assertThat(gone).as("events older than what is retained of c").isPositive();
    }

    private static List<Event> events(Random random) {
        List<Event> events = new ArrayList<>();
        for (String process : NAMES) {
            for (int c = 0; c < 25; c++) {
                long time = START + random.nextInt(100) * HOUR;
                for (int i = 1 + random.nextInt(5); i > 0; i--) {
                    events.add(event(random, process, "case " + c, events.size(), time));
                    time += random.nextInt(8) * HOUR;
                }
            }
        }
        return events;
    }

    private static Event event(Random random, String process, String caseId, int n, long time) {
        List<String> activities = List.of("GOOD", "EXTRA", "OTHER", "OTHER", "END");
        String related = random.nextBoolean()
                ? null
                : one(random, "a", "b", "c", "z") + ":case%20" + random.nextInt(25) + " " + one(random, "a", "b", "c")
                        + ":case%20" + random.nextInt(25);
        return new Event(
                process,
                caseId,
                "e" + n,
                "s",
                n,
                Operation.APPEND,
                null,
                0,
                activities.get(random.nextInt(activities.size())),
                "complete",
                time,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                related,
                0,
                new Object[] {one(random, "x", "y", null)});
    }

    private static String one(Random random, String... values) {
        return values[random.nextInt(values.length)];
    }

    private static List<String> rows(Processes processes, List<Event> events, long asOf) throws SQLException {
        try (Connection c = DriverManager.getConnection("jdbc:duckdb:");
                Statement s = c.createStatement()) {
            s.execute("SET TimeZone = 'UTC'");
            store(processes, events, c);
            new ProcessesEngine(processes).compute(c, "events", "main", asOf);
            String query = new FollowedMeasures()
                    .query(processes, "a", asOf, Long.MIN_VALUE)
                    .orElseThrow();
            List<String> rows = new ArrayList<>();
            try (ResultSet r = s.executeQuery(query)) {
                while (r.next()) {
                    rows.add(r.getString("measure") + " " + r.getLong("until_us") + " " + r.getLong("numerator") + " "
                            + r.getBoolean("counted") + " " + r.getString("kind"));
                }
            }
            long middle = START + 50 * HOUR;
            String later =
                    new FollowedMeasures().query(processes, "a", asOf, middle).orElseThrow();
            try (ResultSet r = s.executeQuery("SELECT count(*) FROM (" + later + ")")) {
                r.next();
                assertThat(r.getLong(1))
                        .isEqualTo(rows.stream()
                                .filter(row -> Long.parseLong(row.split(" ")[1]) >= middle)
                                .count());
            }
            return rows;
        }
    }

    private static void store(Processes processes, List<Event> events, Connection c) throws SQLException {
        UnitedSchema schema = new UnitedSchema(FactTable.EVENTS, processes.definitions());
        List<Column> columns = schema.columns();
        try (Statement s = c.createStatement()) {
            s.execute("CREATE TABLE events ("
                    + columns.stream()
                            .map(x -> '"' + x.name() + "\" " + x.type().duckdb())
                            .collect(Collectors.joining(", "))
                    + ")");
        }
        try (DuckDBAppender appender = ((DuckDBConnection) c).createAppender("main", "events")) {
            for (Event e : events) {
                Object[] row = new Object[columns.size()];
                EventRow.fill(row, e, 1L);
                row[EventRow.VALUES] = false;
                row[EventRow.VALUES + 1] = e.attributes()[0];
                appender.beginRow();
                for (int i = 0; i < row.length; i++) {
                    append(appender, row[i], columns.get(i).type());
                }
                appender.endRow();
            }
        }
    }

    private static void append(DuckDBAppender a, Object value, ColumnType type) throws SQLException {
        if (value == null) {
            a.appendNull();
            return;
        }
        switch (type) {
            case TEXT -> a.append((String) value);
            case INTEGER -> a.append((long) (Long) value);
            case NUMBER -> a.append((double) (Double) value);
            case BOOLEAN -> a.append((boolean) (Boolean) value);
            case TIME -> a.appendEpochMicros((Long) value);
        }
    }
}
