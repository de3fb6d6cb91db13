package io.sojourn.definition;

import io.sojourn.event.Column;
import io.sojourn.event.ColumnType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The columns that an expression over a case can name, in the order of its row: the built-in ones, the declared {@link
 * CaseColumn}s, then the dimensions (text, null as {@code (none)}).
 */
public final class CaseRow {
    public static final int EVENTS = 0;
    public static final int TOUCHES = 1;
    public static final int REWORK = 2;
    public static final int HANDOFFS = 3;
    public static final int EXCEPTIONS = 4;
    /** 1 when the episode reopened the case, else 0. */
    public static final int REOPENED = 5;
    /** Hours from the first to the last event of the episode: microseconds / 3.6e9, as a double. */
    public static final int CYCLE_TIME = 6;
    /** Where the declared columns begin. */
    public static final int FIRST_DECLARED = 7;

    private CaseRow() {}

    /** The columns under all versions of a definition; a column of one name has one type in all of them. */
    public static List<Column> columns(DefinitionHistory history) {
        Map<String, Column> all = new LinkedHashMap<>();
        for (DefinitionVersion v : history.versions()) {
            ProcessDefinition d = v.definition();
            columns(d.caseColumns(), d.dimensions()).forEach(c -> all.putIfAbsent(c.name(), c));
        }
        return List.copyOf(all.values());
    }

    public static List<Column> columns(List<CaseColumn> declared, List<String> dimensions) {
        List<Column> all = new ArrayList<>();
        for (String name : List.of("events", "touches", "rework", "handoffs", "exceptions", "reopened")) {
            all.add(new Column(name, ColumnType.INTEGER));
        }
        all.add(new Column("cycle_time", ColumnType.NUMBER));
        for (CaseColumn c : declared) {
            all.add(new Column(c.name(), c.kind() == CaseColumn.Kind.ANY ? ColumnType.BOOLEAN : ColumnType.INTEGER));
        }
        for (String d : dimensions) {
            all.add(new Column(d, ColumnType.TEXT));
        }
        return List.copyOf(all);
    }
}
