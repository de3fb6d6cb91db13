package io.sojourn.sample;

import io.sojourn.event.Column;
import io.sojourn.event.ColumnType;
import io.sojourn.event.Event;
import io.sojourn.event.Operation;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** CSV by RFC 4180, with line feeds. */
final class CsvRows implements RowFormat {
    private final TextBuffer out;
    private final ColumnType[] types;

    CsvRows(OutputStream stream, List<Column> attributes) throws IOException {
        out = new TextBuffer(stream);
        types = attributes.stream().map(Column::type).toArray(ColumnType[]::new);
        out.text(String.join(",", LogWriter.COLUMNS));
        for (Column column : attributes) {
            out.sign(',').field(column.name());
        }
        out.sign('\n');
    }

    @Override
    public void row(Event e, Defect defect) throws IOException {
        out.field(defect == Defect.NO_CASE ? null : e.caseId()).sign(',');
        out.field(e.eventId()).sign(',');
        out.field(e.source()).sign(',');
        if (defect == null) {
            out.number(e.sequence());
        }
        out.sign(',');
        operation(e);
        out.field(defect == Defect.NO_ACTIVITY ? null : e.activity()).sign(',');
        out.field(e.lifecycle()).sign(',');
        if (defect == Defect.UNREADABLE_TIME) {
            out.text(LogWriter.BAD_TIME);
        } else {
            out.time(e.timeMicros());
        }
        standard(e);
        for (int i = 0; i < types.length; i++) {
            out.sign(',');
            value(types[i], e.attributes()[i]);
        }
        out.sign('\n');
    }

    private void operation(Event e) throws IOException {
        if (e.operation() == Operation.APPEND) {
            out.text(",,,");
        } else {
            out.text(e.operation().word()).sign(',').field(e.corrects()).sign(',');
            out.number(e.version()).sign(',');
        }
    }

    private void standard(Event e) throws IOException {
        out.sign(',').field(e.resource());
        out.sign(',').field(e.resourceKind());
        out.sign(',').field(e.team());
        out.sign(',').field(e.queue());
        out.sign(',').field(e.outcome());
        out.sign(',').field(e.exception());
        out.sign(',').field(e.reason());
        out.sign(',').field(e.instance());
        out.sign(',').field(e.related());
        out.sign(',');
        if (e.receivedMicros() != 0) {
            out.time(e.receivedMicros());
        }
    }

    private void value(ColumnType type, Object value) throws IOException {
        if (value == null) {
            return;
        }
        switch (type) {
            case TIME -> out.time((Long) value);
            case INTEGER -> out.number((Long) value);
            case NUMBER, BOOLEAN -> out.text(value.toString());
            case TEXT -> out.field((String) value);
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
