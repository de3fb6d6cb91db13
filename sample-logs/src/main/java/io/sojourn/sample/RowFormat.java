package io.sojourn.sample;

import io.sojourn.event.Event;
import java.io.Closeable;
import java.io.IOException;

/** How a row looks in a file. */
interface RowFormat extends Closeable {
    /** Writes a row; with a defect, spoiled in that way. */
    void row(Event e, Defect defect) throws IOException;
}
