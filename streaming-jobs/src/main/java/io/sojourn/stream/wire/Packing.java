package io.sojourn.stream.wire;

import io.sojourn.event.Event;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** Packs events; their stamps stay. No state. */
public final class Packing extends AbstractStreamOperator<PackedEvent>
        implements OneInputStreamOperator<Event, PackedEvent> {
    private static final long serialVersionUID = 1L;
    private transient EventBytes writer;

    @Override
    public void open() throws Exception {
        super.open();
        writer = new EventBytes();
    }

    @Override
    public void processElement(StreamRecord<Event> element) {
        output.collect(element.replace(writer.pack(element.getValue())));
    }
}
