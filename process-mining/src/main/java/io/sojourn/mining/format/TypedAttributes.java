package io.sojourn.mining.format;

import io.sojourn.event.Limits;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;

/** Attributes that a reader collects: name, text and type of each; the text is parsed when the value is asked for. */
final class TypedAttributes implements Attributes {
    static final byte TEXT = 0;
    static final byte INTEGER = 1;
    static final byte NUMBER = 2;
    static final byte BOOLEAN = 3;
    static final byte TIME = 4;

    private final TimeReader times;
    private String[] names = new String[16];
    private String[] texts = new String[16];
    private byte[] types = new byte[16];
    private int count;

    TypedAttributes(TimeReader times) {
        this.times = times;
    }

    void clear() {
        count = 0;
    }

    /** Keeps the first attributes only. */
    void truncate(int size) {
        count = size;
    }

    /** Adds one; false when there would be more than {@link Limits#ATTRIBUTES}. */
    boolean add(String name, String text, byte type) {
        if (count >= Limits.ATTRIBUTES) {
            return false;
        }
        if (count == names.length) {
            names = Arrays.copyOf(names, count * 2);
            texts = Arrays.copyOf(texts, count * 2);
            types = Arrays.copyOf(types, count * 2);
        }
        names[count] = name;
        texts[count] = text;
        types[count++] = type;
        return true;
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public String name(int i) {
        return names[i];
    }

    String text(int i) {
        return texts[i];
    }

    @Override
    public Object value(int i) {
        String text = texts[i];
        if (text == null || text.isEmpty()) {
            return null;
        }
        try {
            return switch (types[i]) {
                case INTEGER -> Long.valueOf(text);
                case NUMBER -> Double.valueOf(text);
                case BOOLEAN ->
                    text.equalsIgnoreCase("true")
                            ? Boolean.TRUE
                            : text.equalsIgnoreCase("false") ? Boolean.FALSE : text;
                case TIME -> time(text);
                default -> text;
            };
        } catch (NumberFormatException e) {
            return text;
        }
    }

    private Object time(String text) {
        long micros = times.parse(text);
        return micros == IsoTime.BAD ? text : Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
