package io.sojourn.benchmark.stream;

import io.sojourn.fact.Result;
import io.sojourn.fact.ResultConsumer;
import io.sojourn.stream.wire.ResultCodec;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a job told, as its sinks handed it over, and when: written into a file, and read back in the same pieces. */
final class RecordedResults {
    private static final int BUFFER = 1 << 18;

    private RecordedResults() {}

    /**
     * What was handed over at once.
     *
     * @param micros since the recording began
     */
    record Piece(long micros, List<Result> results) {}

    /** Takes results in place of a store. */
    static final class Recorder implements ResultConsumer, AutoCloseable {
        private final DataOutputStream out;
        private final ResultCodec codec = new ResultCodec();
        private final long begin = System.nanoTime();

        Recorder(Path file) throws IOException {
            out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), BUFFER));
        }

        @Override
        public synchronized void accept(List<Result> results) {
            try {
                out.writeLong((System.nanoTime() - begin) / 1_000);
                out.writeInt(results.size());
                for (Result r : results) {
                    codec.write(r, out);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void flush() {}

        @Override
        public synchronized void close() throws IOException {
            out.close();
        }
    }

    /** Reads the pieces in order. */
    static final class Reader implements AutoCloseable {
        private final DataInputStream in;
        private final ResultCodec codec = new ResultCodec();

        Reader(Path file) throws IOException {
            in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER));
        }

        /** The next piece, or null at the end. */
        Piece next() throws IOException {
            long micros;
            try {
                micros = in.readLong();
            } catch (EOFException e) {
                return null;
            }
            int size = in.readInt();
            List<Result> results = new ArrayList<>(size);
            for (int i = 0; i < size; i++) {
                results.add(codec.read(in));
            }
            return new Piece(micros, results);
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
