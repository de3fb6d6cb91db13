package io.sojourn.stream.measures;

import io.sojourn.stream.wire.Codec;
import io.sojourn.stream.wire.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The two sums of a pane.
 *
 * @param first numerator, or arrivals
 * @param second denominator, or departures
 */
record Sums(long first, long second) {
    Sums plus(Delta d) {
        return new Sums(first + d.first(), second + d.second());
    }

    boolean areZero() {
        return first == 0 && second == 0;
    }

    /** Bytes of {@link Sums}. */
    public static final class Bytes implements Codec<Sums> {
        private static final long serialVersionUID = 1L;
        private static final int FORMAT = 1;

        @Override
        public Class<Sums> type() {
            return Sums.class;
        }

        @Override
        public void write(Sums sums, DataOutput out) throws IOException {
            out.writeByte(FORMAT);
            Wire.writeLong(sums.first, out);
            Wire.writeLong(sums.second, out);
        }

        @Override
        public Sums read(DataInput in) throws IOException {
            int format = in.readByte();
            if (format != FORMAT) {
                throw new IOException("sums in format " + format + ", this program knows " + FORMAT);
            }
            return new Sums(Wire.readLong(in), Wire.readLong(in));
        }

        @Override
        public Sums copy(Sums value) {
            return value;
        }
    }
}
