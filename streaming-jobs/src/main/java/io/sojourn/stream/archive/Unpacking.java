package io.sojourn.stream.archive;

import io.sojourn.event.Event;
import io.sojourn.stream.wire.EventBytes;
import io.sojourn.stream.wire.PackedEvent;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Reads the packed events of one process for its archive; their stamps stay. No state. Where the archive rests, it gives none: the sink's
 * state stays the job's, so that it can rest and go on.
 */
final class Unpacking extends AbstractStreamOperator<Event> implements OneInputStreamOperator<PackedEvent, Event> {
    private static final long serialVersionUID = 1L;
    private final String process;
    private final boolean rests;
    private transient EventBytes reader;

    Unpacking(String process, boolean rests) {
        this.process = process;
        this.rests = rests;
    }

    @Override
    public void open() throws Exception {
        super.open();
        reader = new EventBytes();
    }

    @Override
    public void processElement(StreamRecord<PackedEvent> element) {
        if (!rests && element.getValue().process().equals(process)) {
            output.collect(element.replace(reader.read(element.getValue())));
        }
    }
}
