package io.sojourn.mining.format;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** What the columns of a log with a header mean. */
final class Columns {
    private final List<String> header;
    private final Role[] byColumn;
    private final int[] roleColumns;
    private final int[] attributeColumns;

    private Columns(List<String> header, Role[] byColumn) {
        this.header = header;
        this.byColumn = byColumn;
        this.roleColumns = IntStream.range(0, byColumn.length)
                .filter(i -> byColumn[i] != null && byColumn[i] != Role.ORDER)
                .toArray();
        this.attributeColumns = IntStream.range(0, byColumn.length)
                .filter(i -> byColumn[i] == null)
                .toArray();
    }

    /** Recognises a header; a log without case, activity or time is refused, with what to set. */
    static Columns of(List<String> header, ReadOptions options, StoredFile file) {
        return of(header, options, file.path().toString());
    }

    /** @param file as messages name it */
    static Columns of(List<String> header, ReadOptions options, String file) {
        Recognition recognition = new Recognition(options);
        List<String> unknown = recognition.missingOptions(header);
        if (!unknown.isEmpty()) {
            throw new SojournException(
                    ErrorCode.UNREADABLE_LOG,
                    file + " has no column " + RowAssembler.shown(unknown.get(0)) + ". It has: " + list(header),
                    "Maybe the name is mistyped.");
        }
        Columns columns = new Columns(header, recognition.roles(header));
        columns.demand(Role.CASE, "--case", file);
        columns.demand(Role.ACTIVITY, "--activity", file);
        columns.demand(Role.TIME, "--time", file);
        return columns;
    }

    private void demand(Role role, String option, String file) {
        if (!has(role)) {
            throw new SojournException(
                    ErrorCode.UNREADABLE_LOG,
                    file + " has no column that is known to hold the " + role.word() + ". It has: " + list(header),
                    "Maybe name it with " + option + " COLUMN.");
        }
    }

    private static String list(List<String> header) {
        String all = String.join(", ", header);
        return all.length() <= 400 ? all + "." : all.substring(0, 400) + "….";
    }

    /** How many columns there are. */
    int count() {
        return byColumn.length;
    }

    boolean has(Role role) {
        return Arrays.asList(byColumn).contains(role);
    }

    /** Indices of the columns that have a role. */
    int[] roleColumns() {
        return roleColumns.clone();
    }

    /** Their roles, in the same order. */
    Role[] roles() {
        return IntStream.of(roleColumns).mapToObj(i -> byColumn[i]).toArray(Role[]::new);
    }

    int[] attributeColumns() {
        return attributeColumns.clone();
    }

    String[] attributeNames() {
        return IntStream.of(attributeColumns).mapToObj(header::get).toArray(String[]::new);
    }

    /** Bit set of the roles whose column says by its name that it holds microseconds. */
    long microsRoles() {
        long bits = 0;
        for (int column : roleColumns) {
            if (header.get(column).toLowerCase(Locale.ROOT).endsWith("_micros")) {
                bits |= 1L << byColumn[column].ordinal();
            }
        }
        return bits;
    }
}
