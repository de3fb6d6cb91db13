package io.sojourn.mining.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.sojourn.event.Column;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.Limits;
import java.io.IOException;

/** Reads the {@code attributes} of a JSON event as the types of its definition. */
final class AttributeReader {
    private static final Object[] NONE = new Object[0];

    private final JsonValues values;
    private Object[] read;
    private boolean[] seen = new boolean[0];
    private long ignored;

    AttributeReader(JsonValues values) {
        this.values = values;
    }

    void clear() {
        read = null;
    }

    /** How many attributes that are in no definition were left out. */
    long ignored() {
        return ignored;
    }

    /** The values in the order of the definition; nulls where the event had none. */
    Object[] values(EventJson.Process process) {
        int count = process.attributes().size();
        return read != null ? read : count == 0 ? NONE : new Object[count];
    }

    void read(EventJson.Process process, JsonParser json) throws IOException {
        int count = process.attributes().size();
        read = new Object[count];
        if (seen.length < count) {
            seen = new boolean[count];
        } else {
            java.util.Arrays.fill(seen, false);
        }
        int fields = 0;
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            json.nextToken();
            if (++fields > Limits.ATTRIBUTES) {
                values.fail(
                        ErrorCode.OVER_LIMIT,
                        "the event has more attributes than the limit of " + Limits.ATTRIBUTES + ".");
            }
            Integer index = process.byName().get(name);
            if (index == null) {
                ignored++;
                json.skipChildren();
            } else if (seen[index]) {
                values.fail(ErrorCode.BAD_VALUE, "attribute " + RowAssembler.shown(name) + " is there twice.");
                json.skipChildren();
            } else {
                seen[index] = true;
                read[index] = json.currentToken() == JsonToken.VALUE_NULL
                        ? null
                        : value(process.attributes().get(index), json);
            }
        }
    }

    private Object value(Column column, JsonParser json) throws IOException {
        return switch (column.type()) {
            case TEXT -> values.text(column.name(), json);
            case INTEGER -> values.integer(column.name(), json, Long.MIN_VALUE, Long.MAX_VALUE);
            case NUMBER -> values.number(column.name(), json);
            case BOOLEAN -> values.truth(column.name(), json);
            case TIME -> values.time(column.name(), json);
        };
    }
}
