package io.sojourn.stream.source;

import io.sojourn.stream.wire.EventBytes;
import io.sojourn.stream.wire.PackedEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.core.io.InputStatus;

/**
 * Reads the split. A watermark follows a tick, the rhythm of the wall clock, and, exactly, the last record: so the last
 * watermark before the end of input is the final as_of.
 */
final class SpoolSourceReader implements SourceReader<PackedEvent, SpoolSplit> {
    private static final int BATCH = 64;
    private static final int POLL_MILLIS = 20;
    private final SourceReaderContext context;
    private final boolean bounded;
    private final Pace pace;
    private final long watermarkNanos;
    private SpoolReader reader;
    private final String path;
    private SpoolReader.Record pending;
    private long pendingFrom;
    private long asOf = Long.MIN_VALUE;
    private long events;
    private long toldAsOf = Long.MIN_VALUE;
    private long toldAtNanos;
    private boolean noMoreSplits;
    private boolean ended;
    private CompletableFuture<Void> splitArrived = new CompletableFuture<>();
    private long waitMillis;

    /** @param path of the spool: where it is now, not where it was when the checkpoint was taken */
    SpoolSourceReader(SourceReaderContext context, String path, boolean bounded, Pace pace, int watermarkMillis) {
        this.path = path;
        this.context = context;
        this.bounded = bounded;
        this.pace = pace;
        this.watermarkNanos = TimeUnit.MILLISECONDS.toNanos(watermarkMillis);
    }

    @Override
    public void start() {
        context.sendSplitRequest();
    }

    @Override
    public InputStatus pollNext(ReaderOutput<PackedEvent> output) throws IOException {
        waitMillis = 0;
        if (reader == null) {
            return noMoreSplits ? InputStatus.END_OF_INPUT : InputStatus.NOTHING_AVAILABLE;
        }
        for (int i = 0; i < BATCH && !ended; i++) {
            if (!emitOne(output)) {
                break;
            }
        }
        if (ended) {
            tell(output);
            // A reader that ends before the enumerator's answer reaches it makes the job fail over.
            return bounded && noMoreSplits ? InputStatus.END_OF_INPUT : InputStatus.NOTHING_AVAILABLE;
        }
        long now = System.nanoTime();
        if (now - toldAtNanos >= watermarkNanos) {
            toldAtNanos = now;
            tell(output);
        }
        return waitMillis > 0 ? InputStatus.NOTHING_AVAILABLE : InputStatus.MORE_AVAILABLE;
    }

    /** Emits a record; false when it has to wait for one, or for its time. */
    private boolean emitOne(ReaderOutput<PackedEvent> output) throws IOException {
        if (pending == null) {
            pendingFrom = reader.position();
            pending = reader.next();
            if (pending == null) {
                waitMillis = POLL_MILLIS;
                return false;
            }
        }
        SpoolReader.Record r = pending;
        if (r.event() != null) {
            long time = EventBytes.timeOf(r.event().bytes());
            long wait = pace.waitMillis(time, System.nanoTime());
            if (wait > 0) {
                waitMillis = Math.min(wait, watermarkNanos / 1_000_000);
                return false;
            }
            pending = null;
            asOf = Math.max(asOf, time);
            events++;
            // The stamp is as_of, not the event's own time: what comes too late is so at every speed and parallelism.
            output.collect(r.event(), asOf);
        } else if (r.end()) {
            // It stays pending: who goes on from a checkpoint that is taken now has to meet it again.
            ended = true;
        } else {
            pending = null;
            asOf = Math.max(asOf, r.tickMicros());
            tell(output);
        }
        return true;
    }

    private void tell(ReaderOutput<PackedEvent> output) {
        if (asOf > toldAsOf) {
            toldAsOf = asOf;
            output.emitWatermark(new Watermark(asOf));
        }
        SpoolProgress.of(path).report(events, reader.position());
    }

    @Override
    public List<SpoolSplit> snapshotState(long checkpointId) {
        if (reader == null) {
            return List.of();
        }
        return List.of(new SpoolSplit(path, pending == null ? reader.position() : pendingFrom, asOf, events));
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
        if (reader == null) {
            return noMoreSplits ? CompletableFuture.completedFuture(null) : splitArrived;
        }
        if (waitMillis <= 0 && !ended) {
            return CompletableFuture.completedFuture(null);
        }
        CompletableFuture<Void> later = new CompletableFuture<>();
        later.completeOnTimeout(null, Math.max(1, waitMillis), TimeUnit.MILLISECONDS);
        return later;
    }

    @Override
    public void addSplits(List<SpoolSplit> splits) {
        SpoolSplit split = splits.get(0);
        reader = SpoolReader.open(Path.of(path), split.position());
        asOf = split.asOfMicros();
        events = split.events();
        splitArrived.complete(null);
    }

    @Override
    public void notifyNoMoreSplits() {
        noMoreSplits = true;
        splitArrived.complete(null);
    }

    @Override
    public void close() throws Exception {
        if (reader != null) {
            reader.close();
        }
    }
}
