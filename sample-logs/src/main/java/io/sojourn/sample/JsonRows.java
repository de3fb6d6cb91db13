package io.sojourn.sample;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import io.sojourn.event.Column;
import io.sojourn.event.ColumnType;
import io.sojourn.event.Event;
import io.sojourn.event.Operation;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** One JSON object a line. */
final class JsonRows implements RowFormat {
    private final JsonGenerator out;
    private final List<Column> attributes;
    private final IsoText times = new IsoText();

    JsonRows(OutputStream stream, List<Column> attributes) throws IOException {
        this.attributes = attributes;
        out = new JsonFactory().createGenerator(stream, JsonEncoding.UTF8);
        out.setPrettyPrinter(new MinimalPrettyPrinter("\n"));
    }

    @Override
    public void row(Event e, Defect defect) throws IOException {
        out.writeStartObject();
        text("case_id", defect == Defect.NO_CASE ? null : e.caseId());
        text("event_id", e.eventId());
        text("source", e.source());
        if (defect == null) {
            out.writeNumberField("sequence", e.sequence());
        }
        if (e.operation() != Operation.APPEND) {
            text("operation", e.operation().word());
            text("corrects", e.corrects());
            out.writeNumberField("version", e.version());
        }
        text("activity", defect == Defect.NO_ACTIVITY ? null : e.activity());
        text("lifecycle", e.lifecycle());
        text("time", defect == Defect.UNREADABLE_TIME ? LogWriter.BAD_TIME : time(e.timeMicros()));
        standard(e);
        for (int i = 0; i < attributes.size(); i++) {
            value(attributes.get(i), e.attributes()[i]);
        }
        out.writeEndObject();
    }

    private void standard(Event e) throws IOException {
        text("resource", e.resource());
        text("resource_kind", e.resourceKind());
        text("team", e.team());
        text("queue", e.queue());
        text("outcome", e.outcome());
        text("exception", e.exception());
        text("reason", e.reason());
        text("instance", e.instance());
        text("related", e.related());
        if (e.receivedMicros() != 0) {
            text("received_at", time(e.receivedMicros()));
        }
    }

    private void text(String name, String value) throws IOException {
        if (value != null) {
            out.writeStringField(name, value);
        }
    }

    private void value(Column column, Object value) throws IOException {
        if (value instanceof Long number && column.type() == ColumnType.TIME) {
            text(column.name(), time(number));
        } else if (value instanceof Long number) {
            out.writeNumberField(column.name(), number);
        } else if (value instanceof Double number) {
            out.writeNumberField(column.name(), number);
        } else if (value instanceof Boolean bool) {
            out.writeBooleanField(column.name(), bool);
        } else if (value != null) {
            text(column.name(), (String) value);
        }
    }

    private String time(long micros) {
        return times.text(micros);
    }

    @Override
    public void close() throws IOException {
        out.writeRaw('\n');
        out.close();
    }
}
