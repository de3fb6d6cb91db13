package io.sojourn.api.sql;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** Writes rows as JSON until a limit is reached. A row that doesn't fit is left out whole. */
final class ResultWriter {
    private static final JsonFactory JSON = new JsonFactory();

    private ResultWriter() {}

    static byte[] write(ResultSet rows, QueryChecker.Checked query, WorkerRequest request, long startNanos)
            throws SQLException, IOException {
        ResultSetMetaData meta = rows.getMetaData();
        ByteArrayOutputStream out = new ByteArrayOutputStream(8_192);
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            columns(json, meta);
            json.writeArrayFieldStart("rows");
            json.flush();
            boolean truncated = false;
            int count = 0;
            while (!truncated && rows.next()) {
                byte[] row = count < request.maxRows() ? row(rows, meta.getColumnCount()) : null;
                truncated = row == null || out.size() + row.length > request.maxBytes();
                if (!truncated) {
                    json.writeRawValue(new String(row, StandardCharsets.UTF_8));
                    json.flush();
                    count++;
                }
            }
            json.writeEndArray();
            json.writeBooleanField("truncated", truncated);
            json.writeStringField("sql", query.sql());
            names(json, "tables", query.lineage().tables());
            names(json, "reads", query.lineage().columns());
            json.writeNumberField("elapsed_ms", (System.nanoTime() - startNanos) / 1_000_000);
            json.writeEndObject();
        }
        return out.toByteArray();
    }

    /** An answer without rows. */
    static byte[] columnsOnly(ResultSetMetaData meta, String sql) throws SQLException, IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(1_024);
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            columns(json, meta);
            json.writeStringField("sql", sql);
            json.writeEndObject();
        }
        return out.toByteArray();
    }

    private static void columns(JsonGenerator json, ResultSetMetaData meta) throws SQLException, IOException {
        json.writeArrayFieldStart("columns");
        for (int i = 1; i <= meta.getColumnCount(); i++) {
            json.writeStartObject();
            json.writeStringField("name", meta.getColumnLabel(i));
            json.writeStringField("type", meta.getColumnTypeName(i));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void names(JsonGenerator json, String field, List<String> names) throws IOException {
        json.writeArrayFieldStart(field);
        for (String name : names) {
            json.writeString(name);
        }
        json.writeEndArray();
    }

    private static byte[] row(ResultSet rows, int columns) throws SQLException, IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(256);
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartArray();
            for (int i = 1; i <= columns; i++) {
                value(json, rows, i);
            }
            json.writeEndArray();
        }
        return out.toByteArray();
    }

    private static void value(JsonGenerator json, ResultSet rows, int column) throws SQLException, IOException {
        Object value = rows.getObject(column);
        if (value instanceof Timestamp) {
            json.writeString(instant(rows.getObject(column, LocalDateTime.class)));
        } else {
            value(json, value);
        }
    }

    private static void value(JsonGenerator json, Object value) throws SQLException, IOException {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof Boolean b) {
            json.writeBoolean(b);
        } else if (value instanceof BigInteger n) {
            json.writeNumber(n);
        } else if (value instanceof BigDecimal n) {
            json.writeNumber(n);
        } else if (value instanceof Double || value instanceof Float) {
            number(json, ((Number) value).doubleValue());
        } else if (value instanceof Number n) {
            json.writeNumber(n.longValue());
        } else if (value instanceof Timestamp time) {
            json.writeString(instant(time.toLocalDateTime())); // in a list; a worker's own zone is UTC
        } else if (value instanceof Array list) {
            json.writeStartArray();
            for (Object item : (Object[]) list.getArray()) {
                value(json, item);
            }
            json.writeEndArray();
        } else {
            json.writeString(value.toString());
        }
    }

    /** JSON has no word for them, so they are text. */
    private static void number(JsonGenerator json, double value) throws IOException {
        if (Double.isFinite(value)) {
            json.writeNumber(value);
        } else {
            json.writeString(Double.toString(value));
        }
    }

    private static String instant(LocalDateTime time) {
        return DateTimeFormatter.ISO_INSTANT.format(time.toInstant(ZoneOffset.UTC));
    }
}
