package io.sojourn.stream.source;

import java.io.Serializable;

/** Slows a replay to a multiple of real time; the wall clock decides only when an event is read, never a result. */
final class Pace implements Serializable {
    private static final long serialVersionUID = 1L;
    private final double speed;
    private transient boolean begun;
    private transient long firstMicros;
    private transient long begunNanos;

    Pace(double speed) {
        this.speed = speed;
    }

    /** Milliseconds to wait before an event of that time may be read; 0 for none. */
    long waitMillis(long eventMicros, long nowNanos) {
        if (speed <= 0) {
            return 0;
        }
        if (!begun) {
            begun = true;
            firstMicros = eventMicros;
            begunNanos = nowNanos;
        }
        double dueMillis = (eventMicros - firstMicros) / 1e3 / speed;
        double goneMillis = (nowNanos - begunNanos) / 1e6;
        return Math.max(0, (long) (dueMillis - goneMillis));
    }
}
