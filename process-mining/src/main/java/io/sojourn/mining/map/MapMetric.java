package io.sojourn.mining.map;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import io.sojourn.mining.flow.Distribution;
import io.sojourn.mining.flow.Wording;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** What a map shows of its activities and paths: a count, or seconds. */
public enum MapMetric {
    COUNT("how often"),
    CASES("in how many cases"),
    REPETITIONS("how often at most in one case"),
    MEAN("mean time", Distribution::mean),
    MEDIAN("median time", Distribution::median),
    P90("time that 90 % keep within", Distribution::p90),
    TOTAL("time in all", Distribution::total),
    WORKING("mean working time", Distribution::mean);

    private final String title;
    private final ToDoubleFunction<Distribution> seconds;

    MapMetric(String title) {
        this(title, null);
    }

    MapMetric(String title, ToDoubleFunction<Distribution> seconds) {
        this.title = title;
        this.seconds = seconds;
    }

    /** The metric of a word, in any case. */
    public static MapMetric of(String word) {
        return Arrays.stream(values())
                .filter(m -> m.word().equals(word.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new SojournException(
                        ErrorCode.BAD_REQUEST,
                        "a map can't show \"" + word + "\".",
                        "Maybe one of "
                                + Arrays.stream(values()).map(MapMetric::word).collect(Collectors.joining(", "))
                                + "."));
    }

    /** The word used in commands and addresses. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** In plain words, for a legend. */
    public String title() {
        return title;
    }

    public boolean isTime() {
        return seconds != null;
    }

    /** Of an activity; NaN where it has no such time. */
    public double of(MapActivity a) {
        return isTime()
                ? seconds.applyAsDouble(this == WORKING ? a.working() : a.service())
                : count(a.count(), a.cases(), a.mostInCase());
    }

    /** Of a path; NaN where it has no such time. */
    public double of(MapPath p) {
        return isTime()
                ? seconds.applyAsDouble(this == WORKING ? p.working() : p.time())
                : count(p.count(), p.cases(), p.mostInCase());
    }

    private long count(long count, long cases, long most) {
        return this == COUNT ? count : this == CASES ? cases : most;
    }

    /** A value with its unit; a count as it is. */
    public String text(double value) {
        if (!isTime()) {
            return Wording.count((long) value);
        }
        return this == WORKING ? Wording.workingTime(value) : Wording.duration(value);
    }

    /** Refuses what the map doesn't have. */
    public void check(ProcessMap map) {
        if (this == WORKING && map.options().calendar() == null) {
            throw new SojournException(
                    ErrorCode.BAD_REQUEST,
                    "working time needs working hours, and the map has no calendar.",
                    "Maybe name one: --calendar NAME --definition FILE.");
        }
    }
}
