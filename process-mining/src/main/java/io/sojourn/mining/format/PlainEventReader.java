package io.sojourn.mining.format;

import io.sojourn.event.Column;
import io.sojourn.event.Event;
import io.sojourn.event.Limits;
import io.sojourn.event.Operation;
import io.sojourn.event.RelatedCase;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/**
 * Reads the events that most producers send, appended ones in plain JSON, without a general parser. All others are left to
 * {@link EventJsonReader}, which also says what is wrong: what is read here, it reads as the same event.
 */
final class PlainEventReader {
    private static final EventField[] FIELDS = EventField.values();
    private static final NameTable NAMES = new NameTable(EventField.NAMES);
    private static final Object[] NONE = new Object[0];
    private static final long NEEDED = bit(EventField.SCHEMA)
            | bit(EventField.PROCESS)
            | bit(EventField.CASE_ID)
            | bit(EventField.TIME)
            | bit(EventField.ACTIVITY);

    private final Map<String, EventJson.Process> processes;
    private final PlainJson json = new PlainJson();
    private final String[] texts = new String[EventField.COUNT];
    private EventJson.Process process;
    private Object[] attributes;
    private boolean[] seenAttributes = new boolean[0];
    private long seen;
    private long given;
    private long sequence;
    private long time;
    private long received;

    PlainEventReader(Map<String, EventJson.Process> processes) {
        this.processes = processes;
    }

    private static long bit(EventField field) {
        return 1L << field.ordinal();
    }

    /** The event, or null when it is not plain. */
    Event read(byte[] utf8, int offset, int length, Origin origin) {
        Arrays.fill(texts, null);
        process = null;
        attributes = null;
        seen = 0;
        given = 0;
        received = 0;
        json.begin(utf8, offset, length);
        try {
            fields();
        } catch (PlainJson.NotPlain e) {
            return null;
        }
        boolean named = has(EventField.EVENT_ID) || has(EventField.SEQUENCE) || origin.eventId() != null;
        return (given & NEEDED) == NEEDED && named && json.isAtEnd() ? event(origin) : null;
    }

    private boolean has(EventField field) {
        return (given & bit(field)) != 0;
    }

    private void fields() throws PlainJson.NotPlain {
        json.expect('{');
        do {
            int number = json.name(NAMES);
            if (number < 0 || (seen & 1L << number) != 0) {
                throw PlainJson.notPlain();
            }
            seen |= 1L << number;
            EventField field = FIELDS[number];
            if (field == EventField.SCHEMA || !json.takesWord("null")) {
                given |= 1L << number;
                field(field);
            }
        } while (json.takes(','));
        json.expect('}');
    }

    private void field(EventField field) throws PlainJson.NotPlain {
        switch (field) {
            case SCHEMA -> require(json.integer() == EventJson.SCHEMA_VERSION);
            case SEQUENCE -> sequence = json.integer();
            case TIME -> time = json.time();
            case RECEIVED_AT -> received = json.time();
            case ATTRIBUTES -> attributes();
            case CASE_ID, EVENT_ID -> text(field, json.unique());
            case CORRECTS, VERSION -> require(false);
            default -> text(field, json.text());
        }
    }

    private static void require(boolean condition) throws PlainJson.NotPlain {
        if (!condition) {
            throw PlainJson.notPlain();
        }
    }

    private void text(EventField field, String text) throws PlainJson.NotPlain {
        require(!text.isEmpty() || !field.isNonEmpty());
        texts[field.ordinal()] = text;
        if (field == EventField.PROCESS) {
            process = processes.get(text);
            require(process != null);
        } else if (field == EventField.OP) {
            require(text.equals("append"));
        } else if (field == EventField.RELATED) {
            require(RelatedCase.trouble(text) == null);
        }
    }

    private void attributes() throws PlainJson.NotPlain {
        json.expect('{');
        require(process != null);
        int count = process.attributes().size();
        attributes = new Object[count];
        if (json.takes('}')) {
            return;
        }
        if (seenAttributes.length < count) {
            seenAttributes = new boolean[count];
        } else {
            Arrays.fill(seenAttributes, false);
        }
        int fields = 0;
        do {
            int index = json.name(process.names());
            require(index >= 0 && !seenAttributes[index] && ++fields <= Limits.ATTRIBUTES);
            seenAttributes[index] = true;
            attributes[index] =
                    json.takesWord("null") ? null : value(process.attributes().get(index));
        } while (json.takes(','));
        json.expect('}');
    }

    private Object value(Column column) throws PlainJson.NotPlain {
        return switch (column.type()) {
            case TEXT -> json.text();
            case INTEGER -> json.integer();
            case NUMBER -> json.number();
            case BOOLEAN -> json.takesWord("true") ? Boolean.TRUE : no();
            case TIME -> json.time();
        };
    }

    private Boolean no() throws PlainJson.NotPlain {
        require(json.takesWord("false"));
        return Boolean.FALSE;
    }

    private String text(EventField field) {
        return texts[field.ordinal()];
    }

    private Event event(Origin origin) {
        long number = has(EventField.SEQUENCE) ? sequence : origin.sequence();
        String id = has(EventField.EVENT_ID) ? text(EventField.EVENT_ID) : EventJsonReader.otherId(origin, number);
        String source = text(EventField.SOURCE);
        String lifecycle = text(EventField.LIFECYCLE);
        return new Event(
                process.name(),
                text(EventField.CASE_ID),
                id,
                source == null ? origin.source() : source,
                number,
                Operation.APPEND,
                null,
                0,
                text(EventField.ACTIVITY),
                lifecycle == null ? "complete" : lifecycle.toLowerCase(Locale.ROOT),
                time,
                text(EventField.RESOURCE),
                text(EventField.RESOURCE_KIND),
                text(EventField.TEAM),
                text(EventField.QUEUE),
                text(EventField.OUTCOME),
                text(EventField.EXCEPTION),
                text(EventField.REASON),
                text(EventField.INSTANCE),
                text(EventField.RELATED),
                received == 0 ? origin.receivedMicros() : received,
                attributes != null ? attributes : noAttributes());
    }

    private Object[] noAttributes() {
        int count = process.attributes().size();
        return count == 0 ? NONE : new Object[count];
    }
}
