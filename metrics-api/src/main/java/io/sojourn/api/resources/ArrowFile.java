package io.sojourn.api.resources;

import io.sojourn.event.Column;
import io.sojourn.event.ColumnType;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.TimeStampMicroTZVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Rows of a query as an Arrow IPC stream: batches of at most 8,192 rows and some 16 MB of texts, so memory stays flat. Types: texts are Utf8,
 * integers Int(64), numbers Float(64), truths Bool, times Timestamp(microseconds, UTC); all may be null.
 */
final class ArrowFile implements AutoCloseable {
    private static final int BATCH = 8_192;
    private static final long BATCH_BYTES = 16L << 20;
    private static final long MOST_BYTES = 256L << 20;

    private final List<Column> columns;
    private final RootAllocator memory;
    private final VectorSchemaRoot batch;
    private long bytes;

    private ArrowFile(List<Column> columns) {
        this.columns = columns;
        this.memory = new RootAllocator(MOST_BYTES);
        List<Field> fields = new ArrayList<>();
        columns.forEach(c -> fields.add(Field.nullable(c.name(), type(c.type()))));
        this.batch = VectorSchemaRoot.create(new Schema(fields), memory);
    }

    /**
     * Writes all rows.
     *
     * @param rows one value for each column, times as microseconds since 1970
     */
    static void write(List<Column> columns, ResultSet rows, OutputStream out) throws SQLException, IOException {
        try (ArrowFile file = new ArrowFile(columns)) {
            file.write(rows, out);
        } catch (ExceptionInInitializerError | NoClassDefFoundError e) {
            throw new SojournException(
                    ErrorCode.BROKEN,
                    "this server can't write Arrow: its Java was started without "
                            + "--add-opens=java.base/java.nio=ALL-UNNAMED.",
                    "Maybe start it by ./sojourn, or ask for format=parquet.",
                    e);
        }
    }

    private static ArrowType type(ColumnType type) {
        return switch (type) {
            case TEXT -> ArrowType.Utf8.INSTANCE;
            case INTEGER -> new ArrowType.Int(64, true);
            case NUMBER -> new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE);
            case BOOLEAN -> ArrowType.Bool.INSTANCE;
            case TIME -> new ArrowType.Timestamp(TimeUnit.MICROSECOND, "UTC");
        };
    }

    private void write(ResultSet rows, OutputStream out) throws SQLException, IOException {
        try (ArrowStreamWriter writer = new ArrowStreamWriter(batch, null, Channels.newChannel(out))) {
            writer.start();
            int n = 0;
            while (rows.next()) {
                for (int i = 0; i < columns.size(); i++) {
                    set(batch.getVector(i), n, columns.get(i).type(), rows, i + 1);
                }
                if (++n == BATCH || bytes > BATCH_BYTES) {
                    send(writer, n);
                    n = 0;
                }
            }
            if (n > 0) {
                send(writer, n);
            }
            writer.end();
        }
    }

    private void send(ArrowStreamWriter writer, int rows) throws IOException {
        batch.setRowCount(rows);
        writer.writeBatch();
        batch.clear();
        bytes = 0;
    }

    private void set(FieldVector to, int row, ColumnType type, ResultSet rows, int column) throws SQLException {
        if (rows.getObject(column) == null) {
            to.setNull(row);
            return;
        }
        switch (type) {
            case TEXT -> {
                byte[] text = rows.getString(column).getBytes(StandardCharsets.UTF_8);
                bytes += text.length;
                ((VarCharVector) to).setSafe(row, text);
            }
            case INTEGER -> ((BigIntVector) to).setSafe(row, rows.getLong(column));
            case NUMBER -> ((Float8Vector) to).setSafe(row, rows.getDouble(column));
            case BOOLEAN -> ((BitVector) to).setSafe(row, rows.getBoolean(column) ? 1 : 0);
            case TIME -> ((TimeStampMicroTZVector) to).setSafe(row, rows.getLong(column));
            default -> throw new IllegalArgumentException(type.word());
        }
    }

    @Override
    public void close() {
        batch.close();
        memory.close();
    }
}
