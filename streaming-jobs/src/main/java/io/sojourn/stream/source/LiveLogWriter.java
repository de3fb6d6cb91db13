package io.sojourn.stream.source;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The one thread that writes a live log: takes what waits, writes and flushes it once, and answers all. */
final class LiveLogWriter implements AutoCloseable {
    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
    private static final int WAITING = 256;
    private static final int BATCH_BYTES = 32 << 20;

    private final Path folder;
    private final InstantSource clock;
    private final long segmentBytes;
    private final LiveProgress progress;
    private final BlockingQueue<Request> waiting = new ArrayBlockingQueue<>(WAITING);
    private final LiveBatch batch = new LiveBatch();
    private final Thread thread;
    private LiveSegment segment;
    private long tickedNanos;
    private boolean distrusted;
    private volatile long tick;
    private volatile int segmentNumber;
    private volatile SojournException trouble;
    private volatile LiveFigures figures = LiveFigures.NONE;
    private volatile boolean closing;
    private volatile boolean stopped;

    private record Request(byte[] records, CompletableFuture<Void> done) {}

    LiveLogWriter(Path folder, LiveRecovery recovered, InstantSource clock, long segmentBytes, LiveProgress progress)
            throws IOException {
        this.folder = folder;
        this.clock = clock;
        this.segmentBytes = segmentBytes;
        this.progress = progress;
        this.tick = recovered.tick();
        this.segment = recovered.end()
                ? LiveSegment.create(folder, recovered.segment() + 1)
                : recovered.committed() < SpoolFormat.HEADER.length
                        ? LiveSegment.create(folder, recovered.segment())
                        : LiveSegment.open(folder, recovered.segment(), recovered.committed());
        this.segmentNumber = segment.number();
        this.tickedNanos = System.nanoTime() - TICK_NANOS;
        progress.writing(true);
        for (int number : LiveFiles.segments(folder)) {
            progress.durable(number, Files.size(LiveFiles.segment(folder, number)));
        }
        this.thread = new Thread(this::run, "live-log");
    }

    /** Begins with a tick, so that each event has one before it. */
    void start() {
        commit(List.of());
        thread.setDaemon(true);
        thread.start();
    }

    CompletableFuture<Void> submit(byte[] records) {
        Request request = new Request(records, new CompletableFuture<>());
        try {
            while (!waiting.offer(request, 1, TimeUnit.SECONDS)) {
                if (stopped) {
                    throw closed();
                }
            }
            if (stopped) {
                fail(drain(), closed());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SojournException(ErrorCode.BUSY, "interrupted before " + folder + " was written.", null, e);
        }
        return request.done();
    }

    private SojournException closed() {
        return new SojournException(ErrorCode.BUSY, folder + " is being closed.", "Maybe try again in a moment.");
    }

    private void run() {
        try {
            while (!closing) {
                long wait = TICK_NANOS - (System.nanoTime() - tickedNanos);
                Request first = waiting.poll(Math.max(1, wait), TimeUnit.NANOSECONDS);
                commit(first == null ? List.of() : together(first));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            stopped = true;
            fail(drain(), closed());
        }
    }

    private List<Request> together(Request first) {
        List<Request> requests = new ArrayList<>();
        requests.add(first);
        long bytes = first.records().length;
        for (Request r = waiting.peek(); r != null && bytes + r.records().length <= BATCH_BYTES; r = waiting.peek()) {
            requests.add(waiting.remove());
            bytes += r.records().length;
        }
        return requests;
    }

    private List<Request> drain() {
        List<Request> rest = new ArrayList<>();
        waiting.drainTo(rest);
        return rest;
    }

    private static void fail(List<Request> requests, SojournException e) {
        requests.forEach(r -> r.done().completeExceptionally(e));
    }

    private void commit(List<Request> requests) {
        try {
            write(requests);
            trouble = null;
            figures = figures.appended(requests.size());
            requests.forEach(r -> r.done().complete(null));
        } catch (IOException e) {
            trouble = cannotWrite(folder, e);
            figures = figures.failed();
            takeBack();
            fail(requests, trouble);
        } catch (RuntimeException e) {
            distrusted = true;
            trouble = new SojournException(ErrorCode.BROKEN, "writing " + folder + " failed: " + e, null, e);
            figures = figures.failed();
            fail(requests, trouble);
        }
    }

    private void write(List<Request> requests) throws IOException {
        if (distrusted) {
            throw new IOException("the disk has failed before, and what it holds is known only after a restart");
        }
        if (segment.durable() >= segmentBytes) {
            roll();
        }
        batch.clear();
        long now = nowMicros();
        boolean due = System.nanoTime() - tickedNanos >= TICK_NANOS;
        boolean ticks = due && now > tick;
        if (ticks) {
            batch.tick(now);
        }
        for (Request r : requests) {
            batch.add(r.records());
        }
        if (batch.length() > 0) {
            flush(segment);
        }
        if (ticks) {
            tick = now;
        }
        if (due) {
            tickedNanos = System.nanoTime();
        }
    }

    private void flush(LiveSegment to) throws IOException {
        to.write(batch.committed());
        try {
            long begin = System.nanoTime();
            to.force();
            figures = figures.flushed(System.nanoTime() - begin);
        } catch (IOException e) {
            // After a failed flush nobody knows what is on the disk: the next start looks.
            distrusted = true;
            throw e;
        }
        progress.durable(to.number(), to.durable());
    }

    /** The next segment is there before this one says that it goes on in it. */
    private void roll() throws IOException {
        LiveSegment next = LiveSegment.create(folder, segment.number() + 1);
        try {
            batch.clear();
            batch.end();
            progress.durable(next.number(), next.durable());
            flush(segment);
        } catch (IOException e) {
            next.close();
            Files.deleteIfExists(LiveFiles.segment(folder, next.number()));
            throw e;
        }
        segment.close();
        segment = next;
        segmentNumber = next.number();
    }

    private void takeBack() {
        tickedNanos = System.nanoTime();
        try {
            segment.rollback();
        } catch (IOException e) {
            distrusted = true;
            trouble.addSuppressed(e);
        }
    }

    private long nowMicros() {
        Instant now = clock.instant();
        return TimeUnit.SECONDS.toMicros(now.getEpochSecond()) + now.getNano() / 1_000;
    }

    long tickMicros() {
        return tick;
    }

    int segment() {
        return segmentNumber;
    }

    LiveFigures figures() {
        return figures;
    }

    SojournException trouble() {
        return trouble;
    }

    static SojournException cannotWrite(Path folder, IOException e) {
        return new SojournException(
                ErrorCode.BROKEN,
                "can't write the live log " + folder + ": " + e.getMessage(),
                "Maybe the disk is full, or the folder belongs to someone else.",
                e);
    }

    @Override
    public void close() {
        closing = true;
        try {
            thread.join();
            segment.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw cannotWrite(folder, e);
        } finally {
            progress.writing(false);
        }
    }
}
