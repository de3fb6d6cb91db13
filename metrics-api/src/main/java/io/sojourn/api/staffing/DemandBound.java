package io.sojourn.api.staffing;

import java.util.ArrayList;
import java.util.List;

/**
 * The processor-demand test for earliest-due-first, in full-time equivalents: with W(t) the hours of work due by t, the
 * need is the greatest W(t) / (productive * t) over t in the horizon. All times are working hours from now.
 *
 * @param handlingHours work of one case
 * @param productive share of paid time that is productive, in (0, 1]
 * @param backlog open work by due time
 * @param arrivals forecast streams
 */
record DemandBound(double handlingHours, double productive, List<Due> backlog, List<Stream> arrivals) {
    /** So many cases due in so many working hours; zero or less is past due. */
    record Due(double hours, long cases) {}

    /** Cases that arrive per working hour, each due so many working hours after it came. */
    record Stream(double perHour, double limitHours) {}

    /**
     * Staff that meets every due time up to the horizon. W(t)/t only jumps up at due times, and between them moves one
     * way, so due times, limits and the horizon are all that has to be looked at.
     *
     * @param firstHours work due earlier counts as due then: whatever the staff, past-due work is late already
     */
    double toMeetDueTimes(double firstHours, double horizonHours) {
        List<Double> times = new ArrayList<>(List.of(firstHours, horizonHours));
        backlog.forEach(d -> times.add(Math.max(d.hours, firstHours)));
        arrivals.forEach(s -> times.add(Math.max(s.limitHours, firstHours)));
        return times.stream()
                .filter(t -> t <= horizonHours)
                .mapToDouble(t -> staffAt(t, firstHours))
                .max()
                .orElse(0);
    }

    /** W(t) / (productive * t). */
    double staffAt(double hours, double firstHours) {
        return workDueBy(hours, firstHours) / (productive * hours);
    }

    /** W(t): hours of work in the backlog due by t, and of arrivals before t less their limit. */
    double workDueBy(double hours, double firstHours) {
        double cases = 0;
        for (Due d : backlog) {
            cases += Math.max(d.hours, firstHours) <= hours ? d.cases : 0;
        }
        for (Stream s : arrivals) {
            cases += s.perHour * Math.max(0, hours - s.limitHours);
        }
        return cases * handlingHours;
    }

    /** Staff that keeps the backlog from growing: load over productive share. */
    double toBeStable() {
        return arrivals.stream().mapToDouble(Stream::perHour).sum() * handlingHours / productive;
    }
}
