package io.sojourn.stream.sink;

import java.io.Serializable;

/** The clock that epochs are taken from; travels with the job. */
public interface EpochClock extends Serializable {
    /** The machine's clock. */
    EpochClock SYSTEM = System::currentTimeMillis;

    long millis();

    /** The machine's clock, but later than the epochs that the store has seen, also where the clock went back. */
    static EpochClock after(long seen) {
        return () -> Math.max(System.currentTimeMillis(), seen + 1);
    }
}
