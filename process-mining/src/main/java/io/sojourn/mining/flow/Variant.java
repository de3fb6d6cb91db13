package io.sojourn.mining.flow;

import java.util.List;

/**
 * A sequence of activities and the cases that have it.
 *
 * @param activities in order
 * @param count number of cases
 * @param duration from first to last event of these cases
 */
public record Variant(List<String> activities, long count, Distribution duration) {}
