package io.sojourn.mining.facts;

import io.sojourn.definition.CompiledDefinition;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Derives all fact tables from the accepted events, in DuckDB, by the rules of docs/concepts/semantics.md. The streaming
 * engine says the same facts event by event; the two agree to the last row.
 *
 * <p>The same events and {@code asOf} always give the same rows; their order in a table is not promised. The events are
 * read three times and sorted twice; memory beyond DuckDB's limit goes to its temporary folder. Not for concurrent use
 * on one connection: the stages share temporary tables, named {@code sojourn_...}, that are gone at the end.
 */
public final class BatchEngine {
    private final CompiledDefinition definition;

    public BatchEngine(CompiledDefinition definition) {
        this.definition = definition;
    }

    /**
     * Creates (or replaces) one table for each derived fact table.
     *
     * @param eventsRelation a table or view with the columns of the events table; all its rows count, whatever their
     *     {@code process} and {@code version}
     * @param targetSchema where the tables go, e.g. {@code batch} or {@code mem.main}; made when missing
     * @param asOfMicros the clock
     */
    public void compute(Connection c, String eventsRelation, String targetSchema, long asOfMicros) {
        run(c, eventsRelation, statements(eventsRelation, targetSchema, asOfMicros));
    }

    /**
     * Like {@link #compute}, with the aggregates (panes and ages) of each case for itself: they have a last column {@code
     * case_id}. Panes of all cases are the sums of these.
     */
    public void computeByCase(Connection c, String eventsRelation, String targetSchema, long asOfMicros) {
        run(c, eventsRelation, statements(new Plan(definition, eventsRelation, targetSchema, asOfMicros, true)));
    }

    /**
     * Creates (or replaces) the table of queue ages alone.
     *
     * @param staysRelation a table or view with the columns of the stays table
     */
    public void computeAges(Connection c, String staysRelation, String targetSchema, long asOfMicros) {
        Plan plan = new Plan(definition, staysRelation, targetSchema, asOfMicros, false);
        List<String> all = new ArrayList<>();
        all.add("CREATE SCHEMA IF NOT EXISTS " + targetSchema);
        all.addAll(new AgingStage(plan, new StayStage(plan).queueNames()).statementsOverStays(staysRelation));
        all.addAll(cleanUp());
        run(c, staysRelation, all);
    }

    private static void run(Connection c, String relation, List<String> statements) {
        String running = "";
        try (Statement statement = c.createStatement()) {
            for (String sql : statements) {
                running = sql;
                statement.execute(sql);
            }
        } catch (SQLException e) {
            cleanUpAfter(e, c);
            throw new SojournException(
                    ErrorCode.BROKEN,
                    "the batch engine failed in \"" + firstLine(running) + "\": " + e.getMessage(),
                    "Maybe the relation \"" + relation + "\" lacks a column, or the disk is full.",
                    e);
        }
    }

    /** In a transaction that failed no table can be dropped, but its end drops them. */
    private static void cleanUpAfter(SQLException failure, Connection c) {
        try (Statement statement = c.createStatement()) {
            for (String sql : cleanUp()) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }

    /** The SQL, in order. */
    public List<String> statements(String eventsRelation, String targetSchema, long asOfMicros) {
        return statements(new Plan(definition, eventsRelation, targetSchema, asOfMicros, false));
    }

    private static List<String> statements(Plan plan) {
        CalendarStage calendars = new CalendarStage(plan);
        StayStage stays = new StayStage(plan);
        List<String> all = new ArrayList<>();
        all.add("CREATE SCHEMA IF NOT EXISTS " + plan.target());
        all.addAll(new EventStage(plan).statements());
        all.addAll(stays.statements());
        all.addAll(calendars.statements());
        all.addAll(new ClockStage(plan, calendars).statements());
        all.addAll(new InstanceStage(plan).statements());
        all.addAll(new RuleStage(plan).statements());
        all.addAll(new RelationStage(plan).statements());
        all.addAll(new CaseStage(plan).statements());
        all.addAll(new PaneStage(plan, stays.queueNames()).statements());
        all.addAll(new AgingStage(plan, stays.queueNames()).statements());
        all.addAll(cleanUp());
        return List.copyOf(all);
    }

    private static List<String> cleanUp() {
        return Stream.of(
                        "latest",
                        "numbers",
                        "sources",
                        "rows",
                        "dims",
                        "events",
                        "episodes",
                        "moves",
                        "instance_moves",
                        "queue_counts",
                        "stays",
                        "shifts",
                        "days",
                        "sla_events",
                        "starts",
                        "limits",
                        "stretches",
                        "metered",
                        "dues",
                        "clocks",
                        "steps",
                        "instances",
                        "pairs",
                        "durations",
                        "relations",
                        "cases",
                        "case_rows",
                        "sums")
                .map(name -> Plan.drop("sojourn_" + name))
                .toList();
    }

    private static String firstLine(String sql) {
        return sql.lines().findFirst().orElse("");
    }
}
