package io.sojourn.api.sql;

import io.sojourn.definition.expression.Names;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says what an unknown name was probably meant to be. */
final class KnownNames {
    private static final Pattern TABLE = Pattern.compile("^Object '([^']*)' not found");
    private static final Pattern COLUMN = Pattern.compile("^Column '([^']*)' not found in (any table|table '([^']*)')");
    private static final Pattern FUNCTION =
            Pattern.compile("^No match found for function signature \"?([A-Za-z_0-9]+)\"?");

    private final Set<String> tables = new TreeSet<>();
    private final Set<String> columns = new TreeSet<>();

    KnownNames(Catalog catalog) {
        tables.addAll(catalog.names());
        catalog.tables().values().forEach(list -> list.forEach(c -> columns.add(c.name())));
    }

    /** A hint for a message of the validator; null where there is none. */
    String hint(String message) {
        Matcher table = TABLE.matcher(message);
        if (table.find()) {
            return near(table.group(1), tables, "one of the tables");
        }
        Matcher column = COLUMN.matcher(message);
        if (column.find()) {
            return near(column.group(1), columns, null);
        }
        Matcher function = FUNCTION.matcher(message);
        if (function.find()) {
            return function(function.group(1));
        }
        return null;
    }

    private static String function(String name) {
        if (List.of("now", "current_timestamp", "today", "current_date")
                .contains(name.toLowerCase(java.util.Locale.ROOT))) {
            return "Maybe you meant as_of(), the time of the data.";
        }
        boolean known = Functions.names().stream().anyMatch(name::equalsIgnoreCase);
        return known
                ? "Maybe its arguments have other types, or are more or fewer."
                : near(name, Functions.names(), "one of the functions");
    }

    private static String near(String name, Collection<String> known, String otherwise) {
        String nearest = Names.nearest(name, known);
        if (nearest != null) {
            return "Maybe you meant " + nearest + ".";
        }
        return otherwise == null ? null : "Maybe " + otherwise + " " + String.join(", ", known) + ".";
    }
}
