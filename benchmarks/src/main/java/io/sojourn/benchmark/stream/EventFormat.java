package io.sojourn.benchmark.stream;

import io.sojourn.event.Event;
import io.sojourn.stream.wire.EventCodec;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

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

        Event read(byte[] bytes, int offset, int length) throws IOException;
    }

    abstract Coder coder();

    private static final class Coded implements Coder {
        private final EventCodec codec = new EventCodec();
        private final DataOutputSerializer out = new DataOutputSerializer(512);
        private final DataInputDeserializer in = new DataInputDeserializer();

        @Override
        public byte[] write(Event event) throws IOException {
            out.clear();
            codec.write(event, out);
            return out.getCopyOfBuffer();
        }

        @Override
        public Event read(byte[] bytes, int offset, int length) throws IOException {
            in.setBuffer(bytes, offset, length);
            return codec.read(in);
        }
    }
}
