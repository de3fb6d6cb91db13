package io.sojourn.mining.results;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.sojourn.event.ColumnType;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import io.sojourn.fact.FactTable;
import io.sojourn.fact.Result;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Reads what {@link ResultJson#write} wrote. Strict: these are the product's own data. */
final class ResultJsonReader {
    private static final Map<String, FactTable> TABLES = new HashMap<>();

    static {
        for (FactTable t : FactTable.values()) {
            TABLES.put(t.tableName(), t);
        }
    }

    private final ResultSchemas schemas;
    private Result.Kind kind;
    private Result.Lane lane;
    private FactTable table;
    private String process;
    private final Map<String, Long> numbers = new HashMap<>();
    private Object[] values;

    ResultJsonReader(ResultSchemas schemas) {
        this.schemas = schemas;
    }

    Result read(byte[] value) {
        kind = null;
        lane = null;
        table = null;
        process = null;
        values = null;
        numbers.clear();
        try (JsonParser p = ResultJson.JSON.createParser(value)) {
            expect(p.nextToken() == JsonToken.START_OBJECT, "it is no JSON object");
            for (String name = p.nextFieldName(); name != null; name = p.nextFieldName()) {
                p.nextToken();
                field(name, p);
            }
            return result();
        } catch (IOException | IllegalArgumentException e) {
            throw broken(e.getMessage(), e);
        }
    }

    private void field(String name, JsonParser p) throws IOException {
        switch (name) {
            case "kind" -> kind = Result.Kind.valueOf(p.getText().toUpperCase(Locale.ROOT));
            case "lane" -> lane = Result.Lane.valueOf(p.getText().toUpperCase(Locale.ROOT));
            case "table" -> {
                table = TABLES.get(p.getText());
                if (table == null) {
                    throw broken("there is no table " + p.getText(), null);
                }
            }
            case "process" -> process = p.getText();
            case "row", "key" -> readRow(name.equals("row"), p);
            case "case" -> readCase(p);
            case "schema", "group", "epoch", "version", "writer", "writers", "as_of" -> {
                if (p.currentToken() != JsonToken.VALUE_NUMBER_INT) {
                    throw broken(name + " is " + p.getText(), null);
                }
                numbers.put(name, p.getLongValue());
            }
            default -> throw broken("there is no field " + name, null);
        }
    }

    private Result result() {
        expect(kind != null, "it has no kind");
        if (number("schema") != ResultJson.SCHEMA_VERSION) {
            throw broken("it is of schema version " + number("schema"), null);
        }
        switch (kind) {
            case AS_OF -> {
                expect(lane != null, "it has no lane");
                values = new Object[] {lane.name(), number("writer"), number("writers"), number("as_of")};
            }
            case REPLACE_GROUP -> {
                expect(table != null, "it has no table");
                values = new Object[0];
            }
            default -> expect(values != null, "it says nothing about what it is");
        }
        Result r = new Result(kind, table, values, (int) number("group"), number("epoch"));
        if (r.lane() != lane) {
            throw broken("its lane is " + lane + " where " + r.lane() + " belongs", null);
        }
        return r;
    }

    private void readRow(boolean whole, JsonParser p) throws IOException {
        expect(kind != null && table != null && process != null, "kind, table and process come before the row");
        ResultSchemas.Columns columns = schemas.of(process, number("version"), table);
        int width = whole ? columns.schema().columns().size() : columns.schema().keyColumns();
        start(width, p);
        for (String name = p.nextFieldName(); name != null; name = p.nextFieldName()) {
            p.nextToken();
            if (whole && table == FactTable.EVENTS && !columns.byName().containsKey(name)) {
                columns = schemas.ofEvents(process, columns, name);
                width = columns.schema().columns().size();
            }
            Integer at = columns.byName().get(name);
            if (at == null || at < 2 || at >= width) {
                throw broken(table.tableName() + " has no such column: " + name, null);
            }
            if (at >= values.length) {
                values = Arrays.copyOf(values, at + 1);
            }
            values[at] = value(columns.schema().columns().get(at).type(), name, p);
        }
    }

    private void readCase(JsonParser p) throws IOException {
        expect(kind != null && process != null, "kind and process come before the case");
        start(kind == Result.Kind.EVICT_CASE ? 3 : 2 + ResultJson.CASE_FIELDS.size(), p);
        for (String name = p.nextFieldName(); name != null; name = p.nextFieldName()) {
            p.nextToken();
            int at = 2 + ResultJson.CASE_FIELDS.indexOf(name);
            if (at < 2 || at >= values.length) {
                throw broken("a case has no field " + name, null);
            }
            values[at] = switch (name) {
                case "from_episode", "last_sequence" -> value(ColumnType.INTEGER, name, p);
                case "last_time" -> value(ColumnType.TIME, name, p);
                default -> value(ColumnType.TEXT, name, p);
            };
        }
    }

    private void start(int width, JsonParser p) throws IOException {
        expect(p.currentToken() == JsonToken.START_OBJECT, "row, key and case are objects");
        values = new Object[width];
        values[0] = process;
        values[1] = number("version");
    }

    private static Object value(ColumnType type, String name, JsonParser p) throws IOException {
        JsonToken token = p.currentToken();
        boolean fits =
                switch (type) {
                    case TEXT -> token == JsonToken.VALUE_STRING;
                    case INTEGER, TIME -> token == JsonToken.VALUE_NUMBER_INT;
                    case NUMBER -> token.isNumeric() || token == JsonToken.VALUE_STRING;
                    case BOOLEAN -> token.isBoolean();
                };
        if (!fits) {
            throw broken(name + " is " + p.getText(), null);
        }
        return switch (type) {
            case TEXT -> p.getText();
            case INTEGER, TIME -> p.getLongValue();
            case NUMBER -> token == JsonToken.VALUE_STRING ? Double.parseDouble(p.getText()) : p.getDoubleValue();
            case BOOLEAN -> p.getBooleanValue();
        };
    }

    private long number(String name) {
        Long value = numbers.get(name);
        if (value == null) {
            throw broken("it has no " + name, null);
        }
        return value;
    }

    private static void expect(boolean condition, String trouble) {
        if (!condition) {
            throw broken(trouble, null);
        }
    }

    private static SojournException broken(String trouble, Exception cause) {
        return new SojournException(
                ErrorCode.BROKEN,
                "a result can't be read: " + trouble + ".",
                "Maybe someone else writes to the topic, or the job is of another release.",
                cause);
    }
}
