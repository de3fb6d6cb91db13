package io.sojourn.mining.log;

import java.util.Arrays;

/**
 * An immutable column of dictionary codes, -1 for missing, in as few bytes as the dictionary needs: none where all values are
 * equal, one for up to 255 texts, two for up to 65,535, else four. Hot loops read a stretch of it into an {@code int[]} of
 * their own, which costs little and spares them a loop for each width.
 */
public abstract sealed class Codes {
    private static final int ONE_BYTE = 255;
    private static final int TWO_BYTES = 65_535;

    private Codes() {}

    /** The narrowest column for codes of a dictionary of {@code texts} texts, all missing; to be filled by {@link #set}. */
    static Codes room(int length, int texts) {
        if (texts <= ONE_BYTE) {
            return new OneByte(new byte[length]);
        }
        return texts <= TWO_BYTES ? new TwoBytes(new char[length]) : new FourBytes(new int[length]);
    }

    /** All values are {@code code}. */
    static Codes constant(int length, int code) {
        return new Constant(length, code);
    }

    static Codes of(byte[] codesPlusOne) {
        return new OneByte(codesPlusOne);
    }

    static Codes of(char[] codesPlusOne) {
        return new TwoBytes(codesPlusOne);
    }

    static Codes of(int[] codesPlusOne) {
        return new FourBytes(codesPlusOne);
    }

    /** Number of values. */
    public abstract int size();

    /** The code at a place; -1 when missing. */
    public abstract int at(int place);

    /** Bytes of each value: 0, 1, 2 or 4. */
    public abstract int width();

    /** Reads the codes from place {@code from} to before {@code to} into {@code into}, from {@code at} on. */
    public abstract void read(int from, int to, int[] into, int at);

    /** Reads the codes at the first {@code count} of the given places. */
    public abstract void read(int[] places, int count, int[] into);

    /** True when the values of two stretches are equal. */
    abstract boolean isEqual(int fromA, int toA, int fromB, int toB);

    /** While the column is being made only. */
    abstract void set(int place, int code);

    /** The array behind it, as it is saved; null of a constant. */
    abstract Object array();

    /** The same values without memory where all are equal. */
    final Codes compacted() {
        if (size() == 0) {
            return constant(0, Dictionary.MISSING);
        }
        int first = at(0);
        for (int i = 1; i < size(); i++) {
            if (at(i) != first) {
                return this;
            }
        }
        return constant(size(), first);
    }

    private static final class Constant extends Codes {
        private final int size;
        private final int code;

        Constant(int size, int code) {
            this.size = size;
            this.code = code;
        }

        @Override
        public int size() {
            return size;
        }

        @Override
        public int at(int place) {
            return code;
        }

        @Override
        public int width() {
            return 0;
        }

        @Override
        public void read(int from, int to, int[] into, int at) {
            Arrays.fill(into, at, at + to - from, code);
        }

        @Override
        public void read(int[] places, int count, int[] into) {
            Arrays.fill(into, 0, count, code);
        }

        @Override
        boolean isEqual(int fromA, int toA, int fromB, int toB) {
            return toA - fromA == toB - fromB;
        }

        @Override
        void set(int place, int newCode) {
            throw new UnsupportedOperationException();
        }

        @Override
        Object array() {
            return null;
        }
    }

    private static final class OneByte extends Codes {
        private final byte[] values;

        OneByte(byte[] values) {
            this.values = values;
        }

        @Override
        public int size() {
            return values.length;
        }

        @Override
        public int at(int place) {
            return (values[place] & 0xff) - 1;
        }

        @Override
        public int width() {
            return 1;
        }

        @Override
        public void read(int from, int to, int[] into, int at) {
            byte[] v = values;
            for (int i = from, j = at; i < to; i++, j++) {
                into[j] = (v[i] & 0xff) - 1;
            }
        }

        @Override
        public void read(int[] places, int count, int[] into) {
            for (int i = 0; i < count; i++) {
                into[i] = (values[places[i]] & 0xff) - 1;
            }
        }

        @Override
        boolean isEqual(int fromA, int toA, int fromB, int toB) {
            return Arrays.equals(values, fromA, toA, values, fromB, toB);
        }

        @Override
        void set(int place, int code) {
            values[place] = (byte) (code + 1);
        }

        @Override
        Object array() {
            return values;
        }
    }

    private static final class TwoBytes extends Codes {
        private final char[] values;

        TwoBytes(char[] values) {
            this.values = values;
        }

        @Override
        public int size() {
            return values.length;
        }

        @Override
        public int at(int place) {
            return values[place] - 1;
        }

        @Override
        public int width() {
            return 2;
        }

        @Override
        public void read(int from, int to, int[] into, int at) {
            char[] v = values;
            for (int i = from, j = at; i < to; i++, j++) {
                into[j] = v[i] - 1;
            }
        }

        @Override
        public void read(int[] places, int count, int[] into) {
            for (int i = 0; i < count; i++) {
                into[i] = values[places[i]] - 1;
            }
        }

        @Override
        boolean isEqual(int fromA, int toA, int fromB, int toB) {
            return Arrays.equals(values, fromA, toA, values, fromB, toB);
        }

        @Override
        void set(int place, int code) {
            values[place] = (char) (code + 1);
        }

        @Override
        Object array() {
            return values;
        }
    }

    private static final class FourBytes extends Codes {
        private final int[] values;

        FourBytes(int[] values) {
            this.values = values;
        }

        @Override
        public int size() {
            return values.length;
        }

        @Override
        public int at(int place) {
            return values[place] - 1;
        }

        @Override
        public int width() {
            return 4;
        }

        @Override
        public void read(int from, int to, int[] into, int at) {
            int[] v = values;
            for (int i = from, j = at; i < to; i++, j++) {
                into[j] = v[i] - 1;
            }
        }

        @Override
        public void read(int[] places, int count, int[] into) {
            for (int i = 0; i < count; i++) {
                into[i] = values[places[i]] - 1;
            }
        }

        @Override
        boolean isEqual(int fromA, int toA, int fromB, int toB) {
            return Arrays.equals(values, fromA, toA, values, fromB, toB);
        }

        @Override
        void set(int place, int code) {
            values[place] = code + 1;
        }

        @Override
        Object array() {
            return values;
        }
    }
}
