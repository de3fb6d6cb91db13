package io.sojourn.api.staffing;

import java.time.Duration;

/**
 * How needs are evaluated.
 *
 * @param every at most one evaluation in each such stretch of {@code as_of}
 * @param historyHours working hours that arrivals, departures and handling times are observed over
 * @param firstBucketHours work due earlier than so many working hours from now counts as due then
 * @param horizonHours the least and the most working hours looked ahead; between them the target's own limit decides
 * @param openGap full-time equivalents missing from which a signal opens
 * @param openAfter after so many evaluations in a row
 * @param closeGap full-time equivalents missing up to which a signal closes
 * @param closeAfter after so many evaluations in a row
 * @param step gaps are told in such steps; a revision is made when the gap moved by one
 * @param staleHours without any arrival or departure in so many working hours nothing is evaluated
 * @param minSamples observed handling times needed
 * @param smallCell counts of cases under it are told as a band in what is sent; 0: never
 * @param destination name of the outbox's destination; null: nothing is sent
 */
public record StaffingOptions(
        Duration every,
        double historyHours,
        double firstBucketHours,
        Horizon horizonHours,
        double openGap,
        int openAfter,
        double closeGap,
        int closeAfter,
        double step,
        double staleHours,
        int minSamples,
        int smallCell,
        String destination) {
    /** Bounds of the look ahead, in working hours. */
    public record Horizon(double least, double most) {}

    public static StaffingOptions defaults() {
        return new StaffingOptions(
                Duration.ofMinutes(15), 80, 4, new Horizon(8, 80), 1.0, 2, 0.25, 4, 0.5, 8, 5, 11, null);
    }

    /** Writes each revision to the outbox for a destination, too. */
    public StaffingOptions sendingTo(String name) {
        return new StaffingOptions(
                every,
                historyHours,
                firstBucketHours,
                horizonHours,
                openGap,
                openAfter,
                closeGap,
                closeAfter,
                step,
                staleHours,
                minSamples,
                smallCell,
                name);
    }
}
