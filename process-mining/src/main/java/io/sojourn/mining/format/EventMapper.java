package io.sojourn.mining.format;

import io.sojourn.definition.ProcessDefinition;
import io.sojourn.event.Column;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.Event;
import io.sojourn.event.Operation;
import io.sojourn.event.RelatedCase;
import io.sojourn.pseudonym.CaseIds;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Makes the events of a definition from the rows of a log. A definition's attribute finds the column of its own name, or
 * else the first one with a value whose {@linkplain SafeNames safe name} it is; a value that can't be read as the
 * attribute's type rejects the row. A completed row of a log with start times becomes a {@code start} and a {@code
 * complete} event with the sequences 2n and 2n + 1; in such a log a row without a start has 2n + 1.
 */
public final class EventMapper {
    private static final int CACHE = 10_000;

    private final CaseIds ids;
    private final int[] caseIdAttributes;
    private final String process;
    private final String source;
    private final List<Column> attributes;
    private final Map<String, Integer> exact = new HashMap<>();
    private final Map<String, Integer> safe = new HashMap<>();
    private final Map<String, Integer> cache = new HashMap<>();

    /**
     * For what is not stored: ids of cases stay.
     *
     * @param source the log's: {@link LogFile#source()}
     */
    public EventMapper(ProcessDefinition definition, String source) {
        this(definition, source, CaseIds.AS_THEY_COME);
    }

    /**
     * For what is stored.
     *
     * @param source the log's: {@link LogFile#source()}
     * @param ids what becomes of the ids of cases; in rows that are rejected {@link RejectedRow#kept} sees to it
     */
    public EventMapper(ProcessDefinition definition, String source, CaseIds ids) {
        this.source = ids.source(source);
        this.ids = ids;
        this.caseIdAttributes = definition.caseIdAttributes();
        this.process = definition.process();
        this.attributes = definition.attributes();
        for (int i = 0; i < attributes.size(); i++) {
            exact.put(attributes.get(i).name(), i);
            safe.putIfAbsent(SafeNames.of(attributes.get(i).name()), i);
            safe.put(attributes.get(i).name(), i);
        }
    }

    /** Gives the row's events, or says why it is rejected. */
    public void map(LogRow row, Consumer<Event> events, Consumer<RejectedRow> rejected) {
        Object[] values = new Object[attributes.size()];
        String tooMany = RelatedCase.trouble(row.related());
        String trouble = tooMany == null ? fill(row, values) : tooMany;
        if (trouble != null) {
            rejected.accept(new RejectedRow(
                    source(row),
                    row.position(),
                    tooMany == null ? ErrorCode.BAD_VALUE : ErrorCode.OVER_LIMIT,
                    trouble,
                    row.caseId(),
                    row.eventId(),
                    null));
        } else if (!row.hasStartColumn() || row.operation() != Operation.APPEND) {
            events.accept(event(row, row.sequence(), row.eventId(), row.lifecycle(), row.timeMicros(), null, values));
        } else {
            mapInterval(row, events, values);
        }
    }

    private void mapInterval(LogRow row, Consumer<Event> events, Object[] values) {
        long first = 2 * row.sequence();
        String instance = row.instance() == null ? "#" + row.sequence() : row.instance();
        if (row.startMicros() != LogRow.NO_TIME && row.lifecycle().equals("complete")) {
            String id = row.eventId() == null ? null : row.eventId() + "#start";
            events.accept(event(row, first, id, "start", row.startMicros(), instance, values));
        }
        events.accept(
                event(row, first + 1, row.eventId(), row.lifecycle(), row.timeMicros(), instance, values.clone()));
    }

    private String source(LogRow row) {
        return row.source() == null ? source : row.source();
    }

    private Event event(
            LogRow row, long sequence, String id, String lifecycle, long time, String instance, Object[] values) {
        Event event = new Event(
                process,
                row.caseId(),
                id == null ? "#" + sequence : id,
                source(row),
                sequence,
                row.operation(),
                row.corrects(),
                row.version(),
                row.activity(),
                lifecycle,
                time,
                row.resource(),
                row.resourceKind(),
                row.team(),
                row.queue(),
                row.outcome(),
                row.exception(),
                row.reason(),
                instance == null ? row.instance() : instance,
                row.related(),
                row.receivedMicros(),
                values);
        return ids.event(event, caseIdAttributes);
    }

    /** Fills the values; gives what is wrong, or null. */
    private String fill(LogRow row, Object[] values) {
        if (values.length == 0) {
            return null;
        }
        for (int i = 0; i < row.attributeCount(); i++) {
            String name = row.attributeName(i);
            int target = target(name);
            if (target >= 0 && (values[target] == null || exact.containsKey(name))) {
                Object raw = row.attributeValue(i);
                if (raw != null) {
                    Column column = attributes.get(target);
                    Object value = TypedValues.convert(raw, column.type());
                    if (value == null) {
                        return "row " + row.position() + ": " + column.name() + " "
                                + RowAssembler.shown(raw.toString()) + " is no "
                                + column.type().word()
                                + ". Maybe declare the attribute as text.";
                    }
                    values[target] = value;
                }
            }
        }
        return null;
    }

    private int target(String name) {
        Integer known = cache.get(name);
        if (known == null) {
            known = exact.get(name);
            if (known == null) {
                known = safe.getOrDefault(SafeNames.of(name), -1);
            }
            if (cache.size() < CACHE) {
                cache.put(name, known);
            }
        }
        return known;
    }
}
