package io.sojourn.mining.flow;

/**
 * Activity {@code to} came right after {@code from} in a case.
 *
 * @param count how often
 * @param time from the completion of the one to the start of the other (where the log has no starts: its time); negative where
 *     they overlap
 */
public record Arc(String from, String to, long count, Distribution time) {}
