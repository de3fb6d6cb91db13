package io.sojourn.mining.waits;

import io.sojourn.mining.log.EventLog;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes activity instances of events: first in, first out by (case, activity, instance). */
final class InstancePairing {
    private final EventLog log;
    private final int start;
    private final int complete;
    private final int suspend;
    private final int resume;
    private final InstanceColumns columns;
    private final int[] caseOffsets;

    /** Work that has begun in the case at hand. */
    private static final class Open {
        private final long startedAt;
        private final List<long[]> pieces = new ArrayList<>(1);
        private long since;
        private boolean suspended;

        Open(long at) {
            startedAt = at;
            since = at;
        }

        void suspend(long at) {
            if (!suspended) {
                suspended = true;
                pieces.add(new long[] {since, at});
            }
        }

        void resume(long at) {
            if (suspended) {
                suspended = false;
                since = at;
            }
        }
    }

    private record Key(int activity, int instance) {}

    /** One instance of the case at hand, before it has its place. */
    private record Done(
            int activity, int resource, int team, long start, long end, boolean known, List<long[]> pieces) {}

    private static final Comparator<Done> BY_END =
            Comparator.comparingLong(Done::end).thenComparingLong(Done::start);

    InstancePairing(EventLog log) {
        this.log = log;
        List<String> names = log.lifecycleNames();
        this.start = names.indexOf("start");
        this.complete = names.indexOf("complete");
        this.suspend = names.indexOf("suspend");
        this.resume = names.indexOf("resume");
        this.columns = new InstanceColumns(log.events());
        this.caseOffsets = new int[log.cases() + 1];
    }

    ActivityInstances pair() {
        for (int c = 0; c < log.cases(); c++) {
            List<Done> done = log.hasStarts() || complete < 0 ? whole(c) : paired(c);
            done.sort(BY_END);
            done.forEach(this::add);
            caseOffsets[c + 1] = columns.size;
        }
        return new ActivityInstances(log, caseOffsets, columns.trimmed());
    }

    private void add(Done d) {
        d.pieces.forEach(p -> columns.addPiece(p[0], p[1]));
        columns.add(d.activity, d.resource, d.team, d.start, d.end, d.known);
    }

    /** Every event is an instance: from its start column, where there is one. */
    private List<Done> whole(int c) {
        List<Done> done = new ArrayList<>();
        for (int i = log.offsets()[c]; i < log.offsets()[c + 1]; i++) {
            long from = Math.min(log.starts()[i], log.times()[i]);
            done.add(done(i, from, log.hasStarts(), pieces(from, log.times()[i])));
        }
        return done;
    }

    private List<Done> paired(int c) {
        Map<Key, Deque<Open>> open = new HashMap<>();
        List<Done> done = new ArrayList<>();
        for (int i = log.offsets()[c]; i < log.offsets()[c + 1]; i++) {
            long at = log.times()[i];
            int lifecycle = log.lifecycles().at(i);
            Deque<Open> same = open.computeIfAbsent(
                    new Key(log.activities().at(i), log.instances().at(i)), k -> new ArrayDeque<>(1));
            if (lifecycle == start && start >= 0) {
                same.add(new Open(at));
            } else if (lifecycle == complete) {
                done.add(completed(i, same.poll()));
            } else if (!same.isEmpty() && lifecycle == suspend && suspend >= 0) {
                same.peek().suspend(at);
            } else if (!same.isEmpty() && lifecycle == resume && resume >= 0) {
                same.peek().resume(at);
            }
        }
        return done;
    }

    private Done completed(int event, Open begun) {
        long end = log.times()[event];
        if (begun == null) {
            return done(event, end, false, pieces(end, end));
        }
        if (!begun.suspended) {
            begun.pieces.add(new long[] {begun.since, end});
        }
        return done(event, begun.startedAt, true, begun.pieces);
    }

    private Done done(int event, long from, boolean known, List<long[]> pieces) {
        return new Done(
                log.activities().at(event),
                log.resources().at(event),
                log.teams().at(event),
                from,
                log.times()[event],
                known,
                pieces);
    }

    private static List<long[]> pieces(long from, long to) {
        return Arrays.asList(new long[][] {{from, to}});
    }
}
