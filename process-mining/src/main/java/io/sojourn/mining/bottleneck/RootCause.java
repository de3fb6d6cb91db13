package io.sojourn.mining.bottleneck;

import io.sojourn.mining.statistics.Interval;
import java.util.List;

/**
 * A value of an attribute that goes with longer waits at a place. It goes with them; that it makes them is not said.
 *
 * @param occurrences waits with the value
 * @param meanHours of these waits
 * @param excessHours by how much they are longer than the others on average
 * @param interval of the excess (Welch, normal)
 * @param shareOfWait which share of all waits at the place would be gone, were these as long as the others
 * @param p the greater of two one-sided tests: ranks and means
 * @param q after the control of false discoveries over all values of all attributes at the place
 * @param goesWith values that say no more once these waits are taken out
 */
public record RootCause(
        String attribute,
        String value,
        long occurrences,
        double meanHours,
        double excessHours,
        Interval interval,
        double shareOfWait,
        double p,
        double q,
        List<String> goesWith) {

    RootCause withQ(double other) {
        return new RootCause(
                attribute, value, occurrences, meanHours, excessHours, interval, shareOfWait, p, other, goesWith);
    }

    RootCause withCompanions(List<String> names) {
        return new RootCause(attribute, value, occurrences, meanHours, excessHours, interval, shareOfWait, p, q, names);
    }

    /** Hours of excess in all. */
    double totalHours() {
        return excessHours * occurrences;
    }

    /** For people. */
    public String name() {
        return attribute + " = " + value;
    }
}
