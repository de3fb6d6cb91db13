package io.sojourn.cli.e2e.harness;

import java.util.Map;

/**
 * What came out of a disturbed run.
 *
 * @param kills processes that were killed while they worked
 * @param events how many were sent
 * @param lost events that were sent, or are in the undisturbed run, and are not in the store
 * @param doubled events in the store that should not be, or more than once
 * @param different rows that are not those of the undisturbed run, by table
 * @param clean whether {@code verify} found no difference
 */
record Outcome(int kills, long events, long lost, long doubled, Map<String, Long> different, boolean clean) {
    boolean isRight() {
        return lost == 0 && doubled == 0 && different.isEmpty() && clean;
    }
}
