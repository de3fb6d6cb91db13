package io.sojourn.mining.format;

import io.sojourn.event.ColumnType;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.Limits;
import io.sojourn.event.Operation;
import io.sojourn.event.SojournException;
import io.sojourn.mining.log.EventLog;
import io.sojourn.mining.log.LogAppender;
import io.sojourn.mining.log.LogField;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Puts rows into a columnar log; counts and keeps what can't go there. */
final class RowAppender implements RowHandler {
    private static final int SHOWN_REJECTIONS = 10;

    private final LogAppender appender;
    private final Predicate<String> wanted;
    private final boolean wantsAttributes;
    private final boolean typed;
    private final Map<String, Integer> columns = new HashMap<>();
    private final List<RejectedRow> rejections = new ArrayList<>();
    private final Map<ErrorCode, Long> reasons = new EnumMap<>(ErrorCode.class);
    private long rejected;
    private long notApplied;
    private long position;

    /**
     * @param wanted names of the attributes to keep
     * @param typed whether the file has types; else all values are mere texts
     */
    RowAppender(LogAppender appender, Predicate<String> wanted, boolean typed) {
        this.appender = appender;
        this.wanted = wanted;
        this.wantsAttributes = wanted != LogLoader.NO_ATTRIBUTES;
        this.typed = typed;
    }

    @Override
    public boolean wantsAttributes() {
        return wantsAttributes;
    }

    @Override
    public void row(LogRow row) {
        position = row.position();
        if (row.operation() != Operation.APPEND) {
            notApplied++;
            return;
        }
        appender.set(LogField.CASE, row.caseId());
        appender.set(LogField.ACTIVITY, row.activity());
        appender.set(LogField.LIFECYCLE, row.lifecycle());
        appender.set(LogField.RESOURCE, row.resource());
        appender.set(LogField.TEAM, row.team());
        appender.set(LogField.INSTANCE, row.instance());
        if (wantsAttributes) {
            standard(row);
            for (int i = 0; i < row.attributeCount(); i++) {
                attribute(row.attributeName(i), row.attributeValue(i));
            }
        }
        appender.add(row.timeMicros());
        if (row.startMicros() != LogRow.NO_TIME) {
            appender.startedAt(row.startMicros());
        }
    }

    /** What the row has beside the columns of the log: attributes under the names of the store's columns. */
    private void standard(LogRow row) {
        for (StandardAttribute standard : StandardAttribute.values()) {
            Object value = standard.of(row);
            if (value != null) {
                attribute(standard.column(), value);
            }
        }
    }

    private int newColumn(String name) {
        int column = appender.attributeColumn(name);
        if (column >= Limits.LOG_ATTRIBUTES) {
            throw new SojournException(
                    ErrorCode.OVER_LIMIT,
                    "the log has more than " + Limits.LOG_ATTRIBUTES + " different attributes; at event " + position
                            + " comes " + RowAssembler.shown(name) + ".",
                    "Maybe names of attributes have values in them; rename them, or read the log without attributes.");
        }
        return column;
    }

    private void attribute(String name, Object value) {
        Integer column = columns.get(name);
        if (column == null) {
            column = wanted.test(name) ? newColumn(name) : -1;
            columns.put(name, column);
        }
        if (column >= 0 && value != null) {
            appender.attribute(column, value.toString(), type(value));
        }
    }

    private ColumnType type(Object value) {
        if (value instanceof Long) {
            return ColumnType.INTEGER;
        }
        if (value instanceof Double) {
            return ColumnType.NUMBER;
        }
        if (value instanceof Boolean) {
            return ColumnType.BOOLEAN;
        }
        return value instanceof Instant ? ColumnType.TIME : typed ? ColumnType.TEXT : null;
    }

    @Override
    public void rejected(RejectedRow row) {
        rejected++;
        reasons.merge(row.code(), 1L, Long::sum);
        if (rejections.size() < SHOWN_REJECTIONS) {
            rejections.add(row);
        }
    }

    /** The log and what is to be said of the rows. */
    LogLoader.Loaded loaded(EventLog log) {
        return new LogLoader.Loaded(log, rejected, new EnumMap<>(reasons), List.copyOf(rejections), notApplied);
    }

    /** Adds what another one counted of later rows, whose positions are {@code lines} too small. */
    void add(RowAppender later, long lines, String fileName) {
        rejected += later.rejected;
        later.reasons.forEach((reason, count) -> reasons.merge(reason, count, Long::sum));
        notApplied += later.notApplied;
        for (RejectedRow row : later.rejections) {
            if (rejections.size() < SHOWN_REJECTIONS) {
                rejections.add(row.movedBy(lines, fileName));
            }
        }
    }
}
