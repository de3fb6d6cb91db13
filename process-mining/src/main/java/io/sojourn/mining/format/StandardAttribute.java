package io.sojourn.mining.format;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.function.Function;

/** What a row can have that a columnar log keeps among its attributes, under the name of the store's column. */
enum StandardAttribute {
    EVENT_ID(Role.EVENT_ID, LogRow::eventId),
    SOURCE(Role.SOURCE, LogRow::source),
    RESOURCE_KIND(Role.RESOURCE_KIND, LogRow::resourceKind),
    QUEUE(Role.QUEUE, LogRow::queue),
    OUTCOME(Role.OUTCOME, LogRow::outcome),
    EXCEPTION(Role.EXCEPTION, LogRow::exception),
    REASON(Role.REASON, LogRow::reason),
    RELATED(Role.RELATED, LogRow::related),
    RECEIVED_AT(
            Role.RECEIVED,
            row -> row.receivedMicros() == 0 ? null : Instant.EPOCH.plus(row.receivedMicros(), ChronoUnit.MICROS));

    private final Role role;
    private final Function<LogRow, Object> value;

    StandardAttribute(Role role, Function<LogRow, Object> value) {
        this.role = role;
        this.value = value;
    }

    /** The column of the store. */
    String column() {
        return name().toLowerCase(Locale.ROOT);
    }

    Role role() {
        return role;
    }

    /** The row's value; null when it has none. */
    Object of(LogRow row) {
        return value.apply(row);
    }

    /** The one with the name of a column; null when there is none. */
    static StandardAttribute named(String column) {
        for (StandardAttribute attribute : values()) {
            if (attribute.column().equals(column)) {
                return attribute;
            }
        }
        return null;
    }

    /** The one with a role; null when there is none. */
    static StandardAttribute of(Role role) {
        for (StandardAttribute attribute : values()) {
            if (attribute.role == role) {
                return attribute;
            }
        }
        return null;
    }
}
