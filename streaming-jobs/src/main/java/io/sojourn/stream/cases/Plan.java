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
import io.sojourn.stream.measures.Series;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A definition made ready for folding: the loaded expressions, meters of the clocks, positions of the dimensions. */
public final class Plan {
    private static final int KNOWN_DIMENSIONS = 50_000;
    final ProcessDefinition definition;
    final Object process;
    final Object version;
    final int attributes;
    final int dimensions;
    final int[] dimensionColumns;
    final List<Meter> meters;
    /** What the breach rates of the SLAs are called among the measures. */
    final List<String> slaMeasures;

    final List<Measure> eventMeasures;
    final List<Measure> caseMeasures;
    final List<Measure.Duration> durations;
    final Conditions conditions;
    private final ExpressionProgram program;
    private final Map<String, boolean[]> splits = new HashMap<>();
    /** Where a series stands in {@link Dimensions}, by table and name. */
    private final Map<FactTable, Map<String, Integer>> places = new EnumMap<>(FactTable.class);

    private final Map<Dimensions, Dimensions> known = new HashMap<>();
    private int placeCount;

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
        this.slaMeasures =
                definition.slas().stream().map(sla -> "sla:" + sla.name()).toList();
        List<Measure> all = definition.measures();
        this.durations = all.stream()
                .filter(Measure.Duration.class::isInstance)
                .map(Measure.Duration.class::cast)
                .toList();
        this.caseMeasures = all.stream().filter(Plan::isPerCase).toList();
        this.eventMeasures = all.stream()
                .filter(m -> !isPerCase(m) && !(m instanceof Measure.Duration) && !(m instanceof Measure.Followed))
                .toList();
        this.conditions = new Conditions(compiled.expressions(), program, overCases());
        all.forEach(m -> splits.put(m.name(), split(m.by())));
        definition.queues().forEach(q -> place(FactTable.QUEUE_PANES, q.name()));
        definition.queues().forEach(q -> place(FactTable.QUEUE_AGING, q.name()));
        all.forEach(m -> place(FactTable.MEASURE_PANES, m.name()));
        slaMeasures.forEach(name -> place(FactTable.MEASURE_PANES, name));
    }

    private void place(FactTable table, String name) {
        places.computeIfAbsent(table, t -> new HashMap<>()).put(name, placeCount++);
    }

    /** Loads the expressions and builds the calendars: some tenths of a second. */
    public static Plan of(CompiledDefinition compiled) {
        return new Plan(compiled, ExpressionPrograms.load(compiled.expressions()));
    }

    private static boolean isPerCase(Measure m) {
        return m instanceof Measure.Share s && s.perCase() || m instanceof Measure.Count c && c.perCase();
    }

    /** Numbers of the expressions that are about a case, not an event. */
    private Set<Integer> overCases() {
        Set<Integer> numbers = new HashSet<>();
        for (Measure m : definition.measures()) {
            if (m instanceof Measure.Followed f) {
                numbers.add(f.of().index());
            }
        }
        for (Measure m : caseMeasures) {
            if (m instanceof Measure.Share s) {
                numbers.add(s.of().index());
                numbers.add(s.share().index());
            } else if (m instanceof Measure.Count c) {
                numbers.add(c.count().index());
            }
        }
        return numbers;
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

    Delta measureDelta(String measure, long at, Dimensions values, long numerator, long denominator) {
        return delta(FactTable.MEASURE_PANES, measure, Delta.paneOf(at), values, numerator, denominator);
    }

    /** A change to what a queue, a measure or an SLA ({@code sla:name}) adds up under these dimensions. */
    Delta delta(FactTable table, String name, long at, Dimensions values, long first, long second) {
        int place = places.get(table).get(name);
        Series series = values.series(place);
        if (series == null) {
            String[] key = splitBy(table == FactTable.MEASURE_PANES ? name : null, values.values);
            series = Series.of(definition.process(), definition.version(), table, name, key);
            values.keep(place, series);
        }
        return new Delta(series, at, first, second);
    }

    /** The dimensions with those that a measure is not split by replaced by {@code (all)}. */
    private String[] splitBy(String measure, String[] values) {
        boolean[] kept = splits.get(measure);
        if (kept == null) {
            return values;
        }
        String[] key = new String[dimensions];
        for (int i = 0; i < dimensions; i++) {
            key[i] = kept[i] ? values[i] : FactTable.ALL;
        }
        return key;
    }

    /** The dimension values of a row whose standard columns and attributes are carried forward. */
    Dimensions dimensionValues(Object[] carried) {
        String[] values = new String[dimensions];
        for (int i = 0; i < dimensions; i++) {
            Object value = carried[dimensionColumns[i]];
            values[i] = value == null ? FactTable.NONE : value.toString();
        }
        Dimensions made = new Dimensions(values, placeCount);
        if (known.size() >= KNOWN_DIMENSIONS) {
            known.clear();
        }
        Dimensions same = known.putIfAbsent(made, made);
        return same == null ? made : same;
    }

    int eventWidth() {
        return EventColumns.FIRST_ATTRIBUTE + attributes;
    }

    SlaRule sla(int index) {
        return definition.slas().get(index);
    }
}
