package io.sojourn.mining.waits;

import java.util.Arrays;

/** Growing columns of activity instances. Pieces are the times at work: one for each instance, more where it was suspended. */
final class InstanceColumns {
    int[] activities;
    int[] resources;
    int[] teams;
    long[] starts;
    long[] ends;
    boolean[] startKnown;
    int[] pieceOffsets;
    long[] pieceFrom;
    long[] pieceTo;
    int size;
    int pieces;

    InstanceColumns(int capacity) {
        activities = new int[capacity];
        resources = new int[capacity];
        teams = new int[capacity];
        starts = new long[capacity];
        ends = new long[capacity];
        startKnown = new boolean[capacity];
        pieceOffsets = new int[capacity + 1];
        pieceFrom = new long[capacity];
        pieceTo = new long[capacity];
    }

    InstanceColumns(ActivityInstances of) {
        activities = of.activities;
        resources = of.resources;
        teams = of.teams;
        starts = of.starts;
        ends = of.ends;
        startKnown = of.startKnown;
        pieceOffsets = of.pieceOffsets;
        pieceFrom = of.pieceFrom;
        pieceTo = of.pieceTo;
    }

    void addPiece(long from, long to) {
        if (pieces == pieceFrom.length) {
            int longer = Math.max(16, pieces + (pieces >> 1));
            pieceFrom = Arrays.copyOf(pieceFrom, longer);
            pieceTo = Arrays.copyOf(pieceTo, longer);
        }
        pieceFrom[pieces] = from;
        pieceTo[pieces++] = to;
    }

    /** Ends an instance whose pieces were added. */
    void add(int activity, int resource, int team, long start, long end, boolean known) {
        activities[size] = activity;
        resources[size] = resource;
        teams[size] = team;
        starts[size] = start;
        ends[size] = end;
        startKnown[size] = known;
        pieceOffsets[++size] = pieces;
    }

    InstanceColumns trimmed() {
        activities = Arrays.copyOf(activities, size);
        resources = Arrays.copyOf(resources, size);
        teams = Arrays.copyOf(teams, size);
        starts = Arrays.copyOf(starts, size);
        ends = Arrays.copyOf(ends, size);
        startKnown = Arrays.copyOf(startKnown, size);
        pieceOffsets = Arrays.copyOf(pieceOffsets, size + 1);
        pieceFrom = Arrays.copyOf(pieceFrom, pieces);
        pieceTo = Arrays.copyOf(pieceTo, pieces);
        return this;
    }
}
