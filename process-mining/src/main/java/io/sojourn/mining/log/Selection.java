package io.sojourn.mining.log;

import java.util.Arrays;

/**
 * Some cases of a log, and some of their events: an immutable slice that shares the log's columns. It costs 4 bytes for each
 * case, where not all cases are selected, and a bit for each event of the log, where not all events of the cases are. Each of
 * its cases has at least one selected event.
 */
public final class Selection {
    private final EventLog log;
    /** Ascending; null for all cases. */
    private final int[] cases;
    /** A bit for each event of the log; null for all events of the cases. */
    private final long[] events;
    /** Starts of the log's events instead of its own; or null. */
    private final long[] starts;

    private final long eventCount;

    private Selection(EventLog log, int[] cases, long[] events, long[] starts) {
        this.log = log;
        this.cases = cases;
        this.events = events;
        this.starts = starts;
        this.eventCount = countEvents();
    }

    static Selection all(EventLog log) {
        return new Selection(log, null, null, null);
    }

    public EventLog log() {
        return log;
    }

    /** Number of cases. */
    public int cases() {
        return cases == null ? log.cases() : cases.length;
    }

    /** Number of selected events. */
    public long events() {
        return eventCount;
    }

    /** The place in the log of the selection's case {@code index}. */
    public int caseAt(int index) {
        return cases == null ? index : cases[index];
    }

    /** True when the event at a place of the log is selected, provided that its case is. */
    public boolean hasEvent(int place) {
        return events == null || (events[place >> 6] >>> place & 1) != 0;
    }

    /** True when all events of its cases are selected. */
    public boolean hasAllEvents() {
        return events == null;
    }

    /** True when events have a start of their own. */
    public boolean hasStarts() {
        return starts != null || log.hasStarts();
    }

    /** Starts by place in the log, microseconds; the times in a log without starts. */
    public long[] starts() {
        return starts == null ? log.starts() : starts;
    }

    /** The cases whose bit, by index in this selection, is set. */
    public Selection withCases(long[] bits) {
        int[] kept = new int[cases()];
        int count = 0;
        for (int i = 0; i < kept.length; i++) {
            if ((bits[i >> 6] >>> i & 1) != 0) {
                kept[count++] = caseAt(i);
            }
        }
        return count == kept.length ? this : new Selection(log, Arrays.copyOf(kept, count), events, starts);
    }

    /** The events that are selected here and whose bit, by place in the log, is set; cases without any fall away. */
    public Selection withEvents(long[] bits) {
        return withEvents(bits, starts);
    }

    /** The same, with other starts for the events, by place in the log. */
    Selection withEvents(long[] bits, long[] newStarts) {
        long[] both = bits.clone();
        for (int i = 0; events != null && i < both.length; i++) {
            both[i] &= events[i];
        }
        int[] kept = new int[cases()];
        int count = 0;
        for (int i = 0; i < kept.length; i++) {
            int c = caseAt(i);
            if (Bits.count(both, log.offsets()[c], log.offsets()[c + 1]) > 0) {
                kept[count++] = c;
            }
        }
        return new Selection(log, Arrays.copyOf(kept, count), both, newStarts);
    }

    /**
     * The selected cases and events as a log of their own, in the same order: the log itself where all are selected. A copy of
     * the columns, and of attributes when they are asked for; an attribute stays one of cases, or of events.
     */
    public EventLog toLog() {
        return cases == null && events == null && starts == null ? log : new ChosenLog(this).copy();
    }

    private long countEvents() {
        if (cases == null && events == null) {
            return log.events();
        }
        int[] offsets = log.offsets();
        long count = 0;
        for (int i = 0; i < cases(); i++) {
            int c = caseAt(i);
            count += events == null ? offsets[c + 1] - offsets[c] : Bits.count(events, offsets[c], offsets[c + 1]);
        }
        return count;
    }

    /** Cuts the cases into stretches of about equally many events: the first case of each stretch, and the end. */
    public int[] cut(int stretches) {
        int[] bounds = new int[stretches + 1];
        bounds[stretches] = cases();
        for (int s = 1; s < stretches; s++) {
            bounds[s] = (int) ((long) cases() * s / stretches);
        }
        if (cases == null) {
            for (int s = 1; s < stretches; s++) {
                int at = Arrays.binarySearch(log.offsets(), (int) ((long) log.events() * s / stretches));
                bounds[s] = Math.min(cases(), at >= 0 ? at : -at - 1);
            }
        }
        return bounds;
    }

    /** True when two cases have the same activities in the same order. Cases by their place in the log. */
    public boolean isSameSequence(int caseA, int caseB) {
        int[] offsets = log.offsets();
        Codes activities = log.activities();
        if (events == null) {
            return activities.isEqual(offsets[caseA], offsets[caseA + 1], offsets[caseB], offsets[caseB + 1]);
        }
        return compareSequences(caseA, caseB) == 0;
    }

    /** Compares the sequences of activity codes of two cases, by their places in the log, as {@link Arrays#compare}. */
    public int compareSequences(int caseA, int caseB) {
        int[] offsets = log.offsets();
        int a = next(offsets[caseA], offsets[caseA + 1]);
        int b = next(offsets[caseB], offsets[caseB + 1]);
        while (a >= 0 && b >= 0) {
            int order = Integer.compare(log.activities().at(a), log.activities().at(b));
            if (order != 0) {
                return order;
            }
            a = next(a + 1, offsets[caseA + 1]);
            b = next(b + 1, offsets[caseB + 1]);
        }
        return Boolean.compare(a >= 0, b >= 0);
    }

    /** The activity codes of a case, by its place in the log. */
    public int[] sequence(int caseInLog) {
        int[] offsets = log.offsets();
        int[] codes = new int[offsets[caseInLog + 1] - offsets[caseInLog]];
        int count = 0;
        for (int i = next(offsets[caseInLog], offsets[caseInLog + 1]); i >= 0; ) {
            codes[count++] = log.activities().at(i);
            i = next(i + 1, offsets[caseInLog + 1]);
        }
        return Arrays.copyOf(codes, count);
    }

    /** The first selected place from {@code from} to before {@code to}; -1 when there is none. */
    private int next(int from, int to) {
        if (events == null) {
            return from < to ? from : -1;
        }
        return Bits.next(events, from, to);
    }

    /** Writes the selected places of a case into an array, from {@code at} on; gives the place behind the last. */
    int places(int caseInLog, int[] into, int at) {
        int[] offsets = log.offsets();
        int filled = at;
        for (int i = next(offsets[caseInLog], offsets[caseInLog + 1]); i >= 0; ) {
            into[filled++] = i;
            i = next(i + 1, offsets[caseInLog + 1]);
        }
        return filled;
    }
}
