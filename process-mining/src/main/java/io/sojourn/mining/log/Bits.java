package io.sojourn.mining.log;

/** Sets of numbers as bits of longs. */
public final class Bits {
    private Bits() {}

    /** An empty set for numbers below {@code size}. */
    public static long[] of(int size) {
        return new long[(int) ((size + 63L) >> 6)];
    }

    public static void set(long[] bits, int i) {
        bits[i >> 6] |= 1L << i;
    }

    public static boolean has(long[] bits, int i) {
        return (bits[i >> 6] >>> i & 1) != 0;
    }

    /** How many numbers from {@code from} to before {@code to} are in the set. */
    static int count(long[] bits, int from, int to) {
        if (from >= to) {
            return 0;
        }
        int first = from >> 6;
        int last = to - 1 >> 6;
        long head = -1L << from;
        long tail = -1L >>> -to;
        if (first == last) {
            return Long.bitCount(bits[first] & head & tail);
        }
        int count = Long.bitCount(bits[first] & head) + Long.bitCount(bits[last] & tail);
        for (int i = first + 1; i < last; i++) {
            count += Long.bitCount(bits[i]);
        }
        return count;
    }

    /** The least number from {@code from} to before {@code to} in the set; -1 when there is none. */
    static int next(long[] bits, int from, int to) {
        if (from >= to) {
            return -1;
        }
        int word = from >> 6;
        int last = to - 1 >> 6;
        long left = bits[word] & -1L << from;
        while (left == 0 && word < last) {
            left = bits[++word];
        }
        if (left == 0) {
            return -1;
        }
        int found = (word << 6) + Long.numberOfTrailingZeros(left);
        return found < to ? found : -1;
    }
}
