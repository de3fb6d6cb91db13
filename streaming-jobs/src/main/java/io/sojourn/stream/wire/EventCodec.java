package io.sojourn.stream.wire;

import io.sojourn.event.Event;
import io.sojourn.event.Operation;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Bytes of an {@link Event}; {@link EventBytes} says how they lie, and reads them faster. */
public final class EventCodec implements Codec<Event> {
    private static final long serialVersionUID = 1L;
    static final int FORMAT = 2;
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
        Wire.writeText(e.source(), out);
        out.writeLong(e.timeMicros());
        Wire.writeText(e.eventId(), out);
        Wire.writeLong(e.sequence(), out);
        if (e.operation() != Operation.APPEND) {
            Wire.writeText(e.corrects(), out);
            Wire.writeLong(e.version(), out);
        }
        Wire.writeText(e.activity(), out);
        Wire.writeWord(e.lifecycle(), out);
        Wire.writeText(e.resource(), out);
        Wire.writeWord(e.resourceKind(), out);
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
        String process = Wire.readText(in);
        String caseId = Wire.readText(in);
        String source = Wire.readText(in);
        long time = in.readLong();
        String eventId = Wire.readText(in);
        long sequence = Wire.readLong(in);
        boolean append = operation == Operation.APPEND;
        return new Event(
                process,
                caseId,
                eventId,
                source,
                sequence,
                operation,
                append ? null : Wire.readText(in),
                append ? 0 : (int) Wire.readLong(in),
                Wire.readText(in),
                Wire.readWord(in),
                time,
                Wire.readText(in),
                Wire.readWord(in),
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
