package io.sojourn.stream.archive;

import io.sojourn.event.Column;
import io.sojourn.event.Event;
import java.util.Map;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;

/** Hands the values of events to Parquet's columns. */
final class EventRows extends WriteSupport<Event> {
    private final ArchiveColumns columns;
    private RecordConsumer out;

    EventRows(ArchiveColumns columns) {
        this.columns = columns;
    }

    @Override
    public WriteContext init(ParquetConfiguration configuration) {
        return new WriteContext(columns.schema(), Map.of());
    }

    /** Parquet's older form of the above, which is never asked here. */
    @Override
    @Deprecated
    public WriteContext init(org.apache.hadoop.conf.Configuration configuration) {
        return new WriteContext(columns.schema(), Map.of());
    }

    @Override
    public void prepareForWrite(RecordConsumer consumer) {
        out = consumer;
    }

    @Override
    public void write(Event e) {
        Object[] row = columns.row(e);
        out.startMessage();
        for (int i = 0; i < row.length; i++) {
            if (row[i] != null) {
                Column column = columns.columns().get(i);
                out.startField(column.name(), i);
                put(column, row[i]);
                out.endField(column.name(), i);
            }
        }
        out.endMessage();
    }

    private void put(Column column, Object value) {
        switch (column.type()) {
            case TEXT -> out.addBinary(Binary.fromString((String) value));
            case INTEGER, TIME -> out.addLong((Long) value);
            case NUMBER -> out.addDouble((Double) value);
            case BOOLEAN -> out.addBoolean((Boolean) value);
        }
    }
}
