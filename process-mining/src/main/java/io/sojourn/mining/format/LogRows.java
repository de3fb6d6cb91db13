package io.sojourn.mining.format;

import io.sojourn.event.ColumnType;
import io.sojourn.event.Operation;
import io.sojourn.mining.log.Attribute;
import io.sojourn.mining.log.EventLog;
import io.sojourn.mining.log.Selection;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The selected events of a columnar log as rows, case by case. */
final class LogRows {
    private final Selection selection;
    private final EventLog log;
    private final List<String> names = new ArrayList<>();
    private final List<Attribute> columns = new ArrayList<>();
    private final Map<StandardAttribute, Attribute> standard = new EnumMap<>(StandardAttribute.class);

    LogRows(Selection selection) {
        this.selection = selection;
        this.log = selection.log();
        for (String name : log.attributeNames()) {
            Attribute attribute = log.attribute(name);
            StandardAttribute known = StandardAttribute.named(name);
            boolean fits = known != null
                    && attribute.type() == (known == StandardAttribute.RECEIVED_AT ? ColumnType.TIME : ColumnType.TEXT);
            if (fits) {
                standard.put(known, attribute);
            } else {
                names.add(name);
                columns.add(attribute);
            }
        }
    }

    /** Names of the attributes of each row, in order. */
    List<String> attributeNames() {
        return names;
    }

    ColumnType type(int attribute) {
        return columns.get(attribute).type();
    }

    boolean has(StandardAttribute which) {
        return standard.containsKey(which);
    }

    void forEach(RowHandler handler) {
        Cursor cursor = new Cursor();
        LogRow row = new LogRow();
        row.attributes = cursor;
        row.operation = Operation.APPEND;
        row.startColumn = log.hasStarts();
        for (int k = 0; k < selection.cases(); k++) {
            int c = selection.caseAt(k);
            row.caseId = log.caseId(c);
            for (int i = log.offsets()[c]; i < log.offsets()[c + 1]; i++) {
                if (selection.hasEvent(i)) {
                    cursor.event = i;
                    cursor.caseNumber = c;
                    fill(row, i, c);
                    handler.row(row);
                }
            }
        }
    }

    private void fill(LogRow row, int i, int c) {
        row.position = i + 1L;
        row.sequence = i;
        row.activity = log.activityNames().get(log.activities().at(i));
        row.lifecycle = text(log.lifecycleNames(), log.lifecycles().at(i));
        row.timeMicros = log.times()[i];
        row.startMicros = log.hasStarts() ? log.starts()[i] : LogRow.NO_TIME;
        row.resource = text(log.resourceNames(), log.resources().at(i));
        row.team = text(log.teamNames(), log.teams().at(i));
        int instance = log.instances().at(i);
        row.instance = instance < 0 ? null : log.instanceNames().get(instance);
        row.eventId = text(StandardAttribute.EVENT_ID, i, c);
        row.source = text(StandardAttribute.SOURCE, i, c);
        row.resourceKind = text(StandardAttribute.RESOURCE_KIND, i, c);
        row.queue = text(StandardAttribute.QUEUE, i, c);
        row.outcome = text(StandardAttribute.OUTCOME, i, c);
        row.exception = text(StandardAttribute.EXCEPTION, i, c);
        row.reason = text(StandardAttribute.REASON, i, c);
        row.related = text(StandardAttribute.RELATED, i, c);
        Object received = value(StandardAttribute.RECEIVED_AT, i, c);
        row.receivedMicros = received == null ? 0 : (Long) received;
    }

    private static String text(List<String> names, int code) {
        return code < 0 ? null : names.get(code);
    }

    private String text(StandardAttribute which, int i, int c) {
        return (String) value(which, i, c);
    }

    private Object value(StandardAttribute which, int i, int c) {
        Attribute attribute = standard.get(which);
        return attribute == null ? null : attribute.value(attribute.perCase() ? c : i);
    }

    /** The attributes of the present event. */
    private final class Cursor implements Attributes {
        private int event;
        private int caseNumber;

        @Override
        public int count() {
            return names.size();
        }

        @Override
        public String name(int i) {
            return names.get(i);
        }

        @Override
        public Object value(int i) {
            Attribute attribute = columns.get(i);
            Object value = attribute.value(attribute.perCase() ? caseNumber : event);
            return value != null && attribute.type() == ColumnType.TIME
                    ? Instant.EPOCH.plus((Long) value, ChronoUnit.MICROS)
                    : value;
        }
    }
}
