package io.sojourn.benchmark.stream;

import io.sojourn.event.Event;
import io.sojourn.stream.wire.EventBytes;
import io.sojourn.stream.wire.PackedEvent;
import java.io.IOException;
import java.util.Arrays;

/** The bytes in which recorded events wait. */
enum EventFormat {
    /** The job's own coding. */
    CODED {
        @Override
        Coder coder() {
            return new Coded();
        }
    };

    /** Writes and reads the bytes of one event; one thread at a time. */
    interface Coder {
        byte[] write(Event event) throws IOException;

        PackedEvent read(byte[] bytes, int offset, int length) throws IOException;
    }

    abstract Coder coder();

    private static final class Coded implements Coder {
        private final EventBytes packing = new EventBytes();

        @Override
        public byte[] write(Event event) {
            return packing.pack(event).bytes();
        }

        @Override
        public PackedEvent read(byte[] bytes, int offset, int length) {
            return EventBytes.packed(Arrays.copyOfRange(bytes, offset, offset + length));
        }
    }
}
