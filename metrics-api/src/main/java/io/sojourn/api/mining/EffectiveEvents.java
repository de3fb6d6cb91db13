package io.sojourn.api.mining;

import io.sojourn.api.resources.Snapshot;
import io.sojourn.event.Column;
import io.sojourn.event.ColumnType;
import io.sojourn.fact.FactTable;
import java.sql.SQLException;
import java.util.Collection;
import java.util.stream.Collectors;

/**
 * The events of a process as they count, in SQL: of the corrections and retractions of an event the one with the highest
 * version wins, with all of its columns, in the original's place; a retraction takes the event away.
 */
final class EffectiveEvents {
    private static final String ORDER = " ORDER BY t, source, sequence, event_id, case_id";
    private static final String PLAIN = "SELECT case_id, source, sequence, event_id, epoch_us(time) AS t%s FROM %s";
    private static final String CORRECTED =
            """
            SELECT o.case_id, o.source, o.sequence, o.event_id,
                   epoch_us(IF(c.operation IS NULL, o.time, c.time)) AS t%s
            FROM %s o LEFT JOIN (
                SELECT * FROM %s WHERE operation <> 'append'
                QUALIFY row_number() OVER (PARTITION BY case_id, source, event_id ORDER BY revision DESC) = 1) c
              ON c.case_id = o.case_id AND c.source = o.source AND c.event_id = o.event_id
            WHERE o.operation = 'append' AND c.operation IS DISTINCT FROM 'retract'
            """;

    private EffectiveEvents() {}

    /**
     * A query for {@code case_id}, {@code t} (microseconds) and the given columns, times of these in microseconds too; by
     * time, source, sequence, event id, case.
     */
    static String query(Snapshot s, Collection<Column> columns) throws SQLException {
        String events = s.rows(FactTable.EVENTS);
        boolean corrected =
                s.one("SELECT count(*) FROM (SELECT 1 FROM " + events + " WHERE operation <> 'append' LIMIT 1)") > 0;
        String values = columns.stream()
                .map(c -> ", " + value(c, corrected) + " AS " + Snapshot.name(c.name()))
                .collect(Collectors.joining());
        String effective = corrected ? CORRECTED.formatted(values, events, events) : PLAIN.formatted(values, events);
        String wanted =
                columns.stream().map(c -> ", " + Snapshot.name(c.name())).collect(Collectors.joining());
        return "SELECT case_id, t" + wanted + " FROM (" + effective + ")" + ORDER;
    }

    private static String value(Column column, boolean corrected) {
        String name = Snapshot.name(column.name());
        String value = corrected ? "IF(c.operation IS NULL, o." + name + ", c." + name + ")" : name;
        return column.type() == ColumnType.TIME ? "epoch_us(" + value + ")" : value;
    }
}
