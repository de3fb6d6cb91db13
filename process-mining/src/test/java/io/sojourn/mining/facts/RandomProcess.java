package io.sojourn.mining.facts;

import static io.sojourn.mining.facts.TestDefinition.DAY;
import static io.sojourn.mining.facts.TestDefinition.HOUR;

import io.sojourn.calendar.WorkCalendar;
import io.sojourn.definition.CalendarRule;
import io.sojourn.definition.CalendarRule.Shift;
import io.sojourn.definition.CaseColumn;
import io.sojourn.definition.CompiledDefinition;
import io.sojourn.definition.ExceptionRule;
import io.sojourn.definition.Expression;
import io.sojourn.definition.HandoffRule;
import io.sojourn.definition.Measure;
import io.sojourn.definition.QueueRule;
import io.sojourn.definition.RelationRule;
import io.sojourn.definition.SlaRule;
import io.sojourn.definition.TimeLimit;
import io.sojourn.event.ColumnType;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;

/** A random definition, made of expressions whose meaning is known in Java too. */
final class RandomProcess {
    /** An expression in both forms. */
    private record Known(String sql, Function<Map<String, Object>, Object> java) {}

    private static final Map<String, WorkCalendar> CALENDARS = new HashMap<>();
    private static final List<CalendarRule> RULES = List.of(
            new CalendarRule(
                    "office",
                    ZoneId.of("Europe/Berlin"),
                    Map.of(
                            DayOfWeek.MONDAY, shifts("08:00", "12:00", "13:00", "17:00"),
                            DayOfWeek.TUESDAY, shifts("08:00", "12:00", "13:00", "17:00"),
                            DayOfWeek.WEDNESDAY, shifts("10:00", "00:00"),
                            DayOfWeek.FRIDAY, shifts("08:00", "11:00")),
                    List.of(),
                    List.of(LocalDate.of(2026, 1, 13))),
            new CalendarRule(
                    "night",
                    ZoneId.of("America/New_York"),
                    Map.of(DayOfWeek.TUESDAY, shifts("00:00", "00:00"), DayOfWeek.SUNDAY, shifts("01:00", "04:00")),
                    List.of(),
                    List.of()));

    private static final List<Known> CONDITIONS = List.of(
            new Known("activity = 'A'", r -> r.get("activity").equals("A")),
            new Known("activity = 'B'", r -> r.get("activity").equals("B")),
            new Known("activity = 'C'", r -> r.get("activity").equals("C")),
            new Known("activity = 'D'", r -> r.get("activity").equals("D")),
            new Known("activity IN ('A', 'C')", r -> List.of("A", "C").contains(r.get("activity"))),
            new Known("activity IN ('B', 'D')", r -> List.of("B", "D").contains(r.get("activity"))),
            new Known("lifecycle = 'start'", r -> r.get("lifecycle").equals("start")),
            new Known("lifecycle = 'complete'", r -> r.get("lifecycle").equals("complete")),
            new Known(
                    "outcome <> 'x'",
                    r -> r.get("outcome") == null ? null : !r.get("outcome").equals("x")),
            new Known(
                    "payer = 'it''s'",
                    r -> r.get("payer") == null ? null : r.get("payer").equals("it's")),
            new Known("amount > 5", r -> r.get("amount") == null ? null : (Long) r.get("amount") > 5),
            new Known("sequence % 2 = 0", r -> (Long) r.get("sequence") % 2 == 0),
            new Known(
                    "time < TIMESTAMP '2026-01-06 12:00:00'",
                    r -> (Long) r.get("time") < Twin.micros("2026-01-06T12:00:00Z")),
            new Known("flag", r -> r.get("flag")),
            new Known("team IS NULL", r -> r.get("team") == null),
            new Known("TRUE", r -> true));
    private static final List<Known> NUMBERS = List.of(
            new Known("amount", r -> r.get("amount")),
            new Known("ratio", r -> r.get("ratio")),
            new Known(
                    "CAST(amount AS DOUBLE) * 0.37::DOUBLE",
                    r -> r.get("amount") == null ? null : (Long) r.get("amount") * 0.37));
    private static final List<Known> OF_CASE = List.of(
            new Known("rework = 0", r -> (Long) r.get("rework") == 0),
            new Known("touches > 1", r -> (Long) r.get("touches") > 1),
            new Known("events >= 3", r -> (Long) r.get("events") >= 3),
            new Known("handoffs + exceptions > 0", r -> (Long) r.get("handoffs") + (Long) r.get("exceptions") > 0),
            new Known("reopened = 1", r -> (Long) r.get("reopened") == 1),
            new Known("cycle_time >= 2.5::DOUBLE", r -> (Double) r.get("cycle_time") >= 2.5),
            new Known("seen", r -> r.get("seen")),
            new Known("times > 1", r -> (Long) r.get("times") > 1),
            new Known("payer <> '(none)'", r -> !r.get("payer").equals("(none)")));

    final Map<Integer, Function<Map<String, Object>, Object>> expressions = new HashMap<>();
    private final TestDefinition definition = new TestDefinition();
    private final Random random;

