package io.sojourn.mining.format;

import com.fasterxml.jackson.core.JsonGenerator;
import io.sojourn.event.Column;
import io.sojourn.event.ColumnType;
import io.sojourn.event.Event;
import io.sojourn.event.Operation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;

/** Writes an event as JSON; what is null is left out. */
final class EventJsonWriter {
    private static final long MICROS = 1_000_000L;

    private EventJsonWriter() {}

    static byte[] write(Event e, List<Column> attributes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(512);
        try (JsonGenerator json = EventJson.JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeNumberField("schema", EventJson.SCHEMA_VERSION);
            identity(e, json);
            content(e, json);
            if (e.receivedMicros() != 0) {
                json.writeStringField("received_at", time(e.receivedMicros()));
            }
            attributes(e.attributes(), attributes, json);
            json.writeEndObject();
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
        return out.toByteArray();
    }

    private static void identity(Event e, JsonGenerator json) throws IOException {
        json.writeStringField("process", e.process());
        json.writeStringField("case_id", e.caseId());
        json.writeStringField("event_id", e.eventId());
        json.writeStringField("source", e.source());
        json.writeNumberField("sequence", e.sequence());
        if (e.operation() != Operation.APPEND) {
            json.writeStringField("op", e.operation().word());
            json.writeStringField("corrects", e.corrects());
            json.writeNumberField("version", e.version());
        }
    }

    private static void content(Event e, JsonGenerator json) throws IOException {
        text("activity", e.activity(), json);
        text("lifecycle", e.lifecycle(), json);
        json.writeStringField("time", time(e.timeMicros()));
        text("resource", e.resource(), json);
        text("resource_kind", e.resourceKind(), json);
        text("team", e.team(), json);
        text("queue", e.queue(), json);
        text("outcome", e.outcome(), json);
        text("exception", e.exception(), json);
        text("reason", e.reason(), json);
        text("instance", e.instance(), json);
        text("related", e.related(), json);
    }

    private static void text(String name, String value, JsonGenerator json) throws IOException {
        if (value != null) {
            json.writeStringField(name, value);
        }
    }

    private static void attributes(Object[] values, List<Column> columns, JsonGenerator json) throws IOException {
        boolean open = false;
        for (int i = 0; i < values.length; i++) {
            if (values[i] != null) {
                if (!open) {
                    json.writeObjectFieldStart("attributes");
                    open = true;
                }
                json.writeFieldName(columns.get(i).name());
                value(values[i], columns.get(i), json);
            }
        }
        if (open) {
            json.writeEndObject();
        }
    }

    private static void value(Object value, Column column, JsonGenerator json) throws IOException {
        if (value instanceof String s) {
            json.writeString(s);
        } else if (value instanceof Long micros && column.type() == ColumnType.TIME) {
            json.writeString(time(micros));
        } else if (value instanceof Long number) {
            json.writeNumber(number);
        } else if (value instanceof Boolean truth) {
            json.writeBoolean(truth);
        } else if (value instanceof Double number && Double.isFinite(number)) {
            json.writeNumber(number);
        } else {
            throw new IllegalArgumentException(column.name() + " = " + value + " has no JSON form");
        }
    }

    private static String time(long micros) {
        long second = Math.floorDiv(micros, MICROS);
        return Instant.ofEpochSecond(second, Math.floorMod(micros, MICROS) * 1_000L)
                .toString();
    }
}
