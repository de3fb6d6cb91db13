package io.sojourn.cli;

import io.sojourn.api.ingest.EventSink;
import io.sojourn.event.Event;
import io.sojourn.stream.source.LiveLog;
import java.util.List;

/** Accepted events go to the live log of this process. */
record LiveEvents(LiveLog log) implements EventSink {
    @Override
    public void append(List<Event> events) {
        log.append(events);
    }

    @Override
    public long backlogBytes() {
        return log.backlogBytes();
    }
}
