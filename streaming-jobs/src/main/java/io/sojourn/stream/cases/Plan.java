package io.sojourn.stream.cases;

import io.sojourn.calendar.WorkCalendar;
import io.sojourn.definition.CalendarRule;
import io.sojourn.definition.CompiledDefinition;
import io.sojourn.definition.Expression;
import io.sojourn.definition.Measure;
import io.sojourn.definition.ProcessDefinition;
import io.sojourn.definition.SlaRule;
import io.sojourn.definition.expression.ExpressionProgram;
import io.sojourn.definition.expression.ExpressionPrograms;
import io.sojourn.event.EventColumns;
import io.sojourn.fact.FactTable;
import io.sojourn.stream.measures.Delta;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A definition made ready for folding: the loaded expressions, meters of the clocks, positions of the dimensions. */
public final class Plan {
    final ProcessDefinition definition;
    final Object process;
    final Object version;
    final int attributes;
    final int dimensions;
    final int[] dimensionColumns;
    final List<Meter> meters;
    final List<Measure> eventMeasures;
    final List<Measure> caseMeasures;
    final List<Measure.Duration> durations;
    private final ExpressionProgram program;
    private final Map<String, boolean[]> splits = new HashMap<>();

    private Plan(CompiledDefinition compiled, ExpressionProgram program) {
        this.definition = compiled.definition();
        this.program = program;
        this.process = definition.process();
        this.version = (long) definition.version();
        this.attributes = definition.attributes().size();
        this.dimensionColumns = definition.dimensionColumns();
        this.dimensions = dimensionColumns.length;
        Map<String, WorkCalendar> calendars = new HashMap<>();
        for (CalendarRule rule : definition.calendars()) {
            calendars.put(rule.name(), WorkCalendar.of(rule));
        }
        this.meters = definition.slas().stream()
                .map(sla -> Meter.of(sla, calendars, definition.zone()))
                .toList();
        List<Measure> all = definition.measures();
        this.durations = all.stream()
                .filter(Measure.Duration.class::isInstance)
                .map(Measure.Duration.class::cast)
                .toList();
        this.caseMeasures = all.stream().filter(Plan::isPerCase).toList();
        this.eventMeasures = all.stream()
                .filter(m -> !isPerCase(m) && !(m instanceof Measure.Duration))
                .toList();
        all.forEach(m -> splits.put(m.name(), split(m.by())));
    }

    /** Loads the expressions and builds the calendars: some tenths of a second. */
    public static Plan of(CompiledDefinition compiled) {
        return new Plan(compiled, ExpressionPrograms.load(compiled.expressions()));
    }

    private static boolean isPerCase(Measure m) {
        return m instanceof Measure.Share s && s.perCase() || m instanceof Measure.Count c && c.perCase();
    }

    private boolean[] split(List<String> by) {
        boolean[] kept = new boolean[dimensions];
        for (int i = 0; i < dimensions; i++) {
            kept[i] = by.contains(definition.dimensions().get(i));
        }
        return kept;
    }

    boolean isTrue(Expression e, Object[] row) {
        return e != null && program.isTrue(e.index(), row);
    }

    Object evaluate(Expression e, Object[] row) {
        return program.evaluate(e.index(), row);
    }

    String text(Expression e, Object[] row) {
        return (String) program.evaluate(e.index(), row);
    }

    /** The dimensions with those that a measure is not split by replaced by {@code (all)}. */
    String[] splitBy(String measure, String[] values) {
        boolean[] kept = splits.get(measure);
        String[] key = new String[dimensions];
        for (int i = 0; i < dimensions; i++) {
            key[i] = kept[i] ? values[i] : FactTable.ALL;
        }
        return key;
    }

    Delta measureDelta(String measure, long at, String[] values, long numerator, long denominator) {
        return delta(
                FactTable.MEASURE_PANES, measure, Delta.paneOf(at), splitBy(measure, values), numerator, denominator);
    }

    /** A delta for dimension values given as an array. */
    Delta delta(FactTable table, String name, long at, String[] dimensions, long first, long second) {
        return new Delta(
                definition.process(), definition.version(), table, name, at, Arrays.asList(dimensions), first, second);
    }

    /** The dimension values of a row whose standard columns and attributes are carried forward. */
    String[] dimensionValues(Object[] carried) {
        String[] values = new String[dimensions];
        for (int i = 0; i < dimensions; i++) {
            Object value = carried[dimensionColumns[i]];
            values[i] = value == null ? FactTable.NONE : value.toString();
        }
        return values;
    }

    int eventWidth() {
        return EventColumns.FIRST_ATTRIBUTE + attributes;
    }

    SlaRule sla(int index) {
        return definition.slas().get(index);
    }
}