    RandomProcess(Random random) {
        this.random = random;
        definition
                .attribute("payer", ColumnType.TEXT)
                .attribute("amount", ColumnType.INTEGER)
                .attribute("ratio", ColumnType.NUMBER)
                .attribute("flag", ColumnType.BOOLEAN);
        definition.dimension("payer");
        if (random.nextBoolean()) {
            definition.dimension("outcome");
        }
        if (random.nextInt(3) == 0) {
            definition.dimension("team");
        }
        if (random.nextBoolean()) {
            definition.relations.add(new RelationRule("referral", "referral"));
        }
        if (random.nextInt(3) == 0) {
            definition.relations.add(new RelationRule("it's", "a 'process'"));
        }
        definition.calendars.addAll(RULES);
        definition.zone = ZoneId.of(random.nextBoolean() ? "UTC" : "Asia/Kolkata");
    }

    static Map<String, WorkCalendar> calendars() {
        if (CALENDARS.isEmpty()) {
            RULES.forEach(r -> CALENDARS.put(r.name(), WorkCalendar.of(r)));
        }
        return CALENDARS;
    }

    CompiledDefinition build() {
        definition.close = random.nextInt(3) == 0
                ? null
                : add(new Known(
                        "activity = 'E' AND outcome = 'x'",
                        r -> r.get("activity").equals("E") && "x".equals(r.get("outcome"))));
        definition.closeAfter = random.nextBoolean() ? null : (1 + random.nextInt(4)) * 6 * HOUR;
        definition.handoffs = random.nextInt(4) == 0
                ? null
                : new HandoffRule(random.nextBoolean() ? HandoffRule.Party.TEAM : HandoffRule.Party.RESOURCE);
        definition.exceptions = random.nextInt(4) == 0
                ? null
                : new ExceptionRule(
                        condition(),
                        add(new Known(
                                "COALESCE(reason, payer)",
                                r -> r.get("reason") == null ? r.get("payer") : r.get("reason"))));
        definition.caseColumns.add(new CaseColumn("seen", CaseColumn.Kind.ANY, condition()));
        definition.caseColumns.add(new CaseColumn("times", CaseColumn.Kind.COUNT, condition()));
        for (int i = random.nextInt(4); i > 0; i--) {
            List<Long> ages = random.nextBoolean() ? List.of() : List.of(2 * HOUR, 5 * HOUR, DAY);
            definition.queues.add(
                    new QueueRule("q'ü" + i, "", condition(), condition(), random.nextBoolean(), null, ages));
        }
        for (int i = random.nextInt(5); i > 0; i--) {
            definition.slas.add(sla("s" + i));
        }
        for (int i = random.nextInt(6); i > 0; i--) {
            definition.measures.add(measure("m" + i));
        }
        return definition.compile();
    }

    private SlaRule sla(String name) {
        TimeLimit within =
                switch (random.nextInt(5)) {
                    case 0 -> TestDefinition.hours(1 + random.nextInt(8));
                    case 1 -> TestDefinition.days(random.nextInt(3), TimeLimit.Unit.CALENDAR_DAYS);
                    case 2 -> TestDefinition.days(random.nextInt(3), TimeLimit.Unit.BUSINESS_DAYS);
                    default -> TestDefinition.workingHours(1 + random.nextInt(8));
                };
        boolean plain = within.unit() == TimeLimit.Unit.ELAPSED || within.unit() == TimeLimit.Unit.CALENDAR_DAYS;
        return new SlaRule(
                name,
                "",
                maybe(3),
                condition(),
                condition(),
                maybe(1),
                maybe(1),
                maybe(2),
                (1 + random.nextInt(3)) * HOUR / 2,
                within,
                plain ? null : RULES.get(random.nextInt(2)).name(),
                List.of(1, 50, 75, 100).get(random.nextInt(4)));
    }

    private Measure measure(String name) {
        List<String> by = random.nextBoolean() ? List.of() : List.of(definition.dimensions.get(0));
        boolean perCase = random.nextBoolean();
        return switch (random.nextInt(4)) {
            case 0 ->
                new Measure.Share(
                        name,
                        "",
                        perCase,
                        perCase ? ofCase() : condition(),
                        random.nextInt(3) == 0 ? null : perCase ? ofCase() : condition(),
                        by,
                        null);
            case 1 -> new Measure.Count(name, "", perCase, perCase ? ofCase() : condition(), by, null);
            case 2 -> new Measure.Average(name, "", add(pick(NUMBERS)), maybe(1), by, null);
            default -> new Measure.Duration(name, "", condition(), condition(), "hours", by, null);
        };
    }

    private Expression maybe(int absentOfFour) {
        return random.nextInt(4) < absentOfFour ? null : condition();
    }

    private Expression condition() {
        return add(pick(CONDITIONS));
    }

    private Expression ofCase() {
        return add(pick(OF_CASE));
    }

    private Known pick(List<Known> pool) {
        return pool.get(random.nextInt(pool.size()));
    }

    private Expression add(Known known) {
        Expression e = definition.expression(known.sql());
        expressions.put(e.index(), known.java());
        return e;
    }

    private static List<Shift> shifts(String... times) {
        Shift[] shifts = new Shift[times.length / 2];
        for (int i = 0; i < shifts.length; i++) {
            shifts[i] = new Shift(LocalTime.parse(times[2 * i]), LocalTime.parse(times[2 * i + 1]));
        }
        return List.of(shifts);
    }
}
