package io.sojourn.stream.source;

import io.sojourn.definition.DefinitionVersion;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.core.io.InputStatus;

/** Looks for versions that it has not given yet. */
final class DefinitionSourceReader implements SourceReader<DefinitionVersion, SpoolSplit> {
    private static final int POLL_MILLIS = 200;
    private final Supplier<List<DefinitionVersion>> feed;
    private final Set<Named> given = new HashSet<>();

    private record Named(String process, int version) {}

    DefinitionSourceReader(Supplier<List<DefinitionVersion>> feed) {
        this.feed = feed;
    }

    @Override
    public void start() {}

    @Override
    public InputStatus pollNext(ReaderOutput<DefinitionVersion> output) {
        for (DefinitionVersion v : feed.get()) {
            if (given.add(new Named(v.definition().process(), v.number()))) {
                output.collect(v);
            }
        }
        return InputStatus.NOTHING_AVAILABLE;
    }

    @Override
    public List<SpoolSplit> snapshotState(long checkpointId) {
        return List.of();
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
        return new CompletableFuture<Void>().completeOnTimeout(null, POLL_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void addSplits(List<SpoolSplit> splits) {}

    @Override
    public void notifyNoMoreSplits() {}

    @Override
    public void close() {}
}
