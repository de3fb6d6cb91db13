package io.sojourn.stream.mining;

import io.sojourn.stream.wire.Codec;
import io.sojourn.stream.wire.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * A row group of a file of the log: what one task reads at a time.
 *
 * @param path of the file
 * @param file its number in the order of the log
 * @param group number of the row group
 * @param firstRow number of its first row in the file
 */
record LogSplit(String path, int file, int group, long firstRow) {
    /** Its bytes. */
    public static final class Bytes implements Codec<LogSplit> {
        private static final long serialVersionUID = 1L;

        @Override
        public Class<LogSplit> type() {
            return LogSplit.class;
        }

        @Override
        public void write(LogSplit s, DataOutput out) throws IOException {
            Wire.writeText(s.path, out);
            Wire.writeLong(s.file, out);
            Wire.writeLong(s.group, out);
            Wire.writeLong(s.firstRow, out);
        }

        @Override
        public LogSplit read(DataInput in) throws IOException {
            return new LogSplit(Wire.readText(in), (int) Wire.readLong(in), (int) Wire.readLong(in), Wire.readLong(in));
        }

        @Override
        public LogSplit copy(LogSplit value) {
            return value;
        }
    }
}
