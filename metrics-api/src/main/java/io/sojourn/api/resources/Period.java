package io.sojourn.api.resources;

import io.sojourn.event.Limits;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * A period of whole minutes, cut into steps: of 5 minutes or an hour of UTC, or of a day of the process's zone, which may have 23
 * or 25 hours. The first and the last step end where the period does.
 *
 * @param window the period, in microseconds
 * @param bounds begins of the steps, and the end of the last one
 */
record Period(Window window, Step step, List<Long> bounds) {
    private static final long MINUTE = 60_000_000L;

    /** How long a step is. */
    enum Step {
        FIVE_MINUTES("5m", 5 * MINUTE),
        HOUR("1h", 60 * MINUTE),
        DAY("1d", 0);

        private final String word;
        private final long micros;

        Step(String word, long micros) {
            this.word = word;
            this.micros = micros;
        }

        String word() {
            return word;
        }

        private static Step of(String word) {
            for (Step step : values()) {
                if (step.word.equals(word)) {
                    return step;
                }
            }
            throw Asked.wrong("step \"" + word + "\" is not known.", "Maybe one of 5m, 1h, 1d.");
        }

        /** The first instant behind this one at which a step begins. */
        private long next(long micros, ZoneId zone) {
            if (this != DAY) {
                return (micros / this.micros + 1) * this.micros;
            }
            ZonedDateTime at = Instant.EPOCH.plus(micros, ChronoUnit.MICROS).atZone(zone);
            Instant next = at.toLocalDate().plusDays(1).atStartOfDay(zone).toInstant();
            return ChronoUnit.MICROS.between(Instant.EPOCH, next);
        }
    }

    /**
     * From the parameters {@code window}, or {@code from} and {@code to}; and {@code step}.
     *
     * @param first the first instant of all, for the window of all; null when there is none
     */
    static Period of(Asked asked, long clock, Long first, ZoneId zone) {
        Step step = Step.of(asked.text("step") == null ? Step.HOUR.word : asked.text("step"));
        Window window = window(asked, clock, first);
        List<Long> bounds = new ArrayList<>();
        for (long at = window.from(); at < window.to(); at = step.next(at, zone)) {
            bounds.add(at);
            if (bounds.size() > Limits.SERIES_POINTS) {
                throw Asked.wrong(
                        "the period has more than " + Limits.SERIES_POINTS + " steps of " + step.word + ".",
                        "Maybe take a longer step, or a shorter period.");
            }
        }
        bounds.add(window.to());
        return new Period(window, step, bounds);
    }

    private static Window window(Asked asked, long clock, Long first) {
        String word = asked.text("window");
        Long from = asked.instant("from");
        Long to = asked.instant("to");
        if (from == null && to == null) {
            return Window.of(word == null ? Window.DEFAULT : word, clock, first);
        }
        if (word != null) {
            throw Asked.wrong("window stands beside from or to.", "Maybe leave one of them out.");
        }
        if (from == null) {
            throw Asked.wrong("to stands without from.", "Maybe add from=2026-03-01T00:00:00Z.");
        }
        long begin = from / MINUTE * MINUTE;
        long last = Window.of(Window.DEFAULT, clock, first).to();
        long end = to == null ? last : Math.min(last, (to + MINUTE - 1) / MINUTE * MINUTE);
        if (begin >= end) {
            throw Asked.wrong(
                    "the period from " + Json.instant(begin) + " to " + Json.instant(end) + " is empty.",
                    "Maybe swap from and to; the data ends at " + Json.instant(last) + ".");
        }
        return new Window(begin, end);
    }

    /** Whether it is everything there is: then nothing comes before it. */
    static boolean isAll(Asked asked) {
        return Window.ALL.equals(asked.text("window"));
    }

    int steps() {
        return bounds.size() - 1;
    }

    /** A relation {@code steps(step, lo, hi)} in SQL, bounds in microseconds. */
    String relation() {
        StringBuilder sql = new StringBuilder("(VALUES ");
        for (int i = 0; i < steps(); i++) {
            sql.append(i == 0 ? "" : ", ").append('(').append(i).append(", ");
            sql.append(Snapshot.timestamp(bounds.get(i))).append(", ").append(Snapshot.timestamp(bounds.get(i + 1)));
            sql.append(')');
        }
        return sql.append(") steps(step, lo, hi)").toString();
    }
}
