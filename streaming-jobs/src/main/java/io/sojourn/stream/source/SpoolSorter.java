package io.sojourn.stream.source;

import io.sojourn.event.Event;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * Makes a complete spool of a log's events in the order of their times; equal times keep the order of the log. Holds 16
 * bytes of memory an event; a log that is in order already is written once.
 */
public final class SpoolSorter implements AutoCloseable {
    private final Path target;
    private final Path unsorted;
    private final SpoolWriter writer;
    private final boolean sort;
    private long[] times = new long[1 << 16];
    private long[] positions = new long[1 << 16];
    private int count;
    private boolean inOrder = true;
    private long greatest = Long.MIN_VALUE;

    /**
     * @param target the spool to make; it appears when {@link #finish()} has returned
     * @param sort false keeps the log's own order
     */
    public SpoolSorter(Path target, boolean sort) {
        this.target = target;
        this.sort = sort;
        this.unsorted = target.resolveSibling(target.getFileName() + ".unsorted");
        try {
            Files.deleteIfExists(unsorted);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        this.writer = SpoolWriter.append(unsorted);
    }

    public void add(Event event) {
        if (count == times.length) {
            times = Arrays.copyOf(times, count * 2);
            positions = Arrays.copyOf(positions, count * 2);
        }
        long time = event.timeMicros();
        inOrder &= time >= greatest;
        greatest = Math.max(greatest, time);
        times[count] = time;
        positions[count++] = writer.write(event);
    }

    /** Sorts, marks the log complete, and puts it in its place. Returns how many events it holds. */
    public long finish() throws IOException {
        if (!sort || inOrder) {
            writer.end();
            writer.force();
            writer.close();
            move(unsorted);
            return count;
        }
        writer.close();
        Path sorted = sorted();
        Files.deleteIfExists(sorted);
        try (SpoolWriter out = SpoolWriter.append(sorted);
                FileChannel in = FileChannel.open(unsorted, StandardOpenOption.READ)) {
            for (int i : order()) {
                copy(in, positions[i], out);
            }
            out.end();
            out.force();
        }
        Files.delete(unsorted);
        move(sorted);
        return count;
    }

    private Path sorted() {
        return target.resolveSibling(target.getFileName() + ".sorted");
    }

    private void move(Path from) throws IOException {
        Files.move(from, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void copy(FileChannel in, long position, SpoolWriter out) throws IOException {
        ByteBuffer head = ByteBuffer.allocate(SpoolFormat.RECORD_HEAD);
        read(in, head, position);
        int length = head.getInt(0);
        ByteBuffer payload = ByteBuffer.allocate(length);
        read(in, payload, position + SpoolFormat.RECORD_HEAD);
        out.copy(head.get(4), payload.array(), length);
    }

    private static void read(FileChannel in, ByteBuffer into, long position) throws IOException {
        while (into.hasRemaining()) {
            if (in.read(into, position + into.position()) < 0) {
                throw new IOException("the spool ends inside a record");
            }
        }
    }

    /** Stable merge sort of the indices by time. */
    private int[] order() {
        int[] from = new int[count];
        Arrays.setAll(from, i -> i);
        int[] to = new int[count];
        for (int width = 1; width < count; width *= 2) {
            for (int low = 0; low < count; low += 2 * width) {
                merge(from, to, low, Math.min(low + width, count), Math.min(low + 2 * width, count));
            }
            int[] swap = from;
            from = to;
            to = swap;
            if (width > count / 2) {
                break;
            }
        }
        return from;
    }

    private void merge(int[] from, int[] to, int low, int middle, int high) {
        int a = low;
        int b = middle;
        for (int i = low; i < high; i++) {
            boolean left = a < middle && (b >= high || times[from[a]] <= times[from[b]]);
            to[i] = left ? from[a++] : from[b++];
        }
    }

    @Override
    public void close() throws IOException {
        try {
            writer.close();
        } finally {
            Files.deleteIfExists(unsorted);
            Files.deleteIfExists(sorted());
        }
    }
}
