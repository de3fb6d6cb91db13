package io.sojourn.api.store;

/**
 * Two 64-bit hashes that stand for a row's key in the store's hidden columns and in a batch. One of them alone stands
 * for a case. Deterministic: they are stored. 128 bits over all keys of a table make an accidental collision
 * negligible (ten million rows: 1 in 10^25).
 */
final class Fingerprint {
    private static final long SEED_1 = 0x9e3779b97f4a7c15L;
    private static final long SEED_2 = 0xc2b2ae3d27d4eb4fL;

    private Fingerprint() {}

    /** Hash of {@code values[from, to)} for the first hidden column. */
    static long first(Object[] values, int from, int to) {
        return of(SEED_1, values, from, to);
    }

    /** Hash of {@code values[from, to)} for the second hidden column. */
    static long second(Object[] values, int from, int to) {
        return of(SEED_2, values, from, to);
    }

    /** Hash of a case's {process, version, case_id}, whatever the version: a case may change it. */
    static long ofCase(Object[] values) {
        return step(SEED_1, step(SEED_1, SEED_1, values[0]), values[2]);
    }

    /** Hash of what names a row among those of its case, with the version. */
    static long inCase(Object[] values, int from, int to) {
        long h = step(SEED_2, SEED_2, values[1]);
        for (int i = from; i < to; i++) {
            h = step(SEED_2, h, values[i]);
        }
        return h;
    }

    private static long of(long seed, Object[] values, int from, int to) {
        long h = seed;
        for (int i = from; i < to; i++) {
            h = step(seed, h, values[i]);
        }
        return h;
    }

    private static long step(long seed, long hash, Object value) {
        return mix(hash * 0x2545f4914f6cdd1dL + value(seed, value));
    }

    private static long value(long seed, Object value) {
        if (value == null) {
            return 1;
        }
        if (value instanceof Number n) {
            return mix(n.longValue() ^ seed) + 2;
        }
        return text(seed, value.toString());
    }

    private static long text(long seed, String s) {
        long h = seed ^ s.length();
        int i = 0;
        for (; i + 4 <= s.length(); i += 4) {
            long four = s.charAt(i)
                    | (long) s.charAt(i + 1) << 16
                    | (long) s.charAt(i + 2) << 32
                    | (long) s.charAt(i + 3) << 48;
            h = mix(h ^ four) + SEED_1;
        }
        for (; i < s.length(); i++) {
            h = mix(h ^ s.charAt(i)) + SEED_2;
        }
        return mix(h);
    }

    static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
