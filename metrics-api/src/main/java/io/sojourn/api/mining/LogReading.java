package io.sojourn.api.mining;

import io.sojourn.api.resources.Snapshot;
import io.sojourn.definition.DefinitionVersion;
import io.sojourn.event.Column;
import io.sojourn.event.ColumnType;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import io.sojourn.fact.FactTable;
import io.sojourn.mining.log.AttributeTypes;
import io.sojourn.mining.log.LogAppender;
import io.sojourn.mining.log.LogField;
import io.sojourn.mining.log.LogPart;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Reads the effective events of one process into columns: a stream of rows in one read transaction, which the store's writer
 * never waits for. Columns in which no event has a value are not read.
 */
final class LogReading {
    static final AttributeTypes TYPES = new DeclaredTypes();

    /** Beside the fields of a log, the standard columns that an analyst chooses by. */
    private static final List<String> STANDARD_ATTRIBUTES =
            List.of("resource_kind", "queue", "outcome", "exception", "reason");

    private static final Map<String, LogField> FIELDS = Map.of(
            "activity", LogField.ACTIVITY,
            "lifecycle", LogField.LIFECYCLE,
            "resource", LogField.RESOURCE,
            "team", LogField.TEAM,
            "instance", LogField.INSTANCE);
    private static final int FETCHED = 2_048;
    private static final int MOST_SECONDS = 300;

    /** What an event takes without attributes, and at most what each attribute adds. */
    private static final int BYTES_OF_EVENT = 50;

    private static final int BYTES_OF_VALUE = 8;

    private final Snapshot snapshot;
    private final int mostEvents;
    private final long mostBytes;
    private final LogAppender appender = new LogAppender();
    private final LogPart part = appender.begin();

    /** @param mostBytes that its columns may take */
    LogReading(Snapshot snapshot, int mostEvents, long mostBytes) {
        this.snapshot = snapshot;
        this.mostEvents = mostEvents;
        this.mostBytes = mostBytes;
    }

    /** The events; to be put together when the transaction is over. */
    LogPart read() throws SQLException {
        Map<String, Column> attributes = attributes();
        List<Column> columns = new ArrayList<>();
        FIELDS.keySet().stream().sorted().forEach(name -> columns.add(new Column(name, ColumnType.TEXT)));
        columns.addAll(attributes.values());
        List<Column> filled = filled(columns);
        int[] places = new int[filled.size()];
        attributes.values().forEach(a -> appender.attributeColumn(a.name(), a.type()));
        for (int i = 0; i < places.length; i++) {
            String name = filled.get(i).name();
            places[i] = FIELDS.containsKey(name) ? -1 : appender.attributeColumn(name);
        }
        try (Statement stream = snapshot.connection().createStatement()) {
            stream.execute("SET jdbc_stream_results = true");
        }
        try (PreparedStatement s = snapshot.connection().prepareStatement(EffectiveEvents.query(snapshot, filled))) {
            s.setQueryTimeout(MOST_SECONDS);
            s.setFetchSize(FETCHED);
            try (ResultSet rows = s.executeQuery()) {
                while (rows.next()) {
                    append(rows, filled, places);
                }
            }
        }
        return part;
    }

    private void append(ResultSet rows, List<Column> columns, int[] places) throws SQLException {
        appender.set(LogField.CASE, rows.getString(1));
        for (int i = 0; i < places.length; i++) {
            String value = rows.getString(i + 3);
            if (places[i] < 0) {
                appender.set(FIELDS.get(columns.get(i).name()), value);
            } else if (value != null) {
                appender.attribute(places[i], value, columns.get(i).type());
            }
        }
        appender.add(rows.getLong(2));
    }

    /** The standard ones, then those of all versions of the definition. */
    private Map<String, Column> attributes() {
        Map<String, Column> all = new LinkedHashMap<>();
        STANDARD_ATTRIBUTES.forEach(name -> all.put(name, new Column(name, ColumnType.TEXT)));
        for (DefinitionVersion version : snapshot.history().versions()) {
            version.definition().attributes().forEach(a -> all.putIfAbsent(a.name(), a));
        }
        return all;
    }

    /** Those in which some event has a value; too many events are refused. */
    private List<Column> filled(List<Column> columns) throws SQLException {
        String counts = columns.stream()
                .map(c -> ", count(" + Snapshot.name(c.name()) + ")")
                .collect(Collectors.joining());
        return snapshot.list("SELECT count(*)" + counts + " FROM " + snapshot.rows(FactTable.EVENTS), row -> {
                    check(row.getLong(1));
                    List<Column> filled = new ArrayList<>();
                    for (int i = 0; i < columns.size(); i++) {
                        if (row.getLong(i + 2) > 0) {
                            filled.add(columns.get(i));
                        }
                    }
                    checkBytes(row.getLong(1), filled.size());
                    return filled;
                })
                .get(0);
    }

    private void checkBytes(long events, int attributes) {
        long bytes = events * (BYTES_OF_EVENT + (long) BYTES_OF_VALUE * attributes);
        if (bytes > mostBytes) {
            throw new SojournException(
                    ErrorCode.QUERY_LIMIT,
                    "process " + snapshot.history().process() + " has " + events + " events with " + attributes
                            + " attributes: in columns they may take " + (bytes >> 20) + " MB, and this server has "
                            + (mostBytes >> 20) + " MB for that.",
                    "Maybe give the server more memory (SOJOURN_JAVA_OPTIONS=-Xmx…), or use `sojourn mine LOG` on the file or"
                            + " the archive of its events.");
        }
    }

    private void check(long events) {
        if (events > mostEvents) {
            throw new SojournException(
                    ErrorCode.QUERY_LIMIT,
                    "process " + snapshot.history().process() + " has " + events + " events, the limit of mining in a"
                            + " server is " + mostEvents + ".",
                    "Maybe use `sojourn mine LOG` on the file or the archive of its events, with --filter for a part of"
                            + " them; it has no such limit.");
        }
    }
}
