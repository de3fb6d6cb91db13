package io.sojourn.stream.wire;

import io.sojourn.event.Event;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The events of one case, packed: some 80 bytes each. Only appending is cheap; process and case are not repeated, nor a
 * source that is that of the event before.
 *
 * <p>A record: its length (4 bytes), a byte of operation and flags, the source unless it is the one before, then the event's
 * bytes from the time on.
 */
public final class EventPack {
    private static final int SAME_SOURCE = 0x10;
    private static final int OPERATION = 0x0f;
    private static final int HEAD = 5;
    private static final int ROOM = 160;
    private static final int SPARE = 32;
    private static final byte[] NONE = new byte[0];

    private byte[] data;
    private int used;
    private int count;
    private String lastSource;

    public EventPack() {
        this(NONE, 0, 0, null);
    }

    private EventPack(byte[] data, int used, int count, String lastSource) {
        this.data = data;
        this.used = used;
        this.count = count;
        this.lastSource = lastSource;
    }

    public int count() {
        return count;
    }

    public boolean isEmpty() {
        return count == 0;
    }

    /** Bytes that the events take. */
    public int bytes() {
        return used;
    }

    /** Adds an event at the end. */
    public void append(PackedEvent packed, Event e, EventBytes reader) {
        byte[] from = packed.bytes();
        int sourceAt = reader.sourceAt(from);
        int sourceEnd = reader.sourceEnd();
        boolean same = e.source().equals(lastSource);
        int begin = same ? sourceEnd : sourceAt;
        int length = from.length - begin;
        reserve(HEAD + length);
        data[used] = (byte) (length >>> 24);
        data[used + 1] = (byte) (length >>> 16);
        data[used + 2] = (byte) (length >>> 8);
        data[used + 3] = (byte) length;
        data[used + 4] = (byte) (e.operation().ordinal() | (same ? SAME_SOURCE : 0));
        System.arraycopy(from, begin, data, used + HEAD, length);
        used += HEAD + length;
        count++;
        lastSource = e.source();
    }

    /** Forgets all events. */
    public void clear() {
        data = NONE;
        used = 0;
        count = 0;
        lastSource = null;
    }

    /** Takes these events, in this order, for what was here. */
    public void set(List<Event> events, EventBytes writer) {
        clear();
        for (Event e : events) {
            append(writer.pack(e), e, writer);
        }
    }

    private void reserve(int more) {
        if (used + more > data.length) {
            // Room for some more events: growing by one at a time would copy each event for each that follows.
            data = Arrays.copyOf(data, used + more + ROOM + used / 4);
        }
    }

    /** Gives back the room that waits for more events. */
    public void trim() {
        if (data.length - used > SPARE) {
            data = Arrays.copyOf(data, used);
        }
    }

    /** All events, in order. */
    public List<Event> events(String process, String caseId, EventBytes reader) {
        List<Event> events = new ArrayList<>(count + 1);
        String source = null;
        for (int at = 0; at < used; ) {
            int length = (data[at] & 0xFF) << 24
                    | (data[at + 1] & 0xFF) << 16
                    | (data[at + 2] & 0xFF) << 8
                    | (data[at + 3] & 0xFF);
            int flags = data[at + 4];
            int body = at + HEAD;
            if ((flags & SAME_SOURCE) == 0) {
                source = reader.textAt(data, body);
                body = reader.position();
            }
            events.add(reader.body(process, caseId, flags & OPERATION, source, data, body));
            at += HEAD + length;
        }
        return events;
    }

    /** A copy that later appends to either one don't touch. */
    public EventPack copy() {
        return new EventPack(Arrays.copyOf(data, used), used, count, lastSource);
    }

    public void write(DataOutput out) throws IOException {
        Wire.writeLong(count, out);
        Wire.writeText(lastSource, out);
        Wire.writeLong(used, out);
        out.write(data, 0, used);
    }

    public static EventPack read(DataInput in) throws IOException {
        int count = Wire.readLength(in);
        String lastSource = Wire.readText(in);
        byte[] data = new byte[Wire.readLength(in)];
        in.readFully(data);
        return new EventPack(data, data.length, count, lastSource);
    }
}
