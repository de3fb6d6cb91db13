package io.sojourn.stream.source;

import io.sojourn.stream.wire.PackedEvent;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceSplit;

/**
 * A source of the embedded job: packed events, stamped with the as_of at which they are read, and watermarks that are
 * as_of, in microseconds. Its place is in the checkpoint.
 */
public interface EventSource<S extends SourceSplit, C> extends Source<PackedEvent, S, C> {}
