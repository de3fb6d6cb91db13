package io.sojourn.mining.waits;

/**
 * Waits between what made work possible and its begin.
 *
 * @param from activity, resource or team whose end made it possible
 * @param to what then waited
 */
public record SegmentWait(String from, String to, WaitTotals totals) {}
