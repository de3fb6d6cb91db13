package io.sojourn.mining.log;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.sojourn.event.ColumnType;
import io.sojourn.mining.log.SavedDirectory.Column;
import io.sojourn.mining.log.SavedDirectory.Kind;
import io.sojourn.mining.log.SavedDirectory.Per;
import io.sojourn.mining.log.SavedDirectory.Section;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The directory of a saved log as JSON, token by token: binding objects would take a tenth of the time in which a log of ten million
 * events is opened and mined. Unknown keys and values of another type are refused.
 */
final class SavedDirectoryJson {
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(8)
                    .maxStringLength(1 << 20)
                    .build())
            .build();

    private SavedDirectoryJson() {}

    static byte[] write(SavedDirectory directory) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeNumberField("events", directory.events());
            json.writeNumberField("cases", directory.cases());
            json.writeNumberField("rejected", directory.rejected());
            json.writeNumberField("not_applied", directory.notApplied());
            json.writeArrayFieldStart("columns");
            for (Column column : directory.columns()) {
                write(column, json);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static void write(Column column, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", column.name());
        json.writeStringField("type", name(column.type()));
        json.writeStringField("per", name(column.per()));
        json.writeStringField("kind", name(column.kind()));
        json.writeNumberField("constant", column.constant());
        write("values", column.values(), json);
        write("text_ends", column.textEnds(), json);
        write("texts", column.texts(), json);
        json.writeEndObject();
    }

    private static String name(Enum<?> value) {
        return value == null ? null : value.name();
    }

    private static void write(String name, Section section, JsonGenerator json) throws IOException {
        json.writeFieldName(name);
        if (section == null) {
            json.writeNull();
            return;
        }
        json.writeStartObject();
        json.writeNumberField("offset", section.offset());
        json.writeNumberField("bytes", section.bytes());
        json.writeArrayFieldStart("crc32c");
        for (int crc : section.crc32c()) {
            json.writeNumber(crc);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    /** @throws IOException when the bytes are no directory */
    static SavedDirectory read(byte[] bytes) throws IOException {
        try (JsonParser json = JSON.createParser(bytes)) {
            json.nextToken();
            SavedDirectory directory = directory(json);
            if (json.nextToken() != null) {
                throw unexpected(json);
            }
            return directory;
        }
    }

    private static SavedDirectory directory(JsonParser json) throws IOException {
        int events = 0;
        int cases = 0;
        long rejected = 0;
        long notApplied = 0;
        List<Column> columns = null;
        expect(json, JsonToken.START_OBJECT);
        while (json.nextToken() != JsonToken.END_OBJECT) {
            switch (field(json)) {
                case "events" -> events = number(json);
                case "cases" -> cases = number(json);
                case "rejected" -> rejected = whole(json);
                case "not_applied" -> notApplied = whole(json);
                case "columns" -> columns = columns(json);
                default -> throw unexpected(json);
            }
        }
        return new SavedDirectory(events, cases, rejected, notApplied, columns);
    }

    private static List<Column> columns(JsonParser json) throws IOException {
        List<Column> columns = new ArrayList<>();
        expect(json, JsonToken.START_ARRAY);
        while (json.nextToken() != JsonToken.END_ARRAY) {
            columns.add(column(json));
        }
        return columns;
    }

    private static Column column(JsonParser json) throws IOException {
        String name = null;
        ColumnType type = null;
        Per per = null;
        Kind kind = null;
        int constant = 0;
        Section[] sections = new Section[3];
        expect(json, JsonToken.START_OBJECT);
        while (json.nextToken() != JsonToken.END_OBJECT) {
            switch (field(json)) {
                case "name" -> name = text(json);
                case "type" -> type = oneOf(ColumnType.class, json);
                case "per" -> per = oneOf(Per.class, json);
                case "kind" -> kind = oneOf(Kind.class, json);
                case "constant" -> constant = number(json);
                case "values" -> sections[0] = section(json);
                case "text_ends" -> sections[1] = section(json);
                case "texts" -> sections[2] = section(json);
                default -> throw unexpected(json);
            }
        }
        return new Column(name, type, per, kind, constant, sections[0], sections[1], sections[2]);
    }

    private static Section section(JsonParser json) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            return null;
        }
        long offset = 0;
        long bytes = 0;
        List<Integer> crc32c = null;
        expect(json, JsonToken.START_OBJECT);
        while (json.nextToken() != JsonToken.END_OBJECT) {
            switch (field(json)) {
                case "offset" -> offset = whole(json);
                case "bytes" -> bytes = whole(json);
                case "crc32c" -> crc32c = numbers(json);
                default -> throw unexpected(json);
            }
        }
        if (crc32c == null) {
            throw unexpected(json);
        }
        return new Section(offset, bytes, crc32c);
    }

    private static List<Integer> numbers(JsonParser json) throws IOException {
        List<Integer> numbers = new ArrayList<>();
        expect(json, JsonToken.START_ARRAY);
        while (json.nextToken() != JsonToken.END_ARRAY) {
            numbers.add(number(json));
        }
        return numbers;
    }

    /** The name of the field at hand; the parser is then at its value. */
    private static String field(JsonParser json) throws IOException {
        expect(json, JsonToken.FIELD_NAME);
        String name = json.currentName();
        json.nextToken();
        return name;
    }

    private static int number(JsonParser json) throws IOException {
        expect(json, JsonToken.VALUE_NUMBER_INT);
        return json.getIntValue();
    }

    private static long whole(JsonParser json) throws IOException {
        expect(json, JsonToken.VALUE_NUMBER_INT);
        return json.getLongValue();
    }

    private static String text(JsonParser json) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            return null;
        }
        expect(json, JsonToken.VALUE_STRING);
        return json.getText();
    }

    private static <E extends Enum<E>> E oneOf(Class<E> values, JsonParser json) throws IOException {
        String name = text(json);
        if (name == null) {
            return null;
        }
        for (E value : values.getEnumConstants()) {
            if (value.name().equals(name)) {
                return value;
            }
        }
        throw unexpected(json);
    }

    private static void expect(JsonParser json, JsonToken token) throws IOException {
        if (json.currentToken() != token) {
            throw unexpected(json);
        }
    }

    private static IOException unexpected(JsonParser json) throws IOException {
        return new JsonParseException(json, "something unexpected at \"" + json.currentName() + "\"");
    }
}
