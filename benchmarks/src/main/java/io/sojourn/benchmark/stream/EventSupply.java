package io.sojourn.benchmark.stream;

import io.sojourn.stream.wire.PackedEvent;
import java.io.IOException;
import java.io.Serializable;

/** Events that every run gets alike: read or made again each time. */
interface EventSupply extends Serializable {
    /** From the first event on. */
    Cursor open() throws IOException;

    /** Gives one event after the other; one thread. */
    interface Cursor extends AutoCloseable {
        /** The next event, or null at the end. */
        PackedEvent next() throws IOException;

        @Override
        void close() throws IOException;
    }
}
