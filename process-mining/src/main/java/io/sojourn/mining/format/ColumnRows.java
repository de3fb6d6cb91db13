package io.sojourn.mining.format;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.Limits;
import io.sojourn.event.SojournException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * Makes checked rows of the values of a columnar file that another program part reads: set the values of one row, then
 * {@link #finish} it. The same columns are recognised, and the same rows rejected with the same words, as when the file is
 * read by {@link Logs}; attributes are left out. Not thread-safe.
 */
public final class ColumnRows {
    private static final DateTimeFormatter LOCAL =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS", Locale.ROOT);
    private static final Supplier<String> NOTHING = () -> null;

    private final RowAssembler assembler;
    private final int[] wanted;
    private final Role[] roles;
    private final boolean startColumn;
    private final boolean utc;
    private final long microsRoles;
    private long typedMicros;

    /**
     * A column of the file.
     *
     * @param time whether its values are times by their type
     */
    public record Column(String name, boolean time) {}

    /**
     * Recognises the columns of a file.
     *
     * @param shown the file, as messages about it name it
     * @param fileName its last part, as messages about rows name it
     * @throws SojournException when it lacks a column for case, activity or time
     */
    public ColumnRows(String shown, String fileName, List<Column> columns, ReadOptions options) {
        if (columns.size() > Limits.CSV_COLUMNS) {
            throw new SojournException(
                    ErrorCode.OVER_LIMIT,
                    shown + " has " + columns.size() + " columns, the limit is " + Limits.CSV_COLUMNS + ".");
        }
        Columns known = Columns.of(columns.stream().map(Column::name).toList(), options, shown);
        this.wanted = known.roleColumns();
        this.roles = known.roles();
        this.startColumn = known.has(Role.START);
        this.microsRoles = known.microsRoles();
        this.utc =
                options.zone().equals(ZoneOffset.UTC) || options.zone().getId().equals("UTC");
        boolean typed =
                columns.get(wanted[Arrays.asList(roles).indexOf(Role.TIME)]).time();
        this.assembler = new RowAssembler(fileName, NOTHING, "row", typed ? ParquetLog.isoIn(options) : options);
    }

    /** Indices of the columns whose values matter; the setters take places in this list. */
    public int[] wanted() {
        return wanted.clone();
    }

    /** Forgets the row before. */
    public void clear() {
        assembler.clear();
        typedMicros = 0;
    }

    /** Sets a value of the present row; what is not set is missing. */
    public void set(int place, String text) {
        assembler.set(roles[place], text);
    }

    /**
     * Sets a time of the present row, microseconds since 1970.
     *
     * @param instant true: an instant; false: a local time without a zone
     */
    public void setTime(int place, long micros, boolean instant) {
        Role role = roles[place];
        boolean time = role == Role.TIME || role == Role.START || role == Role.RECEIVED;
        boolean usual = micros >= Limits.MIN_TIME_MICROS && micros < Limits.MAX_TIME_MICROS;
        if (time && usual && (instant || utc)) {
            assembler.set(role, Long.toString(micros));
            typedMicros |= 1L << role.ordinal();
        } else {
            LocalDateTime local =
                    LocalDateTime.ofInstant(Instant.EPOCH.plus(micros, ChronoUnit.MICROS), ZoneOffset.UTC);
            assembler.set(role, LOCAL.format(local) + (instant ? "Z" : ""));
        }
    }

    /** Checks the row with this number, from 0 on, and gives it to the handler. */
    public void finish(long row, RowHandler handler) {
        assembler.finish(handler, row + 1, row, startColumn, microsRoles | typedMicros, Attributes.NONE, NOTHING);
    }
}
