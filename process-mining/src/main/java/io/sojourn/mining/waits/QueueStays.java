package io.sojourn.mining.waits;

import io.sojourn.definition.CompiledDefinition;
import io.sojourn.definition.Expression;
import io.sojourn.definition.ProcessDefinition;
import io.sojourn.definition.QueueRule;
import io.sojourn.definition.expression.ExpressionProgram;
import io.sojourn.definition.expression.ExpressionPrograms;
import io.sojourn.event.Event;
import io.sojourn.event.EventColumns;
import io.sojourn.mining.format.LogEvents;
import io.sojourn.mining.format.LogLoader;
import io.sojourn.mining.format.SafeNames;
import io.sojourn.mining.log.EventLog;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The stays in a definition's queues, read off a log in memory by the rules 5, 7 and 8 of docs/concepts/semantics.md: those that
 * the engines tell. Each event is looked at once, with the carried values of its case.
 */
final class QueueStays {
    /** Columns that every log in memory has. */
    private static final Set<String> OWN =
            Set.of("case_id", "sequence", "activity", "lifecycle", "time", "resource", "team", "instance");

    private final ProcessDefinition definition;
    private final ExpressionProgram program;
    private final long asOf;
    private final List<QueueStay> stays = new ArrayList<>();

    private QueueStays(CompiledDefinition compiled, long asOf) {
        this.definition = compiled.definition();
        this.program = ExpressionPrograms.load(compiled.expressions());
        this.asOf = asOf;
    }

    /** In the order of the cases, and in a case of their ends; ties by queue. */
    static List<QueueStay> of(EventLog log, CompiledDefinition compiled) {
        if (compiled.definition().queues().isEmpty()) {
            return List.of();
        }
        QueueStays all =
                new QueueStays(compiled, Arrays.stream(log.times()).max().orElse(0));
        LogEvents.forEach(log, compiled.definition(), all::add);
        return all.stays;
    }

    /** Names of the log's attributes that the conditions of queues and closes look at. */
    static Predicate<String> attributes(CompiledDefinition compiled) {
        ProcessDefinition definition = compiled.definition();
        Set<String> used = new HashSet<>();
        Stream.concat(
                        Stream.of(definition.close()),
                        definition.queues().stream().flatMap(q -> Stream.of(q.enter(), q.leave())))
                .filter(Objects::nonNull)
                .map(Expression::index)
                .flatMap(e -> compiled.expressions().columns().get(e).stream())
                .forEach(
                        column -> used.add(definition.eventColumns().get(column).name()));
        used.removeAll(OWN);
        return used.isEmpty()
                ? LogLoader.NO_ATTRIBUTES
                : name -> used.contains(name) || used.contains(SafeNames.of(name));
    }

    private void add(int caseIndex, List<Event> events) {
        OpenStays open = new OpenStays(definition.queues(), caseIndex, stays);
        Object[] carried = new Object
                [EventColumns.FIRST_ATTRIBUTE + definition.attributes().size()];
        long last = Long.MIN_VALUE;
        for (Event e : events) {
            if (last != Long.MIN_VALUE && isSilent(last, e.timeMicros())) {
                open.close(last + definition.closeAfterMicros(), false);
            }
            last = e.timeMicros();
            step(open, e, row(e, carried));
        }
        if (isSilent(last, asOf)) {
            open.close(last + definition.closeAfterMicros(), false);
        }
        open.close(asOf, true);
    }

    private boolean isSilent(long from, long to) {
        return definition.closeAfterMicros() != null && to - from >= definition.closeAfterMicros();
    }

    /** With attributes carried forward. */
    private static Object[] row(Event e, Object[] carried) {
        Object[] row = EventColumns.row(e);
        for (int i = EventColumns.FIRST_ATTRIBUTE; i < row.length; i++) {
            carried[i] = row[i] = row[i] == null ? carried[i] : row[i];
        }
        return row;
    }

    private void step(OpenStays open, Event e, Object[] row) {
        List<QueueRule> queues = definition.queues();
        for (int q = 0; q < queues.size(); q++) {
            if (program.isTrue(queues.get(q).leave().index(), row)) {
                open.leave(q, e.instance(), e.timeMicros());
            }
            if (program.isTrue(queues.get(q).enter().index(), row)) {
                open.enter(q, e.instance(), e.timeMicros());
            }
        }
        if (definition.close() != null && program.isTrue(definition.close().index(), row)) {
            open.close(e.timeMicros(), false);
        }
    }
}
