package io.sojourn.stream.wire;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Primitive pieces of the codecs: variable-length integers, texts with null, tagged values. */
public final class Wire {
    static final int MAX_BYTES = 1 << 26;

    private Wire() {}

    /** Zig-zag variable-length integer: small absolute values take few bytes. */
    public static void writeLong(long value, DataOutput out) throws IOException {
        long v = (value << 1) ^ (value >> 63);
        while ((v & ~0x7FL) != 0) {
            out.writeByte((int) ((v & 0x7F) | 0x80));
            v >>>= 7;
        }
        out.writeByte((int) v);
    }

    public static long readLong(DataInput in) throws IOException {
        long v = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            byte b = in.readByte();
            v |= (long) (b & 0x7F) << shift;
            if (b >= 0) {
                return (v >>> 1) ^ -(v & 1);
            }
        }
        throw new IOException("a number of more than 64 bits in the stream's bytes");
    }

    /** A length that came from outside, checked before anything of that size is made. */
    public static int readLength(DataInput in) throws IOException {
        long length = readLong(in);
        if (length < 0 || length > MAX_BYTES) {
            throw new IOException("a length of " + length + " in the stream's bytes");
        }
        return (int) length;
    }

    public static void writeText(String text, DataOutput out) throws IOException {
        if (text == null) {
            out.writeByte(0);
            return;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        writeLong(bytes.length + 1L, out);
        out.write(bytes);
    }

    public static String readText(DataInput in) throws IOException {
        int length = readLength(in) - 1;
        return length < 0 ? null : TextCache.LOCAL.get().read(in, length);
    }

    /** A text that is often one of a few words: those take one byte. */
    public static void writeWord(String word, DataOutput out) throws IOException {
        int number = Words.number(word);
        out.writeByte(number + 1);
        if (number < 0) {
            writeText(word, out);
        }
    }

    public static String readWord(DataInput in) throws IOException {
        int number = in.readByte();
        if (number == 0) {
            return readText(in);
        }
        String word = Words.word(number - 1);
        if (word == null) {
            throw new IOException("unknown word " + number + " in the stream's bytes");
        }
        return word;
    }

    public static void writeValues(Object[] values, DataOutput out) throws IOException {
        writeLong(values.length, out);
        for (Object value : values) {
            writeValue(value, out);
        }
    }

    public static Object[] readValues(DataInput in) throws IOException {
        Object[] values = new Object[readLength(in)];
        for (int i = 0; i < values.length; i++) {
            values[i] = readValue(in);
        }
        return values;
    }

    private static void writeValue(Object value, DataOutput out) throws IOException {
        if (value == null) {
            out.writeByte(0);
        } else if (value instanceof String s) {
            out.writeByte(1);
            writeText(s, out);
        } else if (value instanceof Long l) {
            out.writeByte(2);
            writeLong(l, out);
        } else if (value instanceof Double d) {
            out.writeByte(3);
            out.writeDouble(d);
        } else if (value instanceof Boolean b) {
            out.writeByte(b ? 5 : 4);
        } else {
            throw new IOException("no codec for a value of " + value.getClass());
        }
    }

    private static Object readValue(DataInput in) throws IOException {
        byte tag = in.readByte();
        return switch (tag) {
            case 0 -> null;
            case 1 -> readText(in);
            case 2 -> readLong(in);
            case 3 -> in.readDouble();
            case 4 -> Boolean.FALSE;
            case 5 -> Boolean.TRUE;
            default -> throw new IOException("unknown tag " + tag + " in the stream's bytes");
        };
    }
}
