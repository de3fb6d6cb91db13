package io.sojourn.api.staffing;

import java.util.ArrayList;
import java.util.Comparator;
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
        List<Due> sorted = new ArrayList<>();
        backlog.forEach(d -> sorted.add(new Due(Math.max(d.hours, firstHours), d.cases)));
        arrivals.forEach(s -> sorted.add(new Due(Math.max(s.limitHours, firstHours), 0)));
        sorted.add(new Due(firstHours, 0));
        sorted.add(new Due(horizonHours, 0));
        sorted.sort(Comparator.comparingDouble(Due::hours));
        double need = 0;
        long cases = 0;
        for (Due d : sorted) {
            if (d.hours > horizonHours) {
                break;
            }
            // Of entries with one time, the last has them all; the others before it only need less.
            cases += d.cases;
            need = Math.max(need, (cases + arrivedAndDueBy(d.hours)) * handlingHours / (productive * d.hours));
        }
        return need;
    }

    private double arrivedAndDueBy(double hours) {
        double cases = 0;
        for (Stream s : arrivals) {
            cases += s.perHour * Math.max(0, hours - s.limitHours);
        }
        return cases;
    }

    /** W(t) / (productive * t). */
    double staffAt(double hours, double firstHours) {
        return workDueBy(hours, firstHours) / (productive * hours);
    }

    /** W(t): hours of work in the backlog due by t, and of arrivals before t less their limit. */
    double workDueBy(double hours, double firstHours) {
        double cases = arrivedAndDueBy(hours);
        for (Due d : backlog) {
            cases += Math.max(d.hours, firstHours) <= hours ? d.cases : 0;
        }
        return cases * handlingHours;
    }

    /** Staff that keeps the backlog from growing: load over productive share. */
    double toBeStable() {
        return arrivals.stream().mapToDouble(Stream::perHour).sum() * handlingHours / productive;
    }
}
