package io.sojourn.mining.bottleneck;

import io.sojourn.calendar.WorkCalendar;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

/**
 * What to look for, and how surely.
 *
 * @param minSupport cases that a variant, and its peers, must have at a place to be tested
 * @param maxFalse share of false ones among the bottleneck variants, at most, on average
 * @param resamples of each bootstrap
 * @param seed of the bootstrap: equal seeds give equal intervals
 * @param productiveHours hours a month in which a person works on cases
 * @param zone of days and hours
 * @param calendar for waits in working time, or null
 * @param outside names of resources that are somebody outside: payers, patients
 */
public record BottleneckOptions(
        int minSupport,
        double maxFalse,
        int resamples,
        long seed,
        double productiveHours,
        ZoneId zone,
        WorkCalendar calendar,
        List<String> outside) {
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
        outside = List.copyOf(outside);
    }

    private static void check(boolean holds, String message, String hint) {
        if (!holds) {
            throw new SojournException(ErrorCode.BAD_REQUEST, message, hint);
        }
    }

    /** 30 cases, 5 % false ones, 999 resamples, 130 hours a month, UTC, no calendar, nobody outside. */
    public static BottleneckOptions defaults() {
        return new BottleneckOptions(
                USUAL_SUPPORT,
                USUAL_MAX_FALSE,
                USUAL_RESAMPLES,
                1,
                USUAL_PRODUCTIVE_HOURS,
                ZoneOffset.UTC,
                null,
                List.of());
    }

    public BottleneckOptions withMinSupport(int cases) {
        return new BottleneckOptions(cases, maxFalse, resamples, seed, productiveHours, zone, calendar, outside);
    }

    public BottleneckOptions withSeed(long other) {
        return new BottleneckOptions(minSupport, maxFalse, resamples, other, productiveHours, zone, calendar, outside);
    }

    public BottleneckOptions withProductiveHours(double hours) {
        return new BottleneckOptions(minSupport, maxFalse, resamples, seed, hours, zone, calendar, outside);
    }

    public BottleneckOptions withZone(ZoneId other) {
        return new BottleneckOptions(minSupport, maxFalse, resamples, seed, productiveHours, other, calendar, outside);
    }

    public BottleneckOptions withCalendar(WorkCalendar other) {
        return new BottleneckOptions(minSupport, maxFalse, resamples, seed, productiveHours, zone, other, outside);
    }

    public BottleneckOptions withOutside(List<String> resources) {
        return new BottleneckOptions(minSupport, maxFalse, resamples, seed, productiveHours, zone, calendar, resources);
    }
}
