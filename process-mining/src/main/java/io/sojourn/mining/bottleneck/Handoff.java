package io.sojourn.mining.bottleneck;

import io.sojourn.mining.flow.Distribution;

/**
 * Work that one party passes on to another.
 *
 * @param from who passes it on; {@code to} waits for it
 * @param delay from the completion of the one to the start of the other; negative where they overlap
 * @param pingPongs how often it came back: to, from, to in a row
 * @param reworks how often an activity came that the case had had before
 */
public record Handoff(String from, String to, Distribution delay, long pingPongs, long reworks) {
    public long count() {
        return delay.count();
    }

    /** All delays, hours. */
    public double totalHours() {
        return Units.hours(delay.mean() * delay.count() * 1e6);
    }
}
