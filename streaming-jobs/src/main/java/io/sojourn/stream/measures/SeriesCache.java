package io.sojourn.stream.measures;

import java.io.DataInput;
import java.io.IOException;
import java.util.Arrays;

/** Returns the same {@link Series} for the same bytes again. Direct-mapped: a miss costs one reading, nothing grows. */
final class SeriesCache {
    static final ThreadLocal<SeriesCache> LOCAL = ThreadLocal.withInitial(SeriesCache::new);

    private static final int SLOTS = 8192;
    private final Series[] series = new Series[SLOTS];
    private byte[] buffer = new byte[256];

    Series read(DataInput in, int length) throws IOException {
        if (length > buffer.length) {
            buffer = new byte[length];
        }
        in.readFully(buffer, 0, length);
        int hash = length;
        for (int i = 0; i < length; i++) {
            hash = 31 * hash + buffer[i];
        }
        int slot = (hash ^ (hash >>> 15)) & (SLOTS - 1);
        Series known = series[slot];
        if (known != null && known.hasBytes(buffer, length)) {
            return known;
        }
        Series read = Series.of(Arrays.copyOf(buffer, length));
        series[slot] = read;
        return read;
    }
}
