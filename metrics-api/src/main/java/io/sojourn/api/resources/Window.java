package io.sojourn.api.resources;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A stretch of time [from, to), in microseconds, of whole minutes: {@code to} is the end of the minute that holds
 * as_of.
 */
record Window(long from, long to) {
    static final String DEFAULT = "24h";
    static final String ALL = "all";
    /** Points of a measure's history. */
    static final int POINTS = 24;

    private static final long MINUTE = 60_000_000L;
    private static final Map<String, Duration> LENGTHS = new LinkedHashMap<>();

    static {
        LENGTHS.put("1h", Duration.ofHours(1));
        LENGTHS.put("24h", Duration.ofHours(24));
        LENGTHS.put("7d", Duration.ofDays(7));
        LENGTHS.put("30d", Duration.ofDays(30));
    }

    /** @param first the first instant of all, for {@link #ALL}; null when there is none */
    static Window of(String word, long asOf, Long first) {
        long to = (asOf / MINUTE + 1) * MINUTE;
        if (word.equals(ALL)) {
            // A clock that was stopped counts at its due instant, which may lie ahead.
            return new Window(first == null || first >= to ? to - MINUTE : first / MINUTE * MINUTE, to);
        }
        Duration length = LENGTHS.get(word);
        if (length == null) {
            throw new SojournException(
                    ErrorCode.BAD_REQUEST,
                    "window \"" + word + "\" is not known.",
                    "Maybe one of " + String.join(", ", LENGTHS.keySet()) + ", " + ALL + ".");
        }
        return new Window(to - length.toSeconds() * 1_000_000, to);
    }

    static String orDefault(String word) {
        return word == null ? DEFAULT : word;
    }

    long length() {
        return to - from;
    }

    /** The window of the same length before this one. */
    Window previous() {
        return new Window(from - length(), from);
    }

    /** End of a point of the history, from 0. */
    long endOfPoint(int point) {
        return from + (long) ((double) length() * (point + 1) / POINTS);
    }

    Map<String, Object> json() {
        return Json.object("from", Json.instant(from), "to", Json.instant(to));
    }
}
