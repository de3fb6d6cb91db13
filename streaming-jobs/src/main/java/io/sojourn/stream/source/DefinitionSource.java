package io.sojourn.stream.source;

import io.sojourn.definition.DefinitionVersion;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Flink source of the versions of definitions that are put in this process; never ends. Has no place to remember: after each
 * start it gives all of them again, and who reads it passes over what it knows. Of parallelism 1; sends no watermarks.
 */
public final class DefinitionSource implements Source<DefinitionVersion, SpoolSplit, Boolean> {
    private static final long serialVersionUID = 1L;
    private final String name;

    /** @param name as in {@link DefinitionFeeds} */
    public DefinitionSource(String name) {
        this.name = name;
    }

    @Override
    public Boundedness getBoundedness() {
        return Boundedness.CONTINUOUS_UNBOUNDED;
    }

    @Override
    public SourceReader<DefinitionVersion, SpoolSplit> createReader(SourceReaderContext context) {
        return new DefinitionSourceReader(DefinitionFeeds.find(name));
    }

    @Override
    public SplitEnumerator<SpoolSplit, Boolean> createEnumerator(SplitEnumeratorContext<SpoolSplit> context) {
        // There is nothing to divide: no split is ever asked for.
        return new OneSplit<>(context, true, null);
    }

    @Override
    public SplitEnumerator<SpoolSplit, Boolean> restoreEnumerator(
            SplitEnumeratorContext<SpoolSplit> context, Boolean assigned) {
        return createEnumerator(context);
    }

    @Override
    public SimpleVersionedSerializer<SpoolSplit> getSplitSerializer() {
        return new SpoolSplitSerializer();
    }

    @Override
    public SimpleVersionedSerializer<Boolean> getEnumeratorCheckpointSerializer() {
        return new OneSplit.AssignedSerializer();
    }
}
