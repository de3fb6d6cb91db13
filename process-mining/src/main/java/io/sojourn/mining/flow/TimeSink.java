package io.sojourn.mining.flow;

/** Takes times by group: 0, 1, 2, ... */
public interface TimeSink {
    /** @param time microseconds, less than 2^52 from zero */
    void add(int group, long time);
}
