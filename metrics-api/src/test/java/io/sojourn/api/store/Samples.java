package io.sojourn.api.store;

import io.sojourn.definition.CompiledDefinition;
import io.sojourn.definition.Expression;
import io.sojourn.definition.HandoffRule;
import io.sojourn.definition.Measure;
import io.sojourn.definition.ProcessDefinition;
import io.sojourn.definition.QueueRule;
import io.sojourn.definition.SlaRule;
import io.sojourn.definition.TimeLimit;
import io.sojourn.definition.expression.CompiledExpressions;
import io.sojourn.event.Column;
import io.sojourn.event.ColumnType;
import io.sojourn.fact.FactTable;
import io.sojourn.fact.Result;
import io.sojourn.fact.TableSchema;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A small definition and hand-made results for tests of this module. */
public final class Samples {
    public static final long HOUR = Duration.ofHours(1).toNanos() / 1_000;
    /** 2026-03-02T12:00:00Z, a Monday. */
    public static final long NOON = micros("2026-03-02T12:00:00Z");

    private static final Map<FactTable, TableSchema> SCHEMAS = new EnumMap<>(FactTable.class);

    static {
        for (FactTable table : FactTable.values()) {
            SCHEMAS.put(table, TableSchema.of(table, definition().definition()));
        }
    }

    private Samples() {}

    public static long micros(String instant) {
        Instant i = Instant.parse(instant);
        return i.getEpochSecond() * 1_000_000 + i.getNano() / 1_000;
    }

    public static CompiledDefinition definition() {
        return definition("authorization", 1, "process: authorization\n");
    }

    public static CompiledDefinition definition(String process, int version, String text) {
        Expression e = new Expression("TRUE", 0, "close", 1, 1);
        ProcessDefinition d = new ProcessDefinition(
                process,
                version,
                "Prior authorization",
                ZoneId.of("America/New_York"),
                List.of(),
                List.of(new Column("payer", ColumnType.TEXT), new Column("confidence", ColumnType.NUMBER)),
                List.of("payer"),
                null,
                null,
                3_600_000_000L,
                List.of(),
                List.of(),
                List.of(
                        new QueueRule("intake", "Intake", e, e, false, null, List.of(4 * HOUR, 8 * HOUR)),
                        new QueueRule(
                                "payer_decision", "Waiting for the payer", e, e, false, "payer", List.of(24 * HOUR))),
                new HandoffRule(HandoffRule.Party.TEAM),
                null,
                List.of(new SlaRule(
                        "standard",
                        "Standard decision",
                        null,
                        e,
                        e,
                        null,
                        null,
                        null,
                        0,
                        new TimeLimit("72h", TimeLimit.Unit.ELAPSED, 72 * HOUR),
                        null,
                        75)),
                List.of(
                        new Measure.Share(
                                "denial_rate",
                                "Denials",
                                false,
                                e,
                                e,
                                List.of("payer"),
                                new Measure.Target("<=", 0.08)),
                        new Measure.Count("received", "Received", false, e, List.of(), null),
                        new Measure.Average("confidence", "Confidence", e, e, List.of(), null),
                        new Measure.Duration("turnaround", "Turnaround", e, e, "hours", List.of("payer"), null)),
                List.of(),
                null,
                null,
                List.of(),
                text);
        return new CompiledDefinition(
                d,
                new CompiledExpressions(
                        "None", "", "", List.of("TRUE"), List.of(ColumnType.BOOLEAN), List.of(), List.of()));
    }

    public static TableSchema schema(FactTable table) {
        return SCHEMAS.get(table);
    }

    /** An upsert of the named values, the others null: {@code name, value, name, value, ...}. */
    public static Result row(FactTable table, Object... namesAndValues) {
        return row(1, table, namesAndValues);
    }

    public static Result row(long epoch, FactTable table, Object... namesAndValues) {
        return Result.upsert(table, values(SCHEMAS.get(table).columns(), namesAndValues), epoch);
    }

    public static Result deletion(long epoch, FactTable table, Object... namesAndValues) {
        TableSchema schema = SCHEMAS.get(table);
        return Result.delete(
                table,
                values(schema.columns().subList(0, schema.keyColumns()), namesAndValues),
                Result.NO_GROUP,
                epoch);
    }

    public static Result about(Result.Kind kind, long epoch, Object caseId) {
        return kind == Result.Kind.REPLACE_CASE
                ? replacement(epoch, caseId, 1)
                : new Result(kind, null, new Object[] {"authorization", 1L, caseId}, epoch);
    }

    /** The facts of a case go, from an episode on, and all its events. */
    public static Result replacement(long epoch, Object caseId, long fromEpisode) {
        return replacement(epoch, caseId, fromEpisode, null, null, null, null);
    }

    /** The facts of a case go, from an episode on, and its events that are not behind an order. */
    public static Result replacement(
            long epoch, Object caseId, long fromEpisode, Long time, String source, Long sequence, String id) {
        Object[] values = {"authorization", 1L, caseId, fromEpisode, time, source, sequence, id};
        return new Result(Result.Kind.REPLACE_CASE, null, values, epoch);
    }

    /** Up to when one of the writers of a lane has said everything. */
    public static Result asOf(Result.Lane lane, long index, long writers, long epoch, long asOf) {
        return new Result(Result.Kind.AS_OF, null, new Object[] {lane.name(), index, writers, asOf}, epoch);
    }

    /** The one writer of each lane has said everything up to an instant. */
    public static List<Result> asOf(long epoch, long asOf) {
        return Stream.of(Result.Lane.CASES, Result.Lane.PANES, Result.Lane.AGES)
                .map(lane -> asOf(lane, 0, 1, epoch, asOf))
                .toList();
    }

    /** The same result, of a key group. */
    public static Result inGroup(int group, Result r) {
        return new Result(r.kind(), r.table(), r.values(), group, r.epoch());
    }

    private static Object[] values(List<Column> columns, Object... namesAndValues) {
        Map<String, Object> given = new LinkedHashMap<>();
        given.put("process", "authorization");
        given.put("version", 1L);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            given.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        Object[] row = new Object[columns.size()];
        Arrays.setAll(row, i -> widened(given.remove(columns.get(i).name())));
        if (!given.isEmpty()) {
            throw new IllegalArgumentException("no such columns: " + given.keySet());
        }
        return row;
    }

    private static Object widened(Object value) {
        return value instanceof Integer i ? Long.valueOf(i) : value;
    }
}
