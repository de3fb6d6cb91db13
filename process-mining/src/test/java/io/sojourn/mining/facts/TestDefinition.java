package io.sojourn.mining.facts;

import io.sojourn.definition.CalendarRule;
import io.sojourn.definition.CaseColumn;
import io.sojourn.definition.CompiledDefinition;
import io.sojourn.definition.ExceptionRule;
import io.sojourn.definition.Expression;
import io.sojourn.definition.HandoffRule;
import io.sojourn.definition.Measure;
import io.sojourn.definition.ProcessDefinition;
import io.sojourn.definition.QueueRule;
import io.sojourn.definition.RelationRule;
import io.sojourn.definition.SlaRule;
import io.sojourn.definition.TimeLimit;
import io.sojourn.definition.expression.CompiledExpressions;
import io.sojourn.event.Column;
import io.sojourn.event.ColumnType;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** Builds definitions by hand; an expression's text is its SQL. */
final class TestDefinition {
    static final long MINUTE = 60_000_000L;
    static final long HOUR = 60 * MINUTE;
    static final long DAY = 24 * HOUR;

    final List<String> sql = new ArrayList<>();
    final List<CalendarRule> calendars = new ArrayList<>();
    final List<Column> attributes = new ArrayList<>();
    final List<String> dimensions = new ArrayList<>();
    final List<CaseColumn> caseColumns = new ArrayList<>();
    final List<RelationRule> relations = new ArrayList<>();
    final List<QueueRule> queues = new ArrayList<>();
    final List<SlaRule> slas = new ArrayList<>();
    final List<Measure> measures = new ArrayList<>();
    ZoneId zone = ZoneId.of("UTC");
    Expression close;
    Long closeAfter;
    HandoffRule handoffs;
    ExceptionRule exceptions;

    Expression expression(String text) {
        if (text == null) {
            return null;
        }
        sql.add(text);
        return new Expression(text, sql.size() - 1, "test", 1, 1);
    }

    TestDefinition attribute(String name, ColumnType type) {
        attributes.add(new Column(name, type));
        return this;
    }

    TestDefinition dimension(String name) {
        dimensions.add(name);
        return this;
    }

    TestDefinition close(String when) {
        close = expression(when);
        return this;
    }

    TestDefinition closeAfter(long micros) {
        closeAfter = micros;
        return this;
    }

    TestDefinition queue(String name, String enter, String leave) {
        queues.add(new QueueRule(name, name, expression(enter), expression(leave), false, null, List.of(HOUR, DAY)));
        return this;
    }

    TestDefinition instanceQueue(String name, String enter, String leave) {
        queues.add(new QueueRule(name, name, expression(enter), expression(leave), true, null, List.of()));
        return this;
    }

    /** A clock with pause, resume and extend (each may be null). */
    TestDefinition sla(
            String name, TimeLimit within, String calendar, String start, String stop, String pause, String resume) {
        slas.add(new SlaRule(
                name,
                name,
                null,
                expression(start),
                expression(stop),
                expression(pause),
                expression(resume),
                expression("activity = 'EXTEND'"),
                HOUR,
                within,
                calendar,
                75));
        return this;
    }

    static TimeLimit hours(int n) {
        return new TimeLimit(n + "h", TimeLimit.Unit.ELAPSED, n * HOUR);
    }

    static TimeLimit workingHours(int n) {
        return new TimeLimit(n + " working_hours", TimeLimit.Unit.WORKING, n * HOUR);
    }

    static TimeLimit days(int n, TimeLimit.Unit unit) {
        return new TimeLimit(n + " " + unit, unit, n);
    }

    CompiledDefinition compile() {
        ProcessDefinition definition = new ProcessDefinition(
                "p",
                1,
                "P",
                zone,
                List.copyOf(calendars),
                List.copyOf(attributes),
                List.copyOf(dimensions),
                close,
                closeAfter,
                0,
                List.copyOf(caseColumns),
                List.copyOf(relations),
                List.copyOf(queues),
                handoffs,
                exceptions,
                List.copyOf(slas),
                List.copyOf(measures),
                List.of(),
                null,
                null,
                List.of(),
                "");
        return new CompiledDefinition(
                definition, new CompiledExpressions("None", "", "", List.copyOf(sql), List.of(), List.of(), List.of()));
    }
}
