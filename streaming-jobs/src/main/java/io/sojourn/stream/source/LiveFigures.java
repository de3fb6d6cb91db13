package io.sojourn.stream.source;

/**
 * What the writer of a live log has done since it was opened.
 *
 * @param appends calls that brought events and are durable
 * @param failures writes that failed; those who waited for them were told
 * @param flushes of the disk; several calls, and a tick, may share one
 * @param flushSeconds time spent in them
 */
public record LiveFigures(long appends, long failures, long flushes, double flushSeconds) {
    static final LiveFigures NONE = new LiveFigures(0, 0, 0, 0);

    LiveFigures appended(long more) {
        return new LiveFigures(appends + more, failures, flushes, flushSeconds);
    }

    LiveFigures failed() {
        return new LiveFigures(appends, failures + 1, flushes, flushSeconds);
    }

    LiveFigures flushed(long nanos) {
        return new LiveFigures(appends, failures, flushes + 1, flushSeconds + nanos / 1e9);
    }
}
