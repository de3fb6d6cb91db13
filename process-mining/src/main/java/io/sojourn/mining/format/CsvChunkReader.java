package io.sojourn.mining.format;

import io.sojourn.event.Limits;
import io.sojourn.mining.log.LogAppender;
import io.sojourn.mining.log.LogField;
import io.sojourn.mining.log.LogPart;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Reads chunks of a CSV log into parts, one after the other. A record in which nothing is unusual goes from its bytes straight
 * to codes; every other one takes the way of {@link CsvPass}, so that there is one truth about what is a row. One thread at
 * a time.
 */
final class CsvChunkReader {
    private static final byte[] COMPLETE = {'c', 'o', 'm', 'p', 'l', 'e', 't', 'e'};
    private static final int NONE = -1;

    private final CsvLog log;
    private final Columns columns;
    private final Predicate<String> wanted;
    private final TimeReader times;
    private final TextCache texts = new TextCache();
    private final LogAppender appender = new LogAppender();

    private final LogField[] fields;
    private final int[] fieldColumns;
    private final int caseColumn;
    private final int activityColumn;
    private final int lifecycleColumn;
    private final int timeColumn;
    private final int startColumn;
    private final int sequenceColumn;
    /** Columns that are empty in a usual record. */
    private final int[] emptyColumns;

    private final int[] attributeColumns;
    private final int[] attributes;
    private final boolean usable;
    private final byte[] lower = new byte[64];

    private CsvScanner scanner;

    CsvChunkReader(CsvLog log, Columns columns, Predicate<String> wanted) {
        this.log = log;
        this.columns = columns;
        this.wanted = wanted;
        this.times = TimeReader.of(log.options());
        this.fields =
                new LogField[] {LogField.CASE, LogField.ACTIVITY, LogField.RESOURCE, LogField.TEAM, LogField.INSTANCE};
        this.fieldColumns = new int[] {
            column(Role.CASE), column(Role.ACTIVITY), column(Role.RESOURCE), column(Role.TEAM), column(Role.INSTANCE)
        };
        this.caseColumn = column(Role.CASE);
        this.activityColumn = column(Role.ACTIVITY);
        this.lifecycleColumn = column(Role.LIFECYCLE);
        this.timeColumn = column(Role.TIME);
        this.startColumn = column(Role.START);
        this.sequenceColumn = column(Role.SEQUENCE);
        this.emptyColumns = Arrays.stream(new Role[] {Role.OPERATION, Role.CORRECTS, Role.VERSION, Role.RECEIVED})
                .mapToInt(this::column)
                .filter(c -> c != NONE)
                .toArray();
        this.usable = columns.microsRoles() == 0;
        String[] names = new String[columns.count()];
        nameAttributes(names);
        this.attributeColumns = IntStream.range(0, names.length)
                .filter(i -> names[i] != null && wanted.test(names[i]))
                .toArray();
        this.attributes = Arrays.stream(attributeColumns)
                .map(i -> appender.attributeColumn(names[i]))
                .toArray();
    }

    private void nameAttributes(String[] names) {
        Role[] roles = columns.roles();
        for (int i = 0; i < roles.length; i++) {
            StandardAttribute standard = StandardAttribute.of(roles[i]);
            if (standard != null) {
                names[columns.roleColumns()[i]] = standard.column();
            }
        }
        for (int i = 0; i < columns.attributeColumns().length; i++) {
            names[columns.attributeColumns()[i]] = columns.attributeNames()[i];
        }
    }

    private int column(Role role) {
        int at = List.of(columns.roles()).indexOf(role);
        return at < 0 ? NONE : columns.roleColumns()[at];
    }

    /**
     * Reads a chunk.
     *
     * @param to where the scanner's bytes end
     * @param last whether the file ends there
     */
    CsvLoad.Read read(CsvScanner chunk, int to, boolean last) throws IOException {
        scanner = chunk;
        LogPart part = appender.begin();
        RowAppender rows = new RowAppender(appender, wanted, false);
        CsvPass general = new CsvPass(chunk, columns, log.file(), log.options(), rows);
        while (chunk.next()) {
            if (!last && chunk.hasTouchedEnd()) {
                return new CsvLoad.Read(part, rows, chunk.line() - 1, chunk.recordStart());
            }
            if (!usable || !isPlain() || !append()) {
                general.record(0);
            }
        }
        return new CsvLoad.Read(part, rows, chunk.nextLine() - 1, to);
    }

