package io.sojourn.sample;

import java.time.LocalDate;
import java.time.Month;
import java.time.ZonedDateTime;

/**
 * When requests arrive: a Poisson process whose rate changes with the local hour, weekday, month and holiday, and by a
 * gamma factor from day to day. Each gap is one exponential draw, spent over the hours at their rates.
 */
final class Arrivals {
    private final Draws draws;
    private final double perDay;
    private final double weekday;
    private final double hours;
    private final FederalHolidays holidays = new FederalHolidays();
    private long cursor;
    private long hourEnd;
    private double perMicro;

    Arrivals(SimulationOptions options, Draws draws) {
        this.draws = draws;
        this.perDay = options.arrivalsPerDay();
        this.weekday = sum(Parameters.WEEKDAY) / 7;
        this.hours = sum(Parameters.HOUR);
        this.cursor = Units.micros(options.start());
        lookAtHour();
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double v : values) {
            sum += v;
        }
        return sum;
    }

    /** Time of the n-th arrival; to be asked for n = 1, 2, 3, ... */
    long next(long n) {
        double left = draws.exponential(1, n, Draws.Purpose.ARRIVAL, 0);
        while (left >= (hourEnd - cursor) * perMicro) {
            left -= (hourEnd - cursor) * perMicro;
            cursor = hourEnd;
            lookAtHour();
        }
        cursor += (long) (left / perMicro);
        return cursor;
    }

    private void lookAtHour() {
        ZonedDateTime local = Units.instant(cursor).atZone(WorkCalendar.ZONE);
        LocalDate day = local.toLocalDate();
        hourEnd = cursor - Math.floorMod(cursor, Units.HOUR) + Units.HOUR;
        double weight = Parameters.WEEKDAY[day.getDayOfWeek().getValue() - 1] / weekday;
        if (holidays.contains(day)) {
            weight *= Parameters.HOLIDAY;
        }
        if (day.getMonth() == Month.JANUARY) {
            weight *= Parameters.JANUARY;
        }
        double load = draws.gamma(Parameters.DAY_VARIATION, day.toEpochDay(), Draws.Purpose.DAY_LOAD);
        perMicro = perDay * weight * load * Parameters.HOUR[local.getHour()] / hours / Units.HOUR;
    }
}
