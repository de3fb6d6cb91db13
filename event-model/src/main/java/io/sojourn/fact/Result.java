package io.sojourn.fact;

import java.util.Arrays;

/**
 * What the stream says to the store. Applied in order; by key, so that saying it again changes nothing.
 *
 * @param kind what to do
 * @param table whose row, or null for kinds about no single table
 * @param values for {@link Kind#UPSERT} and {@link Kind#INSERT} the row in the order of {@link TableSchema#columns()}; for {@link Kind#DELETE}
 *     its key; for {@link Kind#REPLACE_CASE} {@code {process, version, case_id, from_episode}}; for {@link
 *     Kind#EVICT_CASE} {@code {process, version, case_id}}; for {@link Kind#AS_OF} {@code {process, version, as_of}}
 * @param epoch of the job's restore; grows with every restart
 */
public record Result(Kind kind, FactTable table, Object[] values, long epoch) {
    /** What to do with it. */
    public enum Kind {
        /** Insert the row, or replace the one with its key; an event that is {@code late} replaces nothing. */
        UPSERT,
        /** Remove the row with this key. */
        DELETE,
        /** Remove all derived facts of a case, of that episode and later ones; its facts follow. */
        REPLACE_CASE,
        /** The case left the stream's state: from now on only the batch engine writes its facts. */
        EVICT_CASE,
        /** All results of events up to this instant have been said. */
        AS_OF,
        /** Insert the row: nothing with its key is in the store, or waits to be. Cheaper than {@link #UPSERT}. */
        INSERT
    }

    public static Result upsert(FactTable table, Object[] row, long epoch) {
        return new Result(Kind.UPSERT, table, row, epoch);
    }

    public static Result insert(FactTable table, Object[] row, long epoch) {
        return new Result(Kind.INSERT, table, row, epoch);
    }

    public static Result delete(FactTable table, Object[] key, long epoch) {
        return new Result(Kind.DELETE, table, key, epoch);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Result r
                && kind == r.kind
                && table == r.table
                && epoch == r.epoch
                && Arrays.deepEquals(values, r.values);
    }

    @Override
    public int hashCode() {
        return 31 * kind.hashCode() + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return kind + " " + table + " " + Arrays.toString(values);
    }
}