    private boolean isPlain() {
        CsvScanner s = scanner;
        if (s.problem() != null
                || s.fields() != columns.count()
                || s.beyondAscii()
                || s.recordLength() > Limits.TEXT_LENGTH
                || s.isEmpty(caseColumn)
                || s.isEmpty(activityColumn)) {
            return false;
        }
        for (int column : emptyColumns) {
            if (!s.isEmpty(column)) {
                return false;
            }
        }
        for (int column : fieldColumns) {
            if (column != NONE && s.isEscaped(column)) {
                return false;
            }
        }
        for (int column : attributeColumns) {
            if (s.isEscaped(column)) {
                return false;
            }
        }
        return sequenceColumn == NONE || isNumber(sequenceColumn);
    }

    /** Empty, or digits that are surely a long. */
    private boolean isNumber(int column) {
        int length = scanner.fieldLength(column);
        byte[] bytes = scanner.bytes();
        int from = scanner.fieldStart(column);
        for (int i = from; i < from + length; i++) {
            if (bytes[i] < '0' || bytes[i] > '9') {
                return false;
            }
        }
        return length <= 18;
    }

    /** Adds the present record; false, and nothing added, when it is not that usual after all. */
    private boolean append() {
        long time = time(timeColumn);
        boolean hasStart = startColumn != NONE && !scanner.isEmpty(startColumn);
        long start = hasStart ? time(startColumn) : 0;
        if (time < 0 || start < 0 || !setLifecycle()) {
            return false;
        }
        byte[] bytes = scanner.bytes();
        for (int i = 0; i < fields.length; i++) {
            if (fieldColumns[i] != NONE) {
                int from = scanner.fieldStart(fieldColumns[i]);
                appender.set(fields[i], bytes, from, from + scanner.fieldLength(fieldColumns[i]));
            }
        }
        for (int i = 0; i < attributeColumns.length; i++) {
            int length = scanner.fieldLength(attributeColumns[i]);
            if (length > 0) {
                int from = scanner.fieldStart(attributeColumns[i]);
                appender.attribute(attributes[i], bytes, from, from + length);
            }
        }
        appender.add(time);
        if (hasStart) {
            appender.startedAt(start);
        }
        return true;
    }

    /** Microseconds; negative when it is none within the limits. */
    private long time(int column) {
        int length = scanner.fieldLength(column);
        int from = scanner.fieldStart(column);
        byte[] bytes = scanner.bytes();
        long time = IsoTime.BAD;
        if (times.isIso()
                && length >= 20
                && length <= 30
                && bytes[from + 10] == 'T'
                && bytes[from + length - 1] == 'Z') {
            time = IsoTime.utc(bytes, from, length);
        }
        if (time == IsoTime.BAD && length > 0 && !scanner.isEscaped(column)) {
            time = times.parse(texts.text(bytes, from, length));
        }
        return time >= Limits.MIN_TIME_MICROS && time < Limits.MAX_TIME_MICROS ? time : -1;
    }

    private boolean setLifecycle() {
        int length = lifecycleColumn == NONE ? 0 : scanner.fieldLength(lifecycleColumn);
        if (length == 0) {
            appender.set(LogField.LIFECYCLE, COMPLETE, 0, COMPLETE.length);
            return true;
        }
        if (length > lower.length || scanner.isEscaped(lifecycleColumn)) {
            return false;
        }
        int from = scanner.fieldStart(lifecycleColumn);
        for (int i = 0; i < length; i++) {
            byte b = scanner.bytes()[from + i];
            lower[i] = b >= 'A' && b <= 'Z' ? (byte) (b + 32) : b;
        }
        appender.set(LogField.LIFECYCLE, lower, 0, length);
        return true;
    }
}
