package io.sojourn.api.pgwire;

import io.sojourn.api.sql.ColumnInfo;
import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A column of a result.
 *
 * @param modifier digits of a number as PostgreSQL packs them, or -1
 */
record PgColumn(String name, PgType type, int modifier) {
    private static final Pattern DECIMAL = Pattern.compile("(?i)DECIMAL\\((\\d{1,2}),\\s*(\\d{1,2})\\)");
    private static final int HEADER = 4;

    static PgColumn of(ColumnInfo column) {
        Matcher decimal = DECIMAL.matcher(column.type());
        int modifier = decimal.matches()
                ? (Integer.parseInt(decimal.group(1)) << 16 | Integer.parseInt(decimal.group(2))) + HEADER
                : -1;
        return new PgColumn(column.name(), PgType.ofDuckDb(column.type()), modifier);
    }

    /** A number with as many digits behind the point as its type says; anything else as it is. */
    Object shown(Object value) {
        if (type != PgType.NUMERIC || modifier < HEADER || !(value instanceof Number)) {
            return value;
        }
        BigDecimal number = new BigDecimal(value.toString());
        int scale = modifier - HEADER & 0xFFFF;
        return scale < number.scale() ? number : number.setScale(scale);
    }

    static List<PgColumn> of(List<ColumnInfo> columns) {
        return columns.stream().map(PgColumn::of).toList();
    }
}
