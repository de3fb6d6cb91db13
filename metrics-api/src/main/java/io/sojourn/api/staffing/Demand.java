package io.sojourn.api.staffing;

import java.util.List;

/**
 * What a queue asks for, as observed at an instant. Rates are per working hour.
 *
 * @param handlingHours work of one case; NaN where too few were observed
 * @param handlingP90Hours 90th percentile of it; NaN where it is declared or unknown
 * @param samples how many handling times were observed; 0: declared
 * @param pastDue cases whose due time has passed
 */
record Demand(
        List<DemandBound.Due> due,
        long backlog,
        long pastDue,
        double oldestAgeHours,
        double arrivalsPerHour,
        double departuresPerHour,
        double handlingHours,
        double handlingP90Hours,
        int samples) {

    long dueWithin(double hours) {
        return due.stream()
                .filter(d -> d.hours() <= hours)
                .mapToLong(DemandBound.Due::cases)
                .sum();
    }
}
