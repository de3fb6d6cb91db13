package io.sojourn.stream.source;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.Event;
import io.sojourn.event.SojournException;
import io.sojourn.stream.wire.EventBytes;
import io.sojourn.stream.wire.EventCodec;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * The durable log of a live deployment: segments of coded events, and of ticks of its clock. One writer, which others
 * share: {@link #append} may be called by many threads. Promise: when it returns, the events survive the machine; when it
 * fails, none of them is in the log. All who wait at a time share one write to the disk (group commit), so its price is
 * one flush of the disk, a few milliseconds. Ticks come every 250 ms and never go back, also not after a restart with a
 * clock that did: as_of of the job that reads is the last tick.
 */
public final class LiveLog implements AutoCloseable {
    /** A new segment begins when one has so many bytes. */
    public static final long SEGMENT_BYTES = 256L << 20;

    private final Path folder;
    private final FileChannel lock;
    private final LiveProgress progress;
    private final LiveLogWriter writer;
    private final EventCodec codec = new EventCodec();

    private LiveLog(Path folder, FileChannel lock, LiveProgress progress, LiveLogWriter writer) {
        this.folder = folder;
        this.lock = lock;
        this.progress = progress;
        this.writer = writer;
    }

    /** Opens the log in a folder, or makes it; a commit that was never finished is cut off. */
    public static LiveLog open(Path folder, InstantSource clock) {
        return open(folder, clock, SEGMENT_BYTES);
    }

    static LiveLog open(Path folder, InstantSource clock, long segmentBytes) {
        try {
            Files.createDirectories(folder);
            FileChannel lock = lock(folder);
            try {
                LiveProgress progress = LiveProgress.of(folder);
                LiveRecovery recovered = LiveRecovery.of(folder);
                LiveLogWriter writer = new LiveLogWriter(folder, recovered, clock, segmentBytes, progress);
                writer.start();
                return new LiveLog(folder, lock, progress, writer);
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw LiveLogWriter.cannotWrite(folder, e);
        }
    }

    private static FileChannel lock(Path folder) throws IOException {
        FileChannel channel =
                FileChannel.open(folder.resolve("writer.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            // Told below: somebody in this process has it.
        }
        channel.close();
        throw new SojournException(
                ErrorCode.BUSY,
                folder + " is written by another process.",
                "Maybe sojourn live runs already: stop it first.");
    }

    /** Adds events, in order and next to each other; returns when they are durable. */
    public void append(List<Event> events) {
        if (events.isEmpty()) {
            return;
        }
        CompletableFuture<Void> done = writer.submit(encode(events));
        try {
            done.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof SojournException s) {
                throw new SojournException(s.code(), s.getMessage(), s.hint(), s);
            }
            throw e;
        }
    }

    private byte[] encode(List<Event> events) {
        try {
            DataOutputSerializer out = new DataOutputSerializer(256 * events.size());
            for (Event event : events) {
                int at = out.length();
                out.writeInt(0);
                out.writeByte(SpoolFormat.EVENT);
                codec.write(event, out);
                int length = out.length() - at - SpoolFormat.RECORD_HEAD;
                out.writeIntUnsafe(length, at);
            }
            return out.getCopyOfBuffer();
        } catch (IOException e) {
            throw new SojournException(ErrorCode.BROKEN, "an event has no coded form: " + e.getMessage(), null, e);
        }
    }

    /** A place behind all that is durable now; what is appended from now on is behind it. */
    public LivePosition end() {
        int segment = writer.segment();
        return new LivePosition(segment, progress.readable(segment));
    }

    /** True when an event is in the log behind a place; false also where that place is not there any more. */
    public boolean holds(LivePosition from, Event event) {
        EventBytes bytes = new EventBytes();
        try (LiveLogReader reader = new LiveLogReader(folder, from)) {
            for (SpoolReader.Record r = reader.next(); r != null; r = reader.next()) {
                if (r.event() != null && isSame(bytes.read(r.event()), event)) {
                    return true;
                }
            }
            return false;
        } catch (SojournException e) {
            // The job has read it long ago, and the segment is gone.
            return false;
        } catch (IOException e) {
            throw new SojournException(ErrorCode.BROKEN, "can't read " + folder + ": " + e.getMessage(), null, e);
        }
    }

    private static boolean isSame(Event a, Event b) {
        return a.caseId().equals(b.caseId())
                && a.source().equals(b.source())
                && a.eventId().equals(b.eventId());
    }

    /** Durable bytes that the job of this process has not read yet. */
    public long backlogBytes() {
        return progress.backlogBytes();
    }

    /** The last tick: as_of of a job that has read all. */
    public long tickMicros() {
        return writer.tickMicros();
    }

    /** What keeps the log from being written since the last commit; null: nothing. */
    public SojournException trouble() {
        return writer.trouble();
    }

    /** What was written, and what that took. */
    public LiveFigures figures() {
        return writer.figures();
    }

    /** Removes the segments before a place that nobody goes back behind. */
    public void dropBefore(LivePosition position) {
        LiveFiles.dropBefore(folder, Math.min(position.segment(), writer.segment()));
        progress.dropped(position.segment());
    }

    @Override
    public void close() {
        try {
            writer.close();
        } finally {
            try {
                lock.close();
            } catch (IOException e) {
                throw LiveLogWriter.cannotWrite(folder, e);
            }
        }
    }
}
