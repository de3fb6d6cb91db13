package io.sojourn.benchmark.stream;

import io.sojourn.event.Event;
import io.sojourn.mining.format.EventJson;
import io.sojourn.mining.format.Origin;
import io.sojourn.mining.format.Reading;
import io.sojourn.stream.wire.EventBytes;
import io.sojourn.stream.wire.PackedEvent;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** The bytes in which recorded events wait. */
enum EventFormat {
    /** The job's own coding. */
    CODED {
        @Override
        Coder coder() {
            return new Coded();
        }
    },
    /** One JSON object an event, as HTTP and Kafka carry them. */
    JSON {
        @Override
        Coder coder() {
            return new Json();
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

    private static final class Json implements Coder {
        private static final Origin ORIGIN = new Origin("benchmark", 0, 0);
        private final EventJson json = EventJson.of(List.of(Work.definition().definition()));
        private final EventBytes packing = new EventBytes();

        @Override
        public byte[] write(Event event) {
            return json.write(event);
        }

        @Override
        public PackedEvent read(byte[] bytes, int offset, int length) throws IOException {
            Reading reading = json.read(bytes, offset, length, ORIGIN);
            if (reading instanceof Reading.Accepted accepted) {
                return packing.pack(accepted.event());
            }
            throw new IOException("a recorded event can't be read: " + reading);
        }
    }
}
