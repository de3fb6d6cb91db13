package io.sojourn.fact;

import java.util.Arrays;

/**
 * What the stream says to the store. Applied in order; by key, so that saying it again changes nothing.
 *
 * <p>Who says it: each operator of the job is a {@link Lane}, and its keys are divided into groups (0 to 127). All results
 * of a lane and group come from one writer at a time, in order. A writer that takes a group over, after a restart or a
 * rescaling, has a greater epoch; what still comes for that group with a lower one is void.
 *
 * @param kind what to do
 * @param table whose row, or null for kinds about no single table
 * @param values see {@link Kind}
 * @param group key group of the writer's lane, or {@link #NO_GROUP} for what no group says (repairs, rejected rows,
 *     {@link Kind#AS_OF})
 * @param epoch of the writer's start, in milliseconds of the clock; greater than that of every earlier writer of the group
 */
public record Result(Kind kind, FactTable table, Object[] values, int group, long epoch) {
    /** Of results that belong to no key group. */
    public static final int NO_GROUP = -1;

    /** How many key groups each lane has: never changes, state and stored rows depend on it. */
    public static final int GROUPS = 128;

    /** What to do with it. */
    public enum Kind {
        /**
         * Insert the row, or replace the one with its key; an event that is {@code late} replaces nothing. Values: the row
         * in the order of {@link TableSchema#columns()}.
         */
        UPSERT,
        /** Remove the row with this key. Values: the key columns. */
        DELETE,
        /**
         * The stream tells a case anew, after a restart: all its derived facts of that episode and later ones go, its
         * events that are not behind the given order, and how often they were delivered; all that follows again. Values: {@code {process, version, case_id,
         * from_episode, last_time, last_source, last_sequence, last_id}}, the last four null when nothing of the case has
         * left the stream. An appended event is behind when (time, source, sequence, id), as it came, is not greater; a
         * correction or retraction when its target is. Where nothing has left, the case is no longer evicted either.
         */
        REPLACE_CASE,
        /**
         * The case left the stream's state: from now on only the batch engine writes its facts. Values: {@code {process,
         * version, case_id}}.
         */
        EVICT_CASE,
        /**
         * All results of events up to this instant have been said by this writer. The store's as_of is the least one of
         * all writers of all lanes but {@link Lane#SOURCE}. Values: {@code {lane name, index of the writer, how many
         * writers, as_of}}.
         */
        AS_OF,
        /** Insert the row: nothing with its key is in the store, or waits to be. Cheaper than {@link #UPSERT}. */
        INSERT,
        /**
         * The rows of the group in all tables of the lane (that of {@code table}) go; those that are still true follow.
         * Only for {@link Lane#PANES} and {@link Lane#AGES}. Values: none.
         */
        REPLACE_GROUP
    }

    /** The operators that say results. */
    public enum Lane {
        /** Events, and all facts of cases. */
        CASES,
        /** Panes of measures and queues. */
        PANES,
        /** Ages of what waits. */
        AGES,
        /** What the sources set aside; nothing of it is ever taken back. */
        SOURCE
    }

    public Result {
        if (group < NO_GROUP || group >= GROUPS) {
            throw new IllegalArgumentException("no key group " + group);
        }
    }

    /** Of no group. */
    public Result(Kind kind, FactTable table, Object[] values, long epoch) {
        this(kind, table, values, NO_GROUP, epoch);
    }

    /** Whose word it is, and so which epochs it is compared with. */
    public Lane lane() {
        return switch (kind) {
            case REPLACE_CASE, EVICT_CASE -> Lane.CASES;
            case AS_OF -> Lane.valueOf((String) values[0]);
            default -> table.lane();
        };
    }

    public static Result upsert(FactTable table, Object[] row, long epoch) {
        return new Result(Kind.UPSERT, table, row, NO_GROUP, epoch);
    }

    public static Result upsert(FactTable table, Object[] row, int group, long epoch) {
        return new Result(Kind.UPSERT, table, row, group, epoch);
    }

    public static Result insert(FactTable table, Object[] row, int group, long epoch) {
        return new Result(Kind.INSERT, table, row, group, epoch);
    }

    public static Result delete(FactTable table, Object[] key, int group, long epoch) {
        return new Result(Kind.DELETE, table, key, group, epoch);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Result r
                && kind == r.kind
                && table == r.table
                && group == r.group
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
