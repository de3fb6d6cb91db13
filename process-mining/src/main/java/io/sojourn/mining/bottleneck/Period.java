package io.sojourn.mining.bottleneck;

import io.sojourn.mining.waits.ActivityInstances;

/** From the first start of a log to its last end, microseconds. */
record Period(long from, long to) {
    static Period of(ActivityInstances instances) {
        long from = Long.MAX_VALUE;
        long to = Long.MIN_VALUE;
        for (int i = 0; i < instances.size(); i++) {
            from = Math.min(from, instances.starts()[i]);
            to = Math.max(to, instances.ends()[i]);
        }
        return instances.size() == 0 ? new Period(0, 0) : new Period(from, to);
    }

    long micros() {
        return to - from;
    }
}
