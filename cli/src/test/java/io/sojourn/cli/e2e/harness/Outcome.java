package io.sojourn.cli.e2e.harness;

import io.sojourn.cli.Sojourn;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

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
    /**
     * Verifies a disturbed run's data folder, and compares it with the undisturbed one's.
     *
     * @param tables tables that differ on purpose
     * @param columns columns that differ on purpose
     */
    static Outcome of(int kills, Path calm, Path data, Set<String> tables, Set<String> columns) throws Exception {
        boolean clean = Sojourn.execute("verify", "--data", data.toString()) == 0;
        try (Tables both = new Tables(calm, data)) {
            return new Outcome(
                    kills, both.events(), both.lost(), both.doubled(), both.different(tables, columns), clean);
        }
    }

    boolean isRight() {
        return lost == 0 && doubled == 0 && different.isEmpty() && clean;
    }
}
