package io.sojourn.definition.expression;

import io.sojourn.event.Column;
import io.sojourn.event.SojournException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;

/** The columns that an expression can name; names are case-sensitive. */
final class ColumnNames {
    private final Map<String, Node.ColumnValue> columns = new LinkedHashMap<>();

    ColumnNames(List<Column> row) {
        for (int i = 0; i < row.size(); i++) {
            Column column = row.get(i);
            columns.put(column.name(), new Node.ColumnValue(column.name(), i, column.type()));
        }
    }

    /** The column, or null. */
    Node.ColumnValue find(String name) {
        return columns.get(name);
    }

    /** Whether the name was written with double quotes, which many mean to be a text. */
    boolean wasQuoted(String name, String text, int offset) {
        return text.startsWith("\"", offset);
    }

    SojournException unknown(String name, boolean quoted, BiFunction<String, String, SojournException> error) {
        String reason = quoted ? null : Functions.reason(name.toUpperCase(Locale.ROOT));
        if (reason != null) {
            return error.apply(reason + " are not part of the expression language: " + name, null);
        }
        String near = Names.nearest(name, columns.keySet());
        String hint = near != null
                ? "Maybe you meant \"" + near + "\"."
                : quoted ? "Maybe you meant the text '" + name + "'." : "Maybe one of: " + known() + ".";
        return error.apply("unknown column \"" + name + "\"", hint);
    }

    private String known() {
        int shown = 20;
        String names = String.join(", ", columns.keySet().stream().limit(shown).toList());
        return columns.size() > shown ? names + ", ..." : names;
    }
}
