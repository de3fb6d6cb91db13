package io.sojourn.stream.archive;

import io.sojourn.definition.ProcessDefinition;
import io.sojourn.event.Column;
import io.sojourn.event.Event;
import io.sojourn.fact.EventRow;
import io.sojourn.fact.FactTable;
import io.sojourn.fact.TableSchema;
import java.io.Serializable;
import java.util.List;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/**
 * The archive's columns: those of {@link FactTable#EVENTS}, but for {@code late}, which is the stream's judgement and
 * no part of an event. Times are Parquet's TIMESTAMP in microseconds, UTC.
 */
record ArchiveColumns(String process, long version, List<Column> columns) implements Serializable {
    static ArchiveColumns of(ProcessDefinition definition) {
        List<Column> columns = TableSchema.of(FactTable.EVENTS, definition).columns().stream()
                .filter(c -> !c.name().equals("late"))
                .toList();
        return new ArchiveColumns(definition.process(), definition.version(), List.copyOf(columns));
    }

    MessageType schema() {
        return new MessageType(
                "event", columns.stream().map(ArchiveColumns::type).toList());
    }

    private static Type type(Column c) {
        return switch (c.type()) {
            case TEXT ->
                Types.optional(PrimitiveTypeName.BINARY)
                        .as(LogicalTypeAnnotation.stringType())
                        .named(c.name());
            case INTEGER -> Types.optional(PrimitiveTypeName.INT64).named(c.name());
            case NUMBER -> Types.optional(PrimitiveTypeName.DOUBLE).named(c.name());
            case BOOLEAN -> Types.optional(PrimitiveTypeName.BOOLEAN).named(c.name());
            case TIME ->
                Types.optional(PrimitiveTypeName.INT64)
                        .as(LogicalTypeAnnotation.timestampType(true, TimeUnit.MICROS))
                        .named(c.name());
        };
    }

    /** The values of an event, in the order of the columns. */
    Object[] row(Event e) {
        Object[] row = new Object[columns.size()];
        EventRow.fill(row, e, version);
        int attributes = Math.min(row.length - EventRow.VALUES, e.attributes().length);
        System.arraycopy(e.attributes(), 0, row, EventRow.VALUES, attributes);
        return row;
    }
}
