package io.sojourn.mining.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** Writes JSON lines: an object for each event; a time is a text, and what is missing is null. */
final class JsonLinesExport implements LogExport.RowWriter {
    private final List<ExportColumns.Column> columns;
    private final JsonGenerator json;

    JsonLinesExport(ExportColumns columns, OutputStream out) throws IOException {
        this.columns = columns.columns();
        this.json = new JsonFactory().createGenerator(out).setRootValueSeparator(null);
    }

    @Override
    public void row(LogRow row) {
        try {
            json.writeStartObject();
            for (ExportColumns.Column column : columns) {
                json.writeFieldName(column.name());
                value(column.value().apply(row));
            }
            json.writeEndObject();
            json.writeRaw('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void value(Object value) throws IOException {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof Long number) {
            json.writeNumber(number);
        } else if (value instanceof Double number) {
            json.writeNumber(number);
        } else if (value instanceof Boolean truth) {
            json.writeBoolean(truth);
        } else {
            json.writeString(value.toString());
        }
    }

    @Override
    public void close() {
        try {
            json.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
