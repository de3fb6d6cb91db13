package io.sojourn.mining.bottleneck;

import io.sojourn.mining.statistics.Proportions;
import io.sojourn.mining.statistics.Shift;

/**
 * A segment in two logs, A and B.
 *
 * @param casesA cases of A that have it, {@code casesB} of B
 * @param frequency share of the cases of A less that of B
 * @param frequencyQ after the control of false discoveries over all tests of the comparison
 * @param time by how much cases of A wait longer there in all, microseconds; null where one has fewer cases than are needed
 * @param timeQ NaN where there is no test
 */
public record SegmentDifference(
        Place segment, long casesA, long casesB, Proportions frequency, double frequencyQ, Shift time, double timeQ) {}
