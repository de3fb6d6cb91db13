package io.sojourn.mining.facts;

import io.sojourn.definition.Expression;
import io.sojourn.event.Event;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** An episode as the twin sees it. */
record TwinEpisode(String caseId, long number, List<Row> rows, Long closedAt, String closedBy) {

    /** An event with what expressions see of it, and its dimensions. */
    record Row(
            Event event,
            Map<String, Object> values,
            List<Object> dimensions,
            Map<Integer, Function<Map<String, Object>, Object>> expressions) {
        boolean is(Expression condition) {
            return condition != null && Boolean.TRUE.equals(value(condition));
        }

        boolean isOrAbsent(Expression condition) {
            return condition == null || is(condition);
        }

        Object value(Expression e) {
            return expressions.get(e.index()).apply(values);
        }

        long time() {
            return event.timeMicros();
        }
    }

    Row last() {
        return rows.get(rows.size() - 1);
    }
}
