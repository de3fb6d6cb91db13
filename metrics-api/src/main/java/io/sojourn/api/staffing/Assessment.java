package io.sojourn.api.staffing;

import java.util.ArrayList;
import java.util.List;

/**
 * Demand against capacity at an instant.
 *
 * @param staff declared, or observed: departures times handling over productive share
 * @param horizonHours working hours looked ahead
 */
record Assessment(
        Demand demand,
        double staff,
        boolean declared,
        double productive,
        double horizonHours,
        double toMeetSla,
        double toBeStable) {

    static Assessment of(Demand d, Double declaredStaff, double productive, double limitHours, StaffingOptions o) {
        double horizon =
                Math.min(o.horizonHours().most(), Math.max(o.horizonHours().least(), limitHours));
        DemandBound bound = new DemandBound(
                d.handlingHours(),
                productive,
                d.due(),
                List.of(new DemandBound.Stream(d.arrivalsPerHour(), limitHours)));
        double observed = d.departuresPerHour() * d.handlingHours() / productive;
        return new Assessment(
                d,
                declaredStaff == null ? observed : declaredStaff,
                declaredStaff != null,
                productive,
                horizon,
                bound.toMeetDueTimes(o.firstBucketHours(), horizon),
                bound.toBeStable());
    }

    double slaGap() {
        return Math.max(0, toMeetSla - staff);
    }

    double stabilityGap() {
        return Math.max(0, toBeStable - staff);
    }

    double gap() {
        return Math.max(slaGap(), stabilityGap());
    }

    /** Words that a receiver can act on; in a fixed order. */
    List<String> reasons(StaffingOptions o) {
        List<String> reasons = new ArrayList<>();
        if (toMeetSla > staff && slaGap() > o.closeGap()) {
            reasons.add("SLA_BREACH_PROJECTED");
        }
        if (demand.pastDue() > 0) {
            reasons.add("WORK_PAST_DUE");
        }
        if (stabilityGap() > o.closeGap()) {
            reasons.add("ARRIVALS_OVER_CAPACITY");
        }
        if (!declared) {
            reasons.add("STAFF_OBSERVED");
        }
        return List.copyOf(reasons);
    }

    static double round(double value, double step) {
        return Math.round(value / step) * step;
    }

    /** To a tenth, free of binary tails. */
    static double tenth(double value) {
        return Math.round(value * 10) / 10.0;
    }
}
