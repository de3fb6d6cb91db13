package io.sojourn.stream.sink;

import java.io.Serializable;

/** The clock that epochs are taken from; travels with the job. */
public interface EpochClock extends Serializable {
    /** The machine's clock. */
    EpochClock SYSTEM = System::currentTimeMillis;

    long millis();
}
