package io.sojourn.mining.cascade;

import io.sojourn.mining.spectrum.Segment;

/**
 * Two adjacent segments, and how often the second becomes unusually full while or right after the first is.
 *
 * @param count crowdings of the second that begin within reach of one of the first
 * @param of all crowdings of the second
 * @param expected how many would by chance
 * @param p probability of so many or more, were the beginnings permuted among like windows; exact
 * @param q by Benjamini and Hochberg over all pairs of adjacent segments that are unusually full often enough
 */
public record Link(Segment from, Segment to, int count, int of, double expected, double p, double q) {}
