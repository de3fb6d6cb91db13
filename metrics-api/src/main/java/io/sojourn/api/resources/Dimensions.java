package io.sojourn.api.resources;

import io.sojourn.definition.ProcessDefinition;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import io.sojourn.fact.FactTable;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Dimensions named by a request: only those of the definition. */
final class Dimensions {
    private static final int MOST = 4;

    private Dimensions() {}

    /** The dimensions of {@code by=a,b}; empty for null. */
    static List<String> of(ProcessDefinition definition, String by) {
        if (by == null || by.isBlank()) {
            return List.of();
        }
        List<String> names = List.of(by.split(",", -1));
        for (String name : names) {
            if (!definition.dimensions().contains(name)) {
                throw new SojournException(
                        ErrorCode.BAD_REQUEST,
                        "\"" + name + "\" is not a dimension of " + definition.process() + ".",
                        "Maybe one of " + String.join(", ", definition.dimensions()) + ".");
            }
        }
        if (names.size() > MOST) {
            throw new SojournException(
                    ErrorCode.BAD_REQUEST, names.size() + " dimensions are asked for, " + MOST + " are allowed");
        }
        return names;
    }

    /** {@code , "a", "b"}. */
    static String columns(List<String> names) {
        StringBuilder sql = new StringBuilder();
        names.forEach(name -> sql.append(", ").append(Snapshot.name(name)));
        return sql.toString();
    }

    /** The values of a row, by name. */
    static Map<String, Object> key(ResultSet row, List<String> names) throws SQLException {
        Map<String, Object> key = new LinkedHashMap<>();
        for (String name : names) {
            String value = row.getString(name);
            // An older version of the definition may lack the dimension.
            key.put(name, value == null ? FactTable.NONE : value);
        }
        return key;
    }
}
