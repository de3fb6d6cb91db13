package io.sojourn.mining.bottleneck;

import io.sojourn.calendar.WorkCalendar;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import io.sojourn.mining.format.LogLoader;
import io.sojourn.mining.waits.WaitSettings;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What to look for, and how surely.
 *
 * @param minSupport cases that a variant, and its peers, must have at a place to be tested
 * @param maxFalse share of false ones among the bottleneck variants, at most, on average
 * @param resamples of each bootstrap
 * @param seed of the bootstrap: equal seeds give equal intervals
 * @param productiveHours hours a month in which a person works on cases
 * @param waits by what waits are split: local time, duty, who is outside
 * @param attributes names of the log's attributes that may go with long waits; null for all that are suitable
 */
public record BottleneckOptions(
        int minSupport,
        double maxFalse,
        int resamples,
        long seed,
        double productiveHours,
        WaitSettings waits,
        List<String> attributes) {
    private static final int USUAL_SUPPORT = 30;
    private static final double USUAL_MAX_FALSE = 0.05;
    private static final int USUAL_RESAMPLES = 999;
    private static final double USUAL_PRODUCTIVE_HOURS = 130;

    public BottleneckOptions {
        check(minSupport >= 2, "minSupport " + minSupport + " is below 2.", "Maybe 30.");
        check(maxFalse > 0 && maxFalse < 1, "maxFalse " + maxFalse + " is no share.", "Maybe 0.05.");
        check(
                resamples >= 99 && resamples <= 100_000,
                "resamples " + resamples + " is not between 99 and 100000.",
                "Maybe 999.");
        check(productiveHours > 0, "productiveHours " + productiveHours + " is not above 0.", "Maybe 130.");
        attributes = attributes == null ? null : List.copyOf(attributes);
    }

    private static void check(boolean holds, String message, String hint) {
        if (!holds) {
            throw new SojournException(ErrorCode.BAD_REQUEST, message, hint);
        }
    }

    /** 30 cases, 5 % false ones, 999 resamples, 130 hours a month, UTC, no calendar, nobody outside, all attributes. */
    public static BottleneckOptions defaults() {
        return new BottleneckOptions(
                USUAL_SUPPORT,
                USUAL_MAX_FALSE,
                USUAL_RESAMPLES,
                1,
                USUAL_PRODUCTIVE_HOURS,
                WaitSettings.of(ZoneOffset.UTC),
                null);
    }

    public BottleneckOptions withMinSupport(int cases) {
        return new BottleneckOptions(cases, maxFalse, resamples, seed, productiveHours, waits, attributes);
    }

    public BottleneckOptions withSeed(long other) {
        return new BottleneckOptions(minSupport, maxFalse, resamples, other, productiveHours, waits, attributes);
    }

    public BottleneckOptions withProductiveHours(double hours) {
        return new BottleneckOptions(minSupport, maxFalse, resamples, seed, hours, waits, attributes);
    }

    public BottleneckOptions withWaits(WaitSettings other) {
        return new BottleneckOptions(minSupport, maxFalse, resamples, seed, productiveHours, other, attributes);
    }

    public BottleneckOptions withZone(ZoneId zone) {
        return withWaits(waits.withZone(zone));
    }

    public BottleneckOptions withCalendar(WorkCalendar calendar) {
        return withWaits(waits.withCalendar(calendar));
    }

    /** Names of resources that are somebody outside. */
    public BottleneckOptions withExternal(List<String> resources) {
        return withWaits(waits.withExternal(resources));
    }

    /** Null for all that are suitable. */
    public BottleneckOptions withAttributes(List<String> names) {
        return new BottleneckOptions(minSupport, maxFalse, resamples, seed, productiveHours, waits, names);
    }

    /** The attributes that a log must be read with. */
    public Predicate<String> read() {
        if (attributes == null) {
            return LogLoader.ALL_ATTRIBUTES;
        }
        return attributes.isEmpty() ? waits.attributes() : waits.attributes().or(Set.copyOf(attributes)::contains);
    }

    /** Of days and hours. */
    ZoneId zone() {
        return waits.zone();
    }

    /** Of working time, or null. */
    WorkCalendar calendar() {
        return waits.calendar();
    }
}
