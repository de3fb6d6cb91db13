package io.sojourn.mining.waits;

import io.sojourn.mining.log.EventLog;
import java.util.Arrays;
import java.util.List;

/**
 * The executions of activities in a log, in columns: sorted by case, and inside a case by (end, start, place of the
 * completion in the case). Times are microseconds. The arrays that are handed out are its own: read them, don't write them.
 */
public final class ActivityInstances {
    final EventLog log;
    final int[] caseOffsets;
    final int[] activities;
    final int[] resources;
    final int[] teams;
    final long[] starts;
    final long[] ends;
    final boolean[] startKnown;
    final int[] pieceOffsets;
    final long[] pieceFrom;
    final long[] pieceTo;

    /** @param i sorted already */
    ActivityInstances(EventLog log, int[] caseOffsets, InstanceColumns i) {
        this.log = log;
        this.caseOffsets = caseOffsets;
        this.activities = i.activities;
        this.resources = i.resources;
        this.teams = i.teams;
        this.starts = i.starts;
        this.ends = i.ends;
        this.startKnown = i.startKnown;
        this.pieceOffsets = i.pieceOffsets;
        this.pieceFrom = i.pieceFrom;
        this.pieceTo = i.pieceTo;
    }

    /**
     * Pairs starts and completions as {@link io.sojourn.mining.log.View#INTERVAL} does, and takes out the time in which work
     * was suspended. In a log without lifecycles every event is a completion.
     */
    public static ActivityInstances of(EventLog log) {
        return new InstancePairing(log).pair();
    }

    public int size() {
        return starts.length;
    }

    public int cases() {
        return caseOffsets.length - 1;
    }

    /** Case {@code i} has the instances from {@code caseOffsets[i]} to before {@code caseOffsets[i + 1]}. */
    public int[] caseOffsets() {
        return caseOffsets;
    }

    public int[] activities() {
        return activities;
    }

    public List<String> activityNames() {
        return log.activityNames();
    }

    /** Code of who did it, -1 where that is not known. */
    public int[] resources() {
        return resources;
    }

    public List<String> resourceNames() {
        return log.resourceNames();
    }

    /** Code of the team that did it, -1 where that is not known. */
    public int[] teams() {
        return teams;
    }

    public List<String> teamNames() {
        return log.teamNames();
    }

    /** Time at work on an instance, microseconds: from its start to its end, without the time in which it was suspended. */
    public long serviceMicros(int i) {
        long sum = 0;
        for (int p = pieceOffsets[i]; p < pieceOffsets[i + 1]; p++) {
            sum += pieceTo[p] - pieceFrom[p];
        }
        return sum;
    }

    /** The case of each instance; a new array. */
    public int[] caseOfEach() {
        int[] caseOf = new int[size()];
        for (int c = 0; c < cases(); c++) {
            Arrays.fill(caseOf, caseOffsets[c], caseOffsets[c + 1], c);
        }
        return caseOf;
    }

    /** When each began; the end where that is not known. */
    public long[] starts() {
        return starts;
    }

    public long[] ends() {
        return ends;
    }

    /** False where the log has no start for the instance. */
    public boolean[] startKnown() {
        return startKnown;
    }

    /** The log that they are of. */
    public EventLog log() {
        return log;
    }

    /** The same with other starts; pieces of work begin with them. */
    ActivityInstances withStarts(long[] newStarts) {
        InstanceColumns copy = new InstanceColumns(this);
        copy.starts = newStarts;
        copy.pieceFrom = pieceFrom.clone();
        for (int i = 0; i < newStarts.length; i++) {
            if (!startKnown[i]) {
                copy.pieceFrom[pieceOffsets[i]] = newStarts[i];
            }
        }
        return new ActivityInstances(log, caseOffsets, copy);
    }
}
