package io.sojourn.mining.results;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.sojourn.definition.ProcessDefinition;
import io.sojourn.event.Column;
import io.sojourn.event.Limits;
import io.sojourn.fact.FactTable;
import io.sojourn.fact.Result;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * A {@link Result} as the value and the key of a topic's record, schema version 1. The value says by itself what it is
 * about, with the names of the columns; null columns are left out. Two results have the same key only when the later one
 * makes the earlier one needless to a reader that begins at the front: so a topic can be compacted.
 *
 * <p>The epoch is part of the key. A writer that was given up for dead may still write after its successor; with one key
 * for both, compaction would keep its word and drop the successor's. For one thread at a time.
 */
public final class ResultJson {
    /** The version of the form that {@link #write} gives and {@link #read} knows. */
    public static final int SCHEMA_VERSION = 1;

    /** Names of the values of a result about a case, behind process and version. */
    static final List<String> CASE_FIELDS =
            List.of("case_id", "from_episode", "last_time", "last_source", "last_sequence", "last_id");

    static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(4)
                    .maxStringLength(Limits.RESULT_BYTES)
                    .maxNameLength(Limits.TEXT_LENGTH)
                    .build())
            .build();

    private final ResultSchemas schemas;
    private final ResultJsonReader reader;

    private ResultJson(
            Collection<ProcessDefinition> definitions, Supplier<? extends Collection<ProcessDefinition>> more) {
        schemas = new ResultSchemas(definitions, more);
        reader = new ResultJsonReader(schemas);
    }

    /** For the results of these definitions, of any versions. */
    public static ResultJson of(Collection<ProcessDefinition> definitions) {
        return new ResultJson(definitions, List::of);
    }

    /**
     * For the results of these definitions, and of further ones.
     *
     * @param more gives all that are known by now; asked when a result is about a version that isn't known here
     */
    public static ResultJson of(
            Collection<ProcessDefinition> definitions, Supplier<? extends Collection<ProcessDefinition>> more) {
        return new ResultJson(definitions, more);
    }

    /** Reads a record's value; one that is not of this form is a failure, never passed over. */
    public Result read(byte[] value) {
        return reader.read(value);
    }

    /** The record's value, in UTF-8. */
    public byte[] write(Result r) {
        return bytes(g -> {
            g.writeStartObject();
            g.writeNumberField("schema", SCHEMA_VERSION);
            g.writeStringField("kind", word(r.kind()));
            g.writeStringField("lane", word(r.lane()));
            if (r.table() != null) {
                g.writeStringField("table", r.table().tableName());
            }
            g.writeNumberField("group", r.group());
            g.writeNumberField("epoch", r.epoch());
            switch (r.kind()) {
                case AS_OF -> writeAsOf(r, g);
                case REPLACE_GROUP -> {}
                default -> writeAbout(r, g);
            }
            g.writeEndObject();
        });
    }

    private static void writeAsOf(Result r, JsonGenerator g) throws IOException {
        g.writeNumberField("writer", ((Number) r.values()[1]).longValue());
        g.writeNumberField("writers", ((Number) r.values()[2]).longValue());
        g.writeNumberField("as_of", ((Number) r.values()[3]).longValue());
    }

    private void writeAbout(Result r, JsonGenerator g) throws IOException {
        writeText("process", (String) r.values()[0], g);
        g.writeNumberField("version", ((Number) r.values()[1]).longValue());
        switch (r.kind()) {
            case REPLACE_CASE, EVICT_CASE -> {
                g.writeObjectFieldStart("case");
                for (int i = 2; i < r.values().length; i++) {
                    writeValue(CASE_FIELDS.get(i - 2), r.values()[i], g);
                }
            }
            default -> {
                g.writeObjectFieldStart(r.kind() == Result.Kind.DELETE ? "key" : "row");
                List<Column> columns = columns(r).schema().columns();
                for (int i = 2; i < r.values().length; i++) {
                    writeValue(columns.get(i).name(), r.values()[i], g);
                }
            }
        }
        g.writeEndObject();
    }

    private ResultSchemas.Columns columns(Result r) {
        ResultSchemas.Columns own = schemas.of(r);
        return r.table() == FactTable.EVENTS ? schemas.ofEvents((String) r.values()[0], own, r.values().length) : own;
    }

    /** The record's key: a JSON array in UTF-8. */
    public byte[] key(Result r) {
        return bytes(g -> {
            g.writeStartArray();
            switch (r.kind()) {
                case AS_OF -> writeAll(r, 3, word(r.kind()), g);
                case REPLACE_GROUP -> {
                    g.writeString(word(r.kind()));
                    g.writeString(word(r.lane()));
                    g.writeNumber(r.group());
                }
                case REPLACE_CASE, EVICT_CASE -> writeAll(r, r.values().length, word(r.kind()), g);
                default -> writeAll(r, keyWidth(r), r.table().tableName(), g);
            }
            g.writeNumber(r.epoch());
            g.writeEndArray();
        });
    }

    /** Of a late event all is key: it replaces nothing, so it must not make an earlier record needless. */
    private int keyWidth(Result r) {
        ResultSchemas.Columns columns = schemas.of(r);
        boolean late = r.table() == FactTable.EVENTS
                && r.kind() != Result.Kind.DELETE
                && Boolean.TRUE.equals(r.values()[columns.byName().get("late")]);
        return late ? r.values().length : columns.schema().keyColumns();
    }

    private static void writeAll(Result r, int count, String first, JsonGenerator g) throws IOException {
        g.writeString(first);
        for (int i = 0; i < count; i++) {
            writeValue(null, r.values()[i], g);
        }
    }

    private static void writeValue(String name, Object value, JsonGenerator g) throws IOException {
        if (value == null && name != null) {
            return;
        }
        if (name != null) {
            g.writeFieldName(name);
        }
        if (value == null) {
            g.writeNull();
        } else if (value instanceof String s) {
            writeText(null, s, g);
        } else if (value instanceof Double d) {
            writeDouble(d, g);
        } else if (value instanceof Boolean b) {
            g.writeBoolean(b);
        } else {
            g.writeNumber(((Number) value).longValue());
        }
    }

    /** What is no number in JSON goes as a text. */
    private static void writeDouble(double d, JsonGenerator g) throws IOException {
        if (Double.isFinite(d)) {
            g.writeNumber(d);
        } else {
            g.writeString(Double.toString(d));
        }
    }

    /** By way of bytes: half a surrogate pair, which no text of ours has, can't stop a job. */
    private static void writeText(String name, String text, JsonGenerator g) throws IOException {
        if (name != null) {
            g.writeFieldName(name);
        }
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        g.writeUTF8String(utf8, 0, utf8.length);
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private interface Writing {
        void to(JsonGenerator g) throws IOException;
    }

    private static byte[] bytes(Writing writing) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(256);
        try (JsonGenerator g = JSON.createGenerator(out)) {
            writing.to(g);
        } catch (IOException e) {
            throw new UncheckedIOException("writing into memory can't fail", e);
        }
        return out.toByteArray();
    }
}
