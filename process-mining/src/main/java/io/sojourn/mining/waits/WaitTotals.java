package io.sojourn.mining.waits;

import io.sojourn.calendar.WorkCalendar;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.IntStream;

/** Waits of some instances added up. Microseconds. */
public final class WaitTotals {
    private final long[] byCause = new long[Cause.values().length];
    private final WorkCalendar calendar;
    private long occurrences;
    private long estimated;
    private long processing;
    private long working;

    /** @param calendar of working time, or null */
    WaitTotals(WorkCalendar calendar) {
        this.calendar = calendar;
    }

    /**
     * Of some instances.
     *
     * @param calendar of working time, or null
     */
    public static WaitTotals of(WaitCauses causes, IntStream instances, WorkCalendar calendar) {
        WaitTotals totals = new WaitTotals(calendar);
        instances.forEach(i -> totals.add(causes, i));
        return totals;
    }

    void add(WaitCauses causes, int i) {
        occurrences++;
        estimated += causes.isEstimated(i) ? 1 : 0;
        processing += causes.instances().ends()[i] - causes.instances().starts()[i];
        working += calendar == null ? 0 : causes.workingWait(i, calendar);
        for (int c = 0; c < byCause.length; c++) {
            byCause[c] += causes.byCause[c][i];
        }
    }

    /** How many instances. */
    public long occurrences() {
        return occurrences;
    }

    /** How many of their waits end at an estimated start. */
    public long estimated() {
        return estimated;
    }

    /** From start to end. */
    public long processing() {
        return processing;
    }

    public long waited(Cause cause) {
        return byCause[cause.ordinal()];
    }

    /** By cause, in the order of the causes. */
    public Map<Cause, Long> byCause() {
        Map<Cause, Long> all = new EnumMap<>(Cause.class);
        for (Cause cause : Cause.values()) {
            all.put(cause, waited(cause));
        }
        return all;
    }

    /** Of all causes, in working time; null without a calendar. */
    public Long waitedWorking() {
        return calendar == null ? null : (Long) working;
    }

    /** Of all causes: exactly their sum. */
    public long waited() {
        long sum = 0;
        for (long micros : byCause) {
            sum += micros;
        }
        return sum;
    }

    /** Processing as a part of processing and waiting (cycle time efficiency); NaN of nothing. */
    public double efficiency() {
        return (double) processing / (processing + waited());
    }

    /** The efficiency that there would be without a cause. */
    public double efficiencyWithout(Cause cause) {
        return (double) processing / (processing + waited() - waited(cause));
    }
}
