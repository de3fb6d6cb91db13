package io.sojourn.mining.flow;

/**
 * An activity that is repeated in some case.
 *
 * @param cases cases in which it occurs more than once
 * @param repeats occurrences beyond the first of each case
 */
public record Rework(String activity, long cases, long repeats) {}
