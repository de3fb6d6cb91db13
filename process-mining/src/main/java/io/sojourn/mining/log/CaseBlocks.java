package io.sojourn.mining.log;

import java.util.Arrays;

/**
 * Reads the cases of a selection a few thousand events at a time into arrays of its own, which are small enough to stay near
 * the processor. Whatever the width of the codes, and whether events are left out, a loop over a block sees the same plain
 * arrays. The arrays are reused: they are valid until {@link #next}. One thread.
 */
public final class CaseBlocks {
    /** Events of a block; a longer case is a block of its own. */
    private static final int EVENTS = 1 << 12;

    /** What a block can have beside activities and times, and each costs when it is asked for. */
    public enum Column {
        STARTS,
        RESOURCES,
        PLACES
    }

    private final Selection selection;
    private final EventLog log;
    private final boolean wantsStarts;
    private final boolean wantsResources;
    private final boolean wantsPlaces;
    private final int endCase;
    private int nextCase;

    private int firstCase;
    private int cases;
    private int[] offsets = new int[256];
    private int[] activities = new int[EVENTS];
    private long[] times = new long[EVENTS];
    private long[] starts;
    private int[] resources;
    private int[] places = new int[0];

    /** Of the selection's cases from {@code fromCase} to before {@code toCase}. */
    public CaseBlocks(Selection selection, int fromCase, int toCase, Column... columns) {
        this.selection = selection;
        this.log = selection.log();
        this.wantsStarts = selection.hasStarts() && Arrays.asList(columns).contains(Column.STARTS);
        this.wantsResources = Arrays.asList(columns).contains(Column.RESOURCES);
        this.wantsPlaces = Arrays.asList(columns).contains(Column.PLACES);
        this.starts = wantsStarts ? new long[EVENTS] : times;
        this.resources = new int[wantsResources ? EVENTS : 0];
        this.nextCase = fromCase;
        this.endCase = toCase;
    }

    /** Goes to the next block; false when there is none. */
    public boolean next() {
        if (nextCase >= endCase) {
            return false;
        }
        firstCase = nextCase;
        if (selection.hasAllEvents()) {
            readWholeCases();
        } else {
            readSomeEvents();
        }
        cases = nextCase - firstCase;
        return true;
    }

    private void readWholeCases() {
        int[] logOffsets = log.offsets();
        int events = 0;
        while (nextCase < endCase) {
            int from = logOffsets[selection.caseAt(nextCase)];
            int runEnd = nextCase;
            int to = from;
            // Cases that are neighbours in the log are read at once.
            while (runEnd < endCase
                    && logOffsets[selection.caseAt(runEnd)] == to
                    && isRoom(events, logOffsets[selection.caseAt(runEnd) + 1] - from)) {
                to = logOffsets[selection.caseAt(runEnd) + 1];
                runEnd++;
                setOffset(runEnd - firstCase, events + to - from);
            }
            if (runEnd == nextCase) {
                return;
            }
            copy(from, to, events);
            events += to - from;
            nextCase = runEnd;
        }
    }

    private boolean isRoom(int events, int more) {
        return events + more <= EVENTS || events == 0 && nextCase == firstCase && more <= longest();
    }

    /** The first case of a block always has room. */
    private int longest() {
        int c = selection.caseAt(firstCase);
        return Math.max(EVENTS, log.offsets()[c + 1] - log.offsets()[c]);
    }

    private void copy(int from, int to, int at) {
        ensure(at + to - from);
        log.activities().read(from, to, activities, at);
        System.arraycopy(log.times(), from, times, at, to - from);
        if (wantsStarts) {
            System.arraycopy(selection.starts(), from, starts, at, to - from);
        }
        if (wantsResources) {
            log.resources().read(from, to, resources, at);
        }
        if (wantsPlaces) {
            for (int i = from; i < to; i++) {
                places[at + i - from] = i;
            }
        }
    }

    private void readSomeEvents() {
        int[] logOffsets = log.offsets();
        int events = 0;
        while (nextCase < endCase) {
            int c = selection.caseAt(nextCase);
            int most = logOffsets[c + 1] - logOffsets[c];
            if (nextCase > firstCase && events + most > EVENTS) {
                break;
            }
            if (places.length < events + most) {
                places = Arrays.copyOf(places, Math.max(EVENTS, events + most));
            }
            events = selection.places(c, places, events);
            nextCase++;
            setOffset(nextCase - firstCase, events);
        }
        gather(events);
    }

    private void gather(int events) {
        ensure(events);
        log.activities().read(places, events, activities);
        if (wantsResources) {
            log.resources().read(places, events, resources);
        }
        for (int i = 0; i < events; i++) {
            times[i] = log.times()[places[i]];
        }
        for (int i = 0; wantsStarts && i < events; i++) {
            starts[i] = selection.starts()[places[i]];
        }
    }

    private void setOffset(int i, int offset) {
        if (i >= offsets.length) {
            offsets = Arrays.copyOf(offsets, offsets.length * 2);
        }
        offsets[i] = offset;
    }

    private void ensure(int events) {
        if (events > activities.length) {
            activities = Arrays.copyOf(activities, events);
            times = Arrays.copyOf(times, events);
            starts = wantsStarts ? Arrays.copyOf(starts, events) : times;
            resources = wantsResources ? Arrays.copyOf(resources, events) : resources;
        }
        if (wantsPlaces && places.length < activities.length) {
            places = Arrays.copyOf(places, activities.length);
        }
    }

    /** The index in the selection of the block's first case. */
    public int firstCase() {
        return firstCase;
    }

    /** Number of cases in the block. */
    public int cases() {
        return cases;
    }

    /** Case {@code i} of the block has its events from {@code offsets[i]} to before {@code offsets[i + 1]}. */
    public int[] offsets() {
        return offsets;
    }

    /** Activity codes. */
    public int[] activities() {
        return activities;
    }

    /** Microseconds. */
    public long[] times() {
        return times;
    }

    /** Microseconds; the times where there are no starts or they were not asked for. */
    public long[] starts() {
        return starts;
    }

    /** Resource codes, where asked for; -1 is missing. */
    public int[] resources() {
        return resources;
    }

    /** Places of the events in the log, where asked for. */
    public int[] places() {
        return places;
    }
}
