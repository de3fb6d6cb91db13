package io.sojourn.mining.flow;

/**
 * Length of the events of an activity, from start to completion.
 *
 * @param positive how many have a length above zero
 */
public record ServiceTime(String activity, Distribution time, long positive) {}
