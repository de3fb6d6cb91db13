package io.sojourn.mining.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.sojourn.definition.expression.Names;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.Event;
import io.sojourn.event.Limits;
import io.sojourn.event.Operation;
import io.sojourn.event.RelatedCase;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/**
 * One event at a time, in one pass; in a second one only when {@code attributes} comes before {@code process}. After the
 * first trouble the rest is still read for the case and the event that the rejection names.
 */
final class EventJsonReader {
    private final Map<String, EventJson.Process> processes;
    private final String[] texts = new String[EventField.COUNT];
    private final JsonValues values = new JsonValues(this::fail);
    private final AttributeReader attributes = new AttributeReader(values);
    private EventJson.Process process;
    private boolean attributesWait;
    private long seen;
    private long given;
    private long sequence;
    private long version;
    private long time;
    private long received;
    private ErrorCode code;
    private String trouble;

    EventJsonReader(Map<String, EventJson.Process> processes) {
        this.processes = processes;
    }

    long ignoredAttributes() {
        return attributes.ignored();
    }

    Reading read(byte[] utf8, int offset, int length, Origin origin) {
        reset();
        if (length > Limits.LINE_LENGTH) {
            fail(ErrorCode.OVER_LIMIT, "the event has " + length + " bytes, the limit is " + Limits.LINE_LENGTH + ".");
        }
        try {
            // Of one that is too long the beginning: it may name the case and the event.
            pass(utf8, offset, Math.min(length, Limits.LINE_LENGTH));
            if (trouble == null && attributesWait) {
                attributesPass(utf8, offset, length);
            }
        } catch (StreamConstraintsException e) {
            failed(ErrorCode.OVER_LIMIT, "the event is over a limit: " + e.getOriginalMessage());
        } catch (JsonProcessingException e) {
            failed(ErrorCode.BAD_VALUE, "the event is no JSON: " + e.getOriginalMessage() + place(e));
        } catch (IOException e) {
            failed(ErrorCode.BAD_VALUE, "the event is no JSON: " + e.getMessage());
        }
        Operation operation = trouble == null ? check(origin) : null;
        return trouble == null ? new Reading.Accepted(event(operation, origin)) : rejected();
    }

    private void reset() {
        Arrays.fill(texts, null);
        process = null;
        attributesWait = false;
        seen = 0;
        given = 0;
        version = 0;
        received = 0;
        code = null;
        trouble = null;
        attributes.clear();
    }

    /** Notes the first trouble. */
    private void fail(ErrorCode code, String trouble) {
        if (this.trouble == null) {
            this.code = code;
            this.trouble = trouble;
        }
    }

    /** What ends the reading outweighs what was noted before, which it can be the cause of; but for a limit. */
    private void failed(ErrorCode code, String trouble) {
        if (this.code != ErrorCode.OVER_LIMIT) {
            this.code = code;
            this.trouble = JsonValues.flat(trouble);
        }
    }

