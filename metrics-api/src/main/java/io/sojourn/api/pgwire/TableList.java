package io.sojourn.api.pgwire;

import io.sojourn.api.sql.ColumnInfo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The tables that a principal sees, sorted by name, with their columns. Each has a number in the catalog. */
record TableList(SortedMap<String, List<ColumnInfo>> tables) {
    /** PostgreSQL numbers what users made from here on. */
    static final int FIRST_OID = 16_384;

    TableList(Map<String, List<ColumnInfo>> tables) {
        this(new TreeMap<>(tables));
    }

    /** The number of a table; 0: it isn't there. */
    int oid(String table) {
        int at = new ArrayList<>(tables.keySet()).indexOf(table);
        return at < 0 ? 0 : FIRST_OID + at;
    }

    /** Types of columns, by their names in lower case; without those whose type differs from table to table. */
    Map<String, PgType> columnTypes() {
        Map<String, PgType> types = new HashMap<>();
        for (List<ColumnInfo> columns : tables.values()) {
            for (ColumnInfo column : columns) {
                PgType type = PgType.ofDuckDb(column.type());
                types.merge(column.name().toLowerCase(Locale.ROOT), type, (a, b) -> a == b ? a : PgType.UNKNOWN);
            }
        }
        types.values().removeIf(t -> t == PgType.UNKNOWN);
        return types;
    }
}
