package io.sojourn.stream.mining;

/** Hashes that are the same on every machine. Who uses one compares what was hashed, too. */
final class Hash {
    private static final long MIX = 0x9E3779B97F4A7C15L;

    private Hash() {}

    static long of(String text) {
        long hash = text.length();
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * MIX;
            hash ^= hash >>> 29;
        }
        return hash * MIX;
    }

    static long of(int[] codes) {
        long hash = codes.length;
        for (int code : codes) {
            hash = (hash ^ code) * MIX;
            hash ^= hash >>> 29;
        }
        return hash * MIX;
    }

    static long mixed(long a, long b) {
        long hash = (a ^ b * MIX) * MIX;
        hash ^= hash >>> 32;
        return hash * MIX;
    }
}
