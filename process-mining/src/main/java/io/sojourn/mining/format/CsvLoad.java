package io.sojourn.mining.format;

import io.sojourn.event.SojournException;
import io.sojourn.mining.log.EventLog;
import io.sojourn.mining.log.EventLogBuilder;
import io.sojourn.mining.log.LogAppender;
import io.sojourn.mining.log.LogPart;
import io.sojourn.mining.log.Parallel;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongConsumer;
import java.util.function.Predicate;

/**
 * Reads a CSV log into columns with all processors. The file is cut into chunks at line ends, on the guess that no quoted
 * value goes on beyond them, and each chunk is scanned by itself. A scanner forgets everything between two records, so the
 * guess was right for a chunk exactly if the scan of the chunk before ended with it; where it didn't, the rest of the one and
 * the other are scanned again together. The result is that of reading row by row.
 */
final class CsvLoad {
    /** Bytes of a chunk. */
    private static final int CHUNK = 4 << 20;
    /** Without a line end in so many bytes, the file is read row by row. */
    private static final int LONGEST = 64 << 20;

    private final int chunkBytes;
    private final CsvLog log;
    private final Predicate<String> attributes;
    private final LongConsumer progress;
    private final ConcurrentLinkedQueue<CsvChunkReader> readers = new ConcurrentLinkedQueue<>();
    private final List<LogPart> parts = new ArrayList<>();
    private final RowAppender counts;
    private Columns columns;
    private byte separator;
    private long lines;
    private byte[] rest = new byte[0];

    CsvLoad(CsvLog log, Predicate<String> attributes, LongConsumer progress) {
        this(log, attributes, progress, CHUNK);
    }

    CsvLoad(CsvLog log, Predicate<String> attributes, LongConsumer progress, int chunkBytes) {
        this.chunkBytes = chunkBytes;
        this.log = log;
        this.attributes = attributes;
        this.progress = progress;
        this.counts = new RowAppender(new LogAppender(), attributes, false);
    }

    /** A chunk of the file, whole lines. */
    private record Chunk(byte[] bytes, int from, int to, boolean last) {}

    /** What came of a chunk: its rows, its lines, and where the record begins that its end cuts off. */
    record Read(LogPart part, RowAppender rows, long lines, int rest) {}

    LogLoader.Loaded load() {
        ExecutorService pool = Executors.newFixedThreadPool(Parallel.tasks());
        try (InputStream in = log.file().open()) {
            CsvHead head = CsvHead.read(in, log.file());
            separator = head.separator();
            Chunks chunks = new Chunks(head.replayed(in), chunkBytes);
            Chunk first = chunks.next();
            if (first == null) {
                return LogLoader.byRow(log, attributes, progress);
            }
            CsvScanner scanner = new CsvScanner(first.bytes, first.from, first.to, separator);
            columns = log.columns(scanner);
            if (scanner.hasTouchedEnd() && !first.last) {
                return LogLoader.byRow(log, attributes, progress);
            }
            lines = scanner.nextLine() - 1;
            int begin = scanner.recordStart() + scanner.recordLength();
            if (!readAll(new Chunk(first.bytes, begin, first.to, first.last), chunks, pool)) {
                return LogLoader.byRow(log, attributes, progress);
            }
        } catch (IOException e) {
            throw log.file().unreadable(e);
        } finally {
            pool.shutdownNow();
        }
        EventLog made = EventLogBuilder.build(parts, new TextTypes());
        return counts.loaded(made);
    }

    /** False when the file has too long a line to be cut. */
    private boolean readAll(Chunk first, Chunks chunks, ExecutorService pool) throws IOException {
        Deque<Chunk> waiting = new ArrayDeque<>();
        Deque<Future<Read>> running = new ArrayDeque<>();
        for (Chunk chunk = first; chunk != null; chunk = chunk.last ? null : chunks.next()) {
            Chunk own = chunk;
            waiting.add(chunk);
            running.add(pool.submit(() -> read(own)));
            if (running.size() > Parallel.tasks() + 1) {
                take(waiting.remove(), running.remove(), chunks);
            }
            progress.accept(log.file().position());
        }
        while (!running.isEmpty()) {
            take(waiting.remove(), running.remove(), chunks);
        }
        return chunks.isCut();
    }

    private void take(Chunk chunk, Future<Read> future, Chunks chunks) throws IOException {
        Read read = result(future);
        Chunk taken = chunk;
        if (rest.length > 0) {
            taken = joined(rest, chunk);
            read = read(taken);
        }
        parts.add(read.part);
        counts.add(read.rows, lines, log.file().name());
        lines += read.lines;
        rest = Arrays.copyOfRange(taken.bytes, read.rest, taken.to);
        chunks.reuse(chunk.bytes);
    }

    private static Chunk joined(byte[] rest, Chunk chunk) {
        byte[] both = Arrays.copyOf(rest, rest.length + chunk.to - chunk.from);
        System.arraycopy(chunk.bytes, chunk.from, both, rest.length, chunk.to - chunk.from);
        return new Chunk(both, 0, both.length, chunk.last);
    }

    private Read read(Chunk chunk) throws IOException {
        CsvChunkReader reader = readers.poll();
        if (reader == null) {
            reader = new CsvChunkReader(log, columns, attributes);
        }
        Read read = reader.read(new CsvScanner(chunk.bytes, chunk.from, chunk.to, separator), chunk.to, chunk.last);
        readers.add(reader);
        return read;
    }

    private static Read result(Future<Read> future) throws IOException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SojournException known) {
                throw known;
            }
            if (e.getCause() instanceof IOException io) {
                throw io;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Cuts the file. */
    private static final class Chunks {
        private final InputStream in;
        private final int chunkBytes;
        private final Deque<byte[]> spare = new ArrayDeque<>();
        private byte[] carried = new byte[0];
        private boolean tooLong;

        Chunks(InputStream in, int chunkBytes) {
            this.in = in;
            this.chunkBytes = chunkBytes;
        }

        /** Null when there is no line end far and wide, or after the last chunk. */
        Chunk next() throws IOException {
            byte[] bytes = carried.length < chunkBytes && !spare.isEmpty()
                    ? spare.pop()
                    : new byte[Math.max(chunkBytes, carried.length + chunkBytes / 2)];
            System.arraycopy(carried, 0, bytes, 0, carried.length);
            int end = carried.length;
            while (true) {
                int n = in.readNBytes(bytes, end, bytes.length - end);
                end += n;
                if (end < bytes.length) {
                    return new Chunk(bytes, 0, end, true);
                }
                int cut = lastLineEnd(bytes, end);
                if (cut > 0) {
                    carried = Arrays.copyOfRange(bytes, cut, end);
                    return new Chunk(bytes, 0, cut, false);
                }
                if (bytes.length > LONGEST) {
                    tooLong = true;
                    return null;
                }
                bytes = Arrays.copyOf(bytes, bytes.length * 2);
            }
        }

        /** Takes back the bytes of a chunk that is done. */
        void reuse(byte[] bytes) {
            if (bytes.length == chunkBytes) {
                spare.push(bytes);
            }
        }

        boolean isCut() {
            return !tooLong;
        }

        private static int lastLineEnd(byte[] bytes, int end) {
            int at = end;
            while (at > 0 && bytes[at - 1] != '\n') {
                at--;
            }
            return at;
        }
    }
}
