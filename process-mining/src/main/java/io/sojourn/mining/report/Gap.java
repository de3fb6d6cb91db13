package io.sojourn.mining.report;

/** A stretch without any event, microseconds. */
record Gap(long from, long to) {
    long micros() {
        return to - from;
    }
}
