package io.sojourn.mining.format;

import io.sojourn.event.ColumnType;
import io.sojourn.mining.log.EventLog;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * The columns of an exported log: name, type and value of each. Columns with a meaning have the first name by which it is
 * recognised, and come even when empty where an attribute has another of those names, so that no attribute takes their place.
 */
final class ExportColumns {
    /** @param value gives a String, Long, Double, Boolean, Instant or null of a row */
    record Column(String name, ColumnType type, Function<LogRow, Object> value) {}

    private final List<Column> columns = new ArrayList<>();

    ExportColumns(EventLog log) {
        LogRows rows = new LogRows(log.all());
        List<String> attributes = rows.attributeNames();
        add(Role.CASE, true, attributes, LogRow::caseId);
        add(Role.ACTIVITY, true, attributes, LogRow::activity);
        add(Role.TIME, true, attributes, row -> instant(row.timeMicros()));
        add(
                Role.START,
                log.hasStarts(),
                attributes,
                row -> row.startMicros() == LogRow.NO_TIME ? null : instant(row.startMicros()));
        add(Role.LIFECYCLE, true, attributes, LogRow::lifecycle);
        add(Role.RESOURCE, !log.resourceNames().isEmpty(), attributes, LogRow::resource);
        add(Role.TEAM, !log.teamNames().isEmpty(), attributes, LogRow::team);
        add(Role.INSTANCE, log.instanceNames().size() > 0, attributes, LogRow::instance);
        for (StandardAttribute standard : StandardAttribute.values()) {
            add(standard.role(), rows.has(standard), attributes, standard::of);
        }
        for (int i = 0; i < attributes.size(); i++) {
            int place = i;
            columns.add(new Column(attributes.get(i), rows.type(i), row -> row.attributeValue(place)));
        }
    }

    private void add(Role role, boolean filled, List<String> attributes, Function<LogRow, Object> value) {
        boolean clashes = attributes.stream().anyMatch(a -> role.names().contains(a.toLowerCase(Locale.ROOT)));
        if (filled || clashes) {
            boolean time = role == Role.TIME || role == Role.START || role == Role.RECEIVED;
            columns.add(new Column(role.names().get(0), time ? ColumnType.TIME : ColumnType.TEXT, value));
        }
    }

    static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    List<Column> columns() {
        return columns;
    }
}
