package io.sojourn.mining.flow;

/**
 * Consecutive events of a case in the log's order, by their resources; equal ones included, a missing one is {@link
 * io.sojourn.mining.log.EventLog#MISSING}.
 *
 * @param meanDelaySeconds from the completion of the one to the start of the other, negative ones included
 */
public record Handover(String from, String to, long count, double meanDelaySeconds) {}
