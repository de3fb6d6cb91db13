package io.sojourn.stream.measures;

import io.sojourn.stream.wire.Codec;
import io.sojourn.stream.wire.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * An aggregate's identity.
 *
 * @param series what it is about
 * @param at start of the pane, in microseconds; for ages the instant of an enter, or 0 for all of the series
 */
public record PaneKey(Series series, long at) {
    @Override
    public boolean equals(Object other) {
        return other instanceof PaneKey k && at == k.at && series.equals(k.series);
    }

    /** Which task a pane belongs to depends on it: it never changes. Mixed well: instants are multiples of much. */
    @Override
    public int hashCode() {
        long mixed = (at ^ series.hashCode()) * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> 32) ^ series.hashCode();
    }

    /** Bytes of a {@link PaneKey}. */
    public static final class Bytes implements Codec<PaneKey> {
        private static final long serialVersionUID = 1L;

        @Override
        public Class<PaneKey> type() {
            return PaneKey.class;
        }

        @Override
        public void write(PaneKey key, DataOutput out) throws IOException {
            key.series.write(out);
            Wire.writeLong(key.at, out);
        }

        @Override
        public PaneKey read(DataInput in) throws IOException {
            return new PaneKey(Series.read(in), Wire.readLong(in));
        }

        @Override
        public PaneKey copy(PaneKey value) {
            return value;
        }
    }
}
