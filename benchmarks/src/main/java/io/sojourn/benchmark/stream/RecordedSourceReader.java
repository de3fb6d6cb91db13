package io.sojourn.benchmark.stream;

import io.sojourn.stream.wire.EventBytes;
import io.sojourn.stream.wire.PackedEvent;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.core.io.InputStatus;

/** Reads the recorded events, and says when the first and the last of them went in. */
final class RecordedSourceReader implements SourceReader<PackedEvent, RecordedSource.Whole> {
    /** How many events this process has read, of the run that goes on: a source inside a job can be found by nothing else. */
    static final AtomicLong READ = new AtomicLong();

    private static final int BATCH = 64;
    private final SourceReaderContext context;
    private final EventSupply events;
    private final int watermarkEvents;
    private final boolean ends;
    private final CompletableFuture<Void> begun = new CompletableFuture<>();
    private final CompletableFuture<Void> never = new CompletableFuture<>();
    private EventSupply.Cursor reader;
    private long asOf = Long.MIN_VALUE;
    private long read;
    private boolean done;

    RecordedSourceReader(SourceReaderContext context, EventSupply events, int watermarkEvents, boolean ends) {
        this.context = context;
        this.events = events;
        this.watermarkEvents = watermarkEvents;
        this.ends = ends;
    }

    @Override
    public void start() {
        context.sendSplitRequest();
    }

    @Override
    public InputStatus pollNext(ReaderOutput<PackedEvent> output) throws IOException {
        if (reader == null || done) {
            return InputStatus.NOTHING_AVAILABLE;
        }
        for (int i = 0; i < BATCH; i++) {
            PackedEvent e = reader.next();
            if (e == null) {
                done = true;
                READ.set(read);
                output.emitWatermark(new Watermark(asOf));
                return ends ? InputStatus.END_OF_INPUT : InputStatus.NOTHING_AVAILABLE;
            }
            asOf = Math.max(asOf, EventBytes.timeOf(e.bytes()));
            output.collect(e, asOf);
            if (++read % watermarkEvents == 0) {
                output.emitWatermark(new Watermark(asOf));
            }
        }
        READ.set(read);
        return InputStatus.MORE_AVAILABLE;
    }

    @Override
    public List<RecordedSource.Whole> snapshotState(long checkpoint) {
        return List.of();
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
        return done ? never : reader == null ? begun : CompletableFuture.completedFuture(null);
    }

    @Override
    public void addSplits(List<RecordedSource.Whole> splits) {
        try {
            reader = events.open();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        Usage.begin();
        begun.complete(null);
    }

    @Override
    public void notifyNoMoreSplits() {}

    @Override
    public void close() throws IOException {
        if (reader != null) {
            reader.close();
        }
    }
}