    private static String place(JsonProcessingException e) {
        return e.getLocation() == null
                ? "."
                : " (line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr() + ").";
    }

    private Reading rejected() {
        String known = process == null ? null : process.name();
        return new Reading.Rejected(code, trouble, text(EventField.CASE_ID), text(EventField.EVENT_ID), known);
    }

    private void pass(byte[] utf8, int offset, int length) throws IOException {
        try (JsonParser json = EventJson.parser(utf8, offset, length)) {
            JsonToken first = json.nextToken();
            if (first != JsonToken.START_OBJECT) {
                fail(ErrorCode.BAD_VALUE, first == null ? "the event is empty." : "the event is no JSON object.");
                return;
            }
            for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
                EventField field = EventField.of(name);
                json.nextToken();
                if (field == null) {
                    unknown(name);
                    json.skipChildren();
                } else if ((seen & 1L << field.ordinal()) != 0) {
                    fail(ErrorCode.BAD_VALUE, "field " + field.word() + " is there twice.");
                    json.skipChildren();
                } else {
                    seen |= 1L << field.ordinal();
                    field(field, json);
                }
            }
            if (json.nextToken() != null) {
                fail(ErrorCode.BAD_VALUE, "something follows behind the event's JSON object.");
            }
        }
    }

    private void unknown(String name) {
        String near = Names.nearest(name, EventField.NAMES);
        boolean attribute = processes.values().stream().anyMatch(p -> p.byName().containsKey(name));
        String hint = attribute
                ? " Maybe put it into attributes."
                : near == null ? " Maybe put it into attributes." : " Maybe " + near + " was meant.";
        fail(ErrorCode.BAD_VALUE, "field " + RowAssembler.shown(name) + " is unknown." + hint);
    }

    private void field(EventField field, JsonParser json) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_NULL && field != EventField.SCHEMA) {
            return;
        }
        given |= 1L << field.ordinal();
        switch (field) {
            case SCHEMA -> schema(json);
            case SEQUENCE -> sequence = values.integer(field.word(), json, Long.MIN_VALUE, Long.MAX_VALUE);
            case VERSION -> version = values.integer(field.word(), json, 1, Integer.MAX_VALUE);
            case TIME -> time = values.time(field.word(), json);
            case RECEIVED_AT -> received = values.time(field.word(), json);
            case ATTRIBUTES -> attributes(json);
            default -> text(field, json);
        }
    }

    private void text(EventField field, JsonParser json) throws IOException {
        String text = values.text(field.word(), json);
        if (text != null && text.isEmpty() && field.isNonEmpty()) {
            fail(ErrorCode.MISSING_VALUE, field.word() + " is empty.");
            return;
        }
        texts[field.ordinal()] = text;
        if (field == EventField.RELATED && RelatedCase.trouble(text) != null) {
            fail(ErrorCode.OVER_LIMIT, RelatedCase.trouble(text));
        }
        if (field == EventField.PROCESS && text != null) {
            process = processes.get(text);
            if (process == null) {
                String near = Names.nearest(text, processes.keySet());
                fail(
                        ErrorCode.BAD_VALUE,
                        "process " + RowAssembler.shown(text) + " has no definition here."
                                + (near == null ? "" : " Maybe " + near + " was meant."));
            }
        }
    }

    private void schema(JsonParser json) throws IOException {
        boolean known = json.currentToken().isNumeric() && json.getDoubleValue() == EventJson.SCHEMA_VERSION;
        if (!known) {
            fail(
                    ErrorCode.BAD_VALUE,
                    "schema " + JsonValues.shown(json) + " is an unknown version; this program knows "
                            + EventJson.SCHEMA_VERSION + ".");
        }
        json.skipChildren();
    }

    private void attributes(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            fail(ErrorCode.BAD_VALUE, "attributes is " + JsonValues.shown(json) + "; it must be an object.");
            json.skipChildren();
        } else if (process != null) {
            attributes.read(process, json);
        } else {
            attributesWait = true;
            json.skipChildren();
        }
    }

    /** Reads the attributes when only the fields behind them have said of which process they are. */
    private void attributesPass(byte[] utf8, int offset, int length) throws IOException {
        if (process == null) {
            return;
        }
        try (JsonParser json = EventJson.parser(utf8, offset, length)) {
            json.nextToken();
            for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
                json.nextToken();
                if (EventField.of(name) == EventField.ATTRIBUTES) {
                    attributes.read(process, json);
                    return;
                }
                json.skipChildren();
            }
        }
    }

    private boolean has(EventField field) {
        return (given & 1L << field.ordinal()) != 0;
    }

    private String text(EventField field) {
        return texts[field.ordinal()];
    }

    /** What the fields must have together; gives the operation. */
    private Operation check(Origin origin) {
        need(EventField.SCHEMA);
        need(EventField.PROCESS);
        need(EventField.CASE_ID);
        need(EventField.TIME);
        Operation operation = operation();
        if (operation != Operation.RETRACT) {
            need(EventField.ACTIVITY);
        }
        if (operation == Operation.APPEND) {
            if (!has(EventField.EVENT_ID) && !has(EventField.SEQUENCE) && origin.eventId() == null) {
                fail(ErrorCode.MISSING_VALUE, "event_id is missing, and so is sequence: one of them must be there.");
            }
            absent(EventField.CORRECTS);
            absent(EventField.VERSION);
        } else if (operation != null) {
            need(EventField.CORRECTS);
            need(EventField.VERSION);
        }
        return operation;
    }

    private void need(EventField field) {
        if (!has(field)) {
            fail(ErrorCode.MISSING_VALUE, field.word() + " is missing.");
        }
    }

    private void absent(EventField field) {
        if (has(field)) {
            fail(ErrorCode.BAD_VALUE, field.word() + " belongs only to op correct or retract.");
        }
    }

    private Operation operation() {
        String word = text(EventField.OP);
        if (word == null) {
            return Operation.APPEND;
        }
        return switch (word) {
            case "append" -> Operation.APPEND;
            case "correct" -> Operation.CORRECT;
            case "retract" -> Operation.RETRACT;
            default -> {
                fail(
                        ErrorCode.BAD_VALUE,
                        "op " + RowAssembler.shown(word) + " is unknown. Maybe use append, correct or retract.");
                yield null;
            }
        };
    }

    static String otherId(Origin origin, long number) {
        return origin.eventId() == null ? "#" + number : origin.eventId();
    }

    private Event event(Operation operation, Origin origin) {
        long number = has(EventField.SEQUENCE) ? sequence : origin.sequence();
        String id = has(EventField.EVENT_ID) ? text(EventField.EVENT_ID) : otherId(origin, number);
        String source = text(EventField.SOURCE);
        String lifecycle = text(EventField.LIFECYCLE);
        return new Event(
                process.name(),
                text(EventField.CASE_ID),
                id,
                source == null ? origin.source() : source,
                number,
                operation,
                text(EventField.CORRECTS),
                (int) version,
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
                attributes.values(process));
    }
}
