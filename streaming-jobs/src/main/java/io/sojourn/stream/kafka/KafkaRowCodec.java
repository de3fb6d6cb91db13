package io.sojourn.stream.kafka;

import io.sojourn.stream.wire.Codec;
import io.sojourn.stream.wire.EventCodec;
import io.sojourn.stream.wire.ResultCodec;
import io.sojourn.stream.wire.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Bytes of a {@link KafkaRow}: used where the operator behind the source isn't chained to it. */
public final class KafkaRowCodec implements Codec<KafkaRow> {
    private static final long serialVersionUID = 1L;
    private static final int FORMAT = 1;
    private final EventCodec events = new EventCodec();
    private final ResultCodec results = new ResultCodec();

    @Override
    public Class<KafkaRow> type() {
        return KafkaRow.class;
    }

    @Override
    public void write(KafkaRow row, DataOutput out) throws IOException {
        out.writeByte(FORMAT);
        Wire.writeLong(row.partition(), out);
        Wire.writeLong(row.appendedMicros(), out);
        Wire.writeLong(row.tickMicros(), out);
        out.writeByte(row.event() != null ? 1 : row.rejected() != null ? 2 : 0);
        if (row.event() != null) {
            events.write(row.event(), out);
        } else if (row.rejected() != null) {
            results.write(row.rejected(), out);
        }
    }

    @Override
    public KafkaRow read(DataInput in) throws IOException {
        int format = in.readByte();
        if (format != FORMAT) {
            throw new IOException("a Kafka row in format " + format + ", this program knows " + FORMAT);
        }
        int partition = (int) Wire.readLong(in);
        long appended = Wire.readLong(in);
        long tick = Wire.readLong(in);
        return switch (in.readByte()) {
            case 1 -> new KafkaRow(partition, appended, tick, events.read(in), null);
            case 2 -> new KafkaRow(partition, appended, tick, null, results.read(in));
            default -> new KafkaRow(partition, appended, tick, null, null);
        };
    }

    @Override
    public KafkaRow copy(KafkaRow value) {
        return value;
    }
}
