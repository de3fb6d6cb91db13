package io.sojourn.stream.wire;

import io.sojourn.event.Event;
import io.sojourn.event.Operation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * Reads events out of byte arrays, without streams between: the fast twin of {@link EventCodec#read}. One reader for one
 * thread.
 *
 * <p>Layout: format, operation, process, case, source, time (8 bytes), then the rest, up to the end of the bytes. {@link
 * EventPack} relies on it: what is equal for all events of a case stands before the source.
 */
public final class EventBytes {
    private static final Operation[] OPERATIONS = Operation.values();
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final ThreadLocal<EventBytes> HEADS = ThreadLocal.withInitial(EventBytes::new);

    private final TextCache texts = new TextCache();
    private final DataOutputSerializer buffer = new DataOutputSerializer(256);
    private final EventCodec codec = new EventCodec();
    private byte[] bytes;
    private int at;

    /** Packs an event; the bytes are a copy of its own. */
    public PackedEvent pack(Event e) {
        try {
            buffer.clear();
            codec.write(e, buffer);
            return new PackedEvent(e.process(), e.caseId(), buffer.getCopyOfBuffer());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** The packed event in these bytes: process and case are read, the rest is not looked at. */
    public static PackedEvent packed(byte[] bytes) {
        EventBytes reader = HEADS.get();
        reader.begin(bytes, 0);
        return new PackedEvent(reader.text(), reader.unique(), bytes);
    }

    /** Time of a packed event, in microseconds. */
    public static long timeOf(byte[] bytes) {
        EventBytes reader = HEADS.get();
        reader.begin(bytes, 0);
        reader.skipText();
        reader.skipText();
        reader.skipText();
        return reader.fixedLong();
    }

    /** All of a packed event. */
    public Event read(PackedEvent packed) {
        Operation operation = begin(packed.bytes(), 0);
        skipText();
        skipText();
        return body(packed.process(), packed.caseId(), operation, text());
    }

    /** Where the source begins in an event's bytes. */
    int sourceAt(byte[] data) {
        begin(data, 0);
        skipText();
        skipText();
        return at;
    }

    /** Where the source, read before by {@link #sourceAt}, ends. */
    int sourceEnd() {
        skipText();
        return at;
    }

    private Operation begin(byte[] data, int from) {
        bytes = data;
        at = from;
        int format = data[at++];
        if (format != EventCodec.FORMAT) {
            throw new IllegalStateException(
                    "an event in format " + format + ", this program knows " + EventCodec.FORMAT);
        }
        return OPERATIONS[data[at++]];
    }

    /** The part from the time on, at a place of an array. */
    Event body(String process, String caseId, int operation, String source, byte[] data, int from) {
        bytes = data;
        at = from;
        return body(process, caseId, OPERATIONS[operation], source);
    }

    /** A text at a place of an array; {@link #position()} tells where it ends. */
    String textAt(byte[] data, int from) {
        bytes = data;
        at = from;
        return text();
    }

    int position() {
        return at;
    }

    private Event body(String process, String caseId, Operation operation, String source) {
        long time = fixedLong();
        String eventId = unique();
        long sequence = number();
        boolean append = operation == Operation.APPEND;
        String corrects = append ? null : text();
        int version = append ? 0 : (int) number();
        return new Event(
                process, caseId, eventId, source, sequence, operation, corrects, version, text(), word(), time, text(),
                word(), text(), text(), text(), text(), text(), text(), text(), number(), values());
    }

    private Object[] values() {
        Object[] values = new Object[(int) number()];
        for (int i = 0; i < values.length; i++) {
            values[i] = switch (bytes[at++]) {
                case 0 -> null;
                case 1 -> text();
                case 2 -> number();
                case 3 -> Double.longBitsToDouble(fixedLong());
                case 4 -> Boolean.FALSE;
                case 5 -> Boolean.TRUE;
                default -> throw new IllegalStateException("unknown tag " + bytes[at - 1] + " in an event's bytes");
            };
        }
        return values;
    }

    private String word() {
        int number = bytes[at++];
        if (number == 0) {
            return text();
        }
        String word = Words.word(number - 1);
        if (word == null) {
            throw new IllegalStateException("unknown word " + number + " in an event's bytes");
        }
        return word;
    }

    private String text() {
        int length = (int) number() - 1;
        if (length < 0) {
            return null;
        }
        String text = texts.get(bytes, at, length);
        at += length;
        return text;
    }

    /** A text that hardly comes again: it would only push others out of the cache. */
    private String unique() {
        int length = (int) number() - 1;
        if (length < 0) {
            return null;
        }
        String text = new String(bytes, at, length, StandardCharsets.UTF_8);
        at += length;
        return text;
    }

    private void skipText() {
        // Not in one expression: number() moves on.
        int length = (int) number() - 1;
        at += Math.max(0, length);
    }

    private long fixedLong() {
        long value = (long) LONGS.get(bytes, at);
        at += Long.BYTES;
        return value;
    }

    private long number() {
        byte b = bytes[at++];
        long v = b & 0x7F;
        for (int shift = 7; b < 0; shift += 7) {
            if (shift > 63) {
                throw new IllegalStateException("a number of more than 64 bits in an event's bytes");
            }
            b = bytes[at++];
            v |= (long) (b & 0x7F) << shift;
        }
        return (v >>> 1) ^ -(v & 1);
    }
}
