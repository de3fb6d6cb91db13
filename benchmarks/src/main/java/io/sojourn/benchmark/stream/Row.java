package io.sojourn.benchmark.stream;

/**
 * One measured variant.
 *
 * @param events that went in
 * @param results that came out
 * @param usage of the measured pass
 * @param load average of the machine when it ended
 */
record Row(Variant variant, long events, long results, Usage usage, double load) {
    double perCpuSecond() {
        return events * 1e9 / usage.cpuNanos();
    }

    double perSecond() {
        return events * 1e9 / usage.wallNanos();
    }
}
