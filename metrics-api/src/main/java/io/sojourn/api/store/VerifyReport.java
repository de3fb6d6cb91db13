package io.sojourn.api.store;

import java.util.List;
import java.util.Map;

/**
 * What a {@link Verification} found.
 *
 * @param asOfMicros the instant that the facts were recomputed at
 * @param tables one report for each derived table
 */
public record VerifyReport(long asOfMicros, List<TableReport> tables) {

    /** True when every row is equal. */
    public boolean clean() {
        return tables.stream().allMatch(t -> t.onlyStored() == 0 && t.onlyRecomputed() == 0 && t.different() == 0);
    }

    /**
     * One table.
     *
     * @param equal rows that are equal in every column
     * @param onlyStored keys that only the store has
     * @param onlyRecomputed keys that only the batch engine has
     * @param different keys that both have, with other values
     * @param differences the first ten of the last three kinds, by key
     */
    public record TableReport(
            String table,
            long equal,
            long onlyStored,
            long onlyRecomputed,
            long different,
            List<Difference> differences) {}

    /** One key, and the values of both sides; null where a side has no row. Values are as DuckDB writes them. */
    public record Difference(Map<String, String> key, Map<String, String> stored, Map<String, String> recomputed) {}
}
