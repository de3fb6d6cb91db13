package io.sojourn.stream.cases;

import io.sojourn.event.Event;
import io.sojourn.stream.wire.Codec;
import io.sojourn.stream.wire.EventCodec;
import io.sojourn.stream.wire.EventPack;
import io.sojourn.stream.wire.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Bytes of a {@link CaseState}. */
public final class CaseStateCodec implements Codec<CaseState> {
    private static final long serialVersionUID = 1L;
    private static final int FORMAT = 3;
    private static final EventCodec EVENTS = new EventCodec();

    @Override
    public Class<CaseState> type() {
        return CaseState.class;
    }

    @Override
    public void write(CaseState s, DataOutput out) throws IOException {
        out.writeByte(FORMAT);
        s.appended.write(out);
        writeEvents(s.corrections, out);
        out.writeBoolean(s.base != null);
        if (s.base != null) {
            writeBase(s.base, out);
        }
        out.writeLong(s.toldAsOf);
        Wire.writeLong(s.epoch, out);
        out.writeLong(s.timerAt);
        Wire.writeLong(s.duplicates, out);
        Wire.writeLong(s.conflicts, out);
        out.writeBoolean(s.handedOver);
    }

    @Override
    public CaseState read(DataInput in) throws IOException {
        int format = in.readByte();
        if (format != FORMAT) {
            throw new IOException("a case in format " + format + ", this program knows " + FORMAT);
        }
        CaseState s = new CaseState(EventPack.read(in), readEvents(in));
        s.base = in.readBoolean() ? readBase(in) : null;
        s.toldAsOf = in.readLong();
        s.epoch = Wire.readLong(in);
        s.timerAt = in.readLong();
        s.duplicates = Wire.readLong(in);
        s.conflicts = Wire.readLong(in);
        s.handedOver = in.readBoolean();
        return s;
    }

    @Override
    public CaseState copy(CaseState value) {
        return value.copy();
    }

    private static void writeEvents(List<Event> events, DataOutput out) throws IOException {
        Wire.writeLong(events.size(), out);
        for (Event e : events) {
            EVENTS.write(e, out);
        }
    }

    private static List<Event> readEvents(DataInput in) throws IOException {
        int size = Wire.readLength(in);
        List<Event> events = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            events.add(EVENTS.read(in));
        }
        return events;
    }

    private static void writeBase(Base b, DataOutput out) throws IOException {
        Wire.writeLong(b.episodes(), out);
        out.writeLong(b.firstTime());
        out.writeLong(b.lastTime());
        Wire.writeText(b.lastSource(), out);
        Wire.writeLong(b.lastSequence(), out);
        Wire.writeText(b.lastId(), out);
        out.writeLong(b.silentUntil());
        Wire.writeValues(b.carried(), out);
    }

    private static Base readBase(DataInput in) throws IOException {
        return new Base(
                Wire.readLong(in),
                in.readLong(),
                in.readLong(),
                Wire.readText(in),
                Wire.readLong(in),
                Wire.readText(in),
                in.readLong(),
                Wire.readValues(in));
    }
}
