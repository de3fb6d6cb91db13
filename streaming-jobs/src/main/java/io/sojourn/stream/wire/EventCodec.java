package io.sojourn.stream.wire;

import io.sojourn.event.Event;
import io.sojourn.event.Operation;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Bytes of an {@link Event}. */
public final class EventCodec implements Codec<Event> {
    private static final long serialVersionUID = 1L;
    private static final int FORMAT = 2;
    private static final Operation[] OPERATIONS = Operation.values();

    @Override
    public Class<Event> type() {
        return Event.class;
    }

    @Override
    public void write(Event e, DataOutput out) throws IOException {
        out.writeByte(FORMAT);
        out.writeByte(e.operation().ordinal());
        Wire.writeText(e.process(), out);
        Wire.writeText(e.caseId(), out);
        Wire.writeText(e.eventId(), out);
        Wire.writeText(e.source(), out);
        Wire.writeLong(e.sequence(), out);
        if (e.operation() != Operation.APPEND) {
            Wire.writeText(e.corrects(), out);
            Wire.writeLong(e.version(), out);
        }
        Wire.writeText(e.activity(), out);
        Wire.writeText(e.lifecycle(), out);
        Wire.writeLong(e.timeMicros(), out);
        Wire.writeText(e.resource(), out);
        Wire.writeText(e.resourceKind(), out);
        Wire.writeText(e.team(), out);
        Wire.writeText(e.queue(), out);
        Wire.writeText(e.outcome(), out);
        Wire.writeText(e.exception(), out);
        Wire.writeText(e.reason(), out);
        Wire.writeText(e.instance(), out);
        Wire.writeText(e.related(), out);
        Wire.writeLong(e.receivedMicros(), out);
        Wire.writeValues(e.attributes(), out);
    }

    @Override
    public Event read(DataInput in) throws IOException {
        int format = in.readByte();
        if (format != FORMAT) {
            throw new IOException("an event in format " + format + ", this program knows " + FORMAT);
        }
        Operation operation = OPERATIONS[in.readByte()];
        boolean append = operation == Operation.APPEND;
        return new Event(
                Wire.readText(in),
                Wire.readText(in),
                Wire.readText(in),
                Wire.readText(in),
                Wire.readLong(in),
                operation,
                append ? null : Wire.readText(in),
                append ? 0 : (int) Wire.readLong(in),
                Wire.readText(in),
                Wire.readText(in),
                Wire.readLong(in),
                Wire.readText(in),
                Wire.readText(in),
                Wire.readText(in),
                Wire.readText(in),
                Wire.readText(in),
                Wire.readText(in),
                Wire.readText(in),
                Wire.readText(in),
                Wire.readText(in),
                Wire.readLong(in),
                Wire.readValues(in));
    }

    @Override
    public Event copy(Event value) {
        return value;
    }
}
