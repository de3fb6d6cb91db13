package io.sojourn.benchmark.stream;

import io.sojourn.calendar.LocalDays;
import io.sojourn.calendar.WorkCalendar;
import io.sojourn.definition.CalendarRule;
import io.sojourn.definition.CompiledDefinition;
import io.sojourn.definition.Expression;
import io.sojourn.definition.Measure;
import io.sojourn.definition.ProcessDefinition;
import io.sojourn.definition.SlaRule;
import io.sojourn.definition.TimeLimit;
import io.sojourn.definition.expression.ExpressionProgram;
import io.sojourn.definition.expression.ExpressionPrograms;
import io.sojourn.event.Event;
import io.sojourn.event.EventColumns;
import io.sojourn.fact.FactTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The definition as {@link PlainLoop} uses it. */
final class PlainPlan {
    final ProcessDefinition definition;
    final List<Measure.Duration> durations;
    final List<Measure> eventMeasures = new ArrayList<>();
    final List<Measure> caseMeasures = new ArrayList<>();
    private final ExpressionProgram program;
    private final int[] dimensionColumns;
    private final Map<String, WorkCalendar> calendars = new HashMap<>();
    private final Map<String, boolean[]> splits = new HashMap<>();

    private PlainPlan(CompiledDefinition compiled) {
        definition = compiled.definition();
        program = ExpressionPrograms.load(compiled.expressions());
        dimensionColumns = definition.dimensionColumns();
        for (CalendarRule rule : definition.calendars()) {
            calendars.put(rule.name(), WorkCalendar.of(rule));
        }
        durations = definition.measures().stream()
                .filter(Measure.Duration.class::isInstance)
                .map(Measure.Duration.class::cast)
                .toList();
        for (Measure m : definition.measures()) {
            boolean perCase =
                    m instanceof Measure.Share s && s.perCase() || m instanceof Measure.Count c && c.perCase();
            if (perCase) {
                caseMeasures.add(m);
            } else if (!(m instanceof Measure.Duration) && !(m instanceof Measure.Followed)) {
                eventMeasures.add(m);
            }
            boolean[] kept = new boolean[dimensionColumns.length];
            for (int i = 0; i < kept.length; i++) {
                kept[i] = m.by().contains(definition.dimensions().get(i));
            }
            splits.put(m.name(), kept);
        }
    }

    static PlainPlan of(CompiledDefinition compiled) {
        return new PlainPlan(compiled);
    }

    boolean isTrue(Expression e, Object[] row) {
        return e != null && program.isTrue(e.index(), row);
    }

    Object evaluate(Expression e, Object[] row) {
        return program.evaluate(e.index(), row);
    }

    /** How many columns the row of an event has. */
    int width() {
        return EventColumns.FIRST_ATTRIBUTE + definition.attributes().size();
    }

    /** The event as expressions see it: dimensions noted, attributes carried forward. */
    Object[] carry(Event e, Object[] carried) {
        Object[] row = EventColumns.row(e);
        for (int column : dimensionColumns) {
            if (row[column] != null) {
                carried[column] = row[column];
            }
        }
        for (int i = EventColumns.FIRST_ATTRIBUTE; i < row.length; i++) {
            if (row[i] == null) {
                row[i] = carried[i];
            } else {
                carried[i] = row[i];
            }
        }
        return row;
    }

    String[] dimensions(Object[] carried) {
        String[] values = new String[dimensionColumns.length];
        for (int i = 0; i < values.length; i++) {
            Object value = carried[dimensionColumns[i]];
            values[i] = value == null ? FactTable.NONE : value.toString();
        }
        return values;
    }

    String[] splitBy(String measure, String[] values) {
        boolean[] kept = splits.get(measure);
        String[] split = new String[values.length];
        for (int i = 0; i < split.length; i++) {
            split[i] = kept[i] ? values[i] : FactTable.ALL;
        }
        return split;
    }

    /** Limit of a clock that starts then. */
    long limitFrom(SlaRule sla, long start) {
        TimeLimit within = sla.within();
        return switch (within.unit()) {
            case ELAPSED, WORKING -> within.amount();
            case CALENDAR_DAYS -> LocalDays.endOfDay(start, (int) within.amount(), definition.zone()) - start;
            case BUSINESS_DAYS -> calendars.get(sla.calendar()).endOfBusinessDay(start, (int) within.amount()) - start;
        };
    }

    long between(SlaRule sla, long from, long to) {
        return isWorking(sla) ? calendars.get(sla.calendar()).between(from, to) : to - from;
    }

    long add(SlaRule sla, long from, long amount) {
        return isWorking(sla) ? calendars.get(sla.calendar()).add(from, amount) : from + amount;
    }

    private static boolean isWorking(SlaRule sla) {
        return sla.within().unit() == TimeLimit.Unit.WORKING;
    }

    /** The row of the table of events. */
    Object[] eventRow(Event e) {
        Object[] columns = EventColumns.row(e);
        Object[] row = new Object[columns.length + 7];
        row[0] = definition.process();
        row[1] = definition.version();
        System.arraycopy(columns, 0, row, 2, columns.length);
        int next = columns.length + 2;
        row[next++] = e.operation();
        row[next++] = e.related();
        row[next++] = e.receivedMicros();
        row[next++] = Boolean.FALSE;
        row[next] = e.source();
        return row;
    }

    /** A row of facts: process and version, values, dimensions. */
    Object[] row(List<String> dimensions, Object... values) {
        Object[] row = new Object[2 + values.length + dimensions.size()];
        row[0] = definition.process();
        row[1] = definition.version();
        System.arraycopy(values, 0, row, 2, values.length);
        for (int i = 0; i < dimensions.size(); i++) {
            row[2 + values.length + i] = dimensions.get(i);
        }
        return row;
    }
}
