package io.sojourn.mining.waits;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Splits the waits for one resource. */
final class ResourceWaits {
    private final WaitCauses causes;
    private final ActivityInstances instances;
    private final WaitOptions options;
    private final int resource;
    private final int[] order;
    private final Intervals busy;
    private final long[] busyOnDuty;
    private final int[] caseOf;
    private final List<Window> windows = new ArrayList<>();

    /** A part of a wait after batching in which nobody outside has the case. */
    private record Window(int place, long possible, long from, long to) {}

    ResourceWaits(WaitCauses causes, WaitOptions options, ResourceOrder all, int resource) {
        this.causes = causes;
        this.instances = causes.instances;
        this.options = options;
        this.resource = resource;
        this.order = new int[all.to(resource) - all.from(resource)];
        Arrays.setAll(order, k -> all.at(all.from(resource) + k));
        this.caseOf = new int[order.length];
        Arrays.setAll(caseOf, k -> caseOf(order[k]));
        this.busy = busy();
        this.busyOnDuty = new long[busy.size() + 1];
        for (int k = 0; k < busy.size(); k++) {
            busyOnDuty[k + 1] = busyOnDuty[k] + onDuty(busy.from(k), busy.to(k));
        }
    }

    private int caseOf(int instance) {
        int found = Arrays.binarySearch(instances.caseOffsets, instance);
        if (found < 0) {
            return -found - 2;
        }
        while (instances.caseOffsets[found + 1] == instance) {
            found++;
        }
        return found;
    }

    private Intervals busy() {
        List<long[]> pieces = new ArrayList<>();
        for (int i : order) {
            for (int p = instances.pieceOffsets[i]; p < instances.pieceOffsets[i + 1]; p++) {
                pieces.add(new long[] {instances.pieceFrom[p], instances.pieceTo[p]});
            }
        }
        pieces.sort(Comparator.comparingLong(p -> p[0]));
        Intervals.Builder all = new Intervals.Builder();
        pieces.forEach(p -> all.add(p[0], p[1]));
        return all.build();
    }

    void split() {
        long[] possible = possible();
        for (int k = 0; k < order.length; k++) {
            split(k, possible[k]);
        }
        splitWindows();
    }

    /** When each instance, or the last of its batch, was possible. */
    private long[] possible() {
        long[] possible = new long[order.length];
        for (int k = 0; k < order.length; k++) {
            possible[k] = causes.possible[order[k]];
        }
        int from = 0;
        for (int k = 1; k <= order.length; k++) {
            if (k == order.length || !isNext(k)) {
                batch(possible, from, k);
                from = k;
            }
        }
        return possible;
    }

    /** True when the instance at a place is of the kind of the one before, and begins soon after it. */
    private boolean isNext(int k) {
        int before = order[k - 1];
        int i = order[k];
        return instances.activities[i] == instances.activities[before]
                && instances.starts[i] - instances.ends[before]
                        <= options.batchGap().toNanos() / 1_000;
    }

    /** From a run of like instances, those that were all possible before the first of them began. */
    private void batch(long[] possible, int from, int to) {
        int begin = from;
        while (begin < to) {
            long started = instances.starts[order[begin]];
            long first = possible[begin];
            long last = possible[begin];
            int end = begin + 1;
            while (end < to && causes.possible[order[end]] <= started) {
                first = Math.min(first, possible[end]);
                last = Math.max(last, possible[end]);
                end++;
            }
            if (end - begin > 1 && isHeldBack(first, started)) {
                Arrays.fill(possible, begin, end, last);
            }
            begin = end;
        }
    }

    private boolean isHeldBack(long first, long started) {
        long duty = onDuty(first, started);
        long idle = duty - (busyOnDuty(started) - busyOnDuty(first));
        return idle > 0 && idle >= options.idleShare() * duty;
    }

    private void split(int place, long possible) {
        int i = order[place];
        Intervals outside = options.external().of(caseOf[place]);
        long from = causes.possible[i];
        long start = instances.starts[i];
        long external = outside.before(start) - outside.before(from);
        add(Cause.EXTERNAL_PARTY, i, external);
        add(Cause.BATCHING, i, possible - from - (outside.before(possible) - outside.before(from)));
        long at = possible;
        for (int k = Math.max(0, outside.lastUpTo(possible)); k < outside.size() && outside.from(k) < start; k++) {
            addWindow(place, possible, at, outside.from(k));
            at = Math.max(at, outside.to(k));
        }
        addWindow(place, possible, at, start);
    }

    private void addWindow(int place, long possible, long from, long to) {
        if (from < to) {
            windows.add(new Window(place, possible, from, to));
        }
    }

    /** In the order in which they became possible, so that those at work on what was possible before are all known. */
    private void splitWindows() {
        GrowingUnion earlier = new GrowingUnion(instants());
        int[] byPossible = order.clone();
        ResourceOrder.Keyed.sort(byPossible, 0, byPossible.length, causes.possible);
        windows.sort(Comparator.comparingLong(Window::possible));
        int next = 0;
        for (Window w : windows) {
            for (; next < byPossible.length && causes.possible[byPossible[next]] <= w.possible; next++) {
                addPieces(earlier, byPossible[next]);
            }
            split(w, earlier);
        }
    }

    private void addPieces(GrowingUnion union, int i) {
        for (int p = instances.pieceOffsets[i]; p < instances.pieceOffsets[i + 1]; p++) {
            if (instances.pieceFrom[p] < instances.pieceTo[p]) {
                union.add(instances.pieceFrom[p], instances.pieceTo[p]);
            }
        }
    }

    private void split(Window w, GrowingUnion earlier) {
        int i = order[w.place];
        long contention = earlier.inside(w.from, w.to);
        long atWork = busy.before(w.to) - busy.before(w.from);
        long idle = w.to - w.from - atWork;
        long idleOnDuty = onDuty(w.from, w.to) - (busyOnDuty(w.to) - busyOnDuty(w.from));
        add(Cause.CONTENTION, i, contention);
        add(Cause.PRIORITISATION, i, atWork - contention);
        add(Cause.UNAVAILABILITY, i, idle - idleOnDuty);
        add(Cause.EXTRANEOUS, i, idleOnDuty);
    }

    private void add(Cause cause, int i, long micros) {
        causes.byCause[cause.ordinal()][i] += micros;
    }

    private long[] instants() {
        long[] all = new long[2 * (windows.size() + pieces())];
        int n = 0;
        for (int i : order) {
            for (int p = instances.pieceOffsets[i]; p < instances.pieceOffsets[i + 1]; p++) {
                all[n++] = instances.pieceFrom[p];
                all[n++] = instances.pieceTo[p];
            }
        }
        for (Window w : windows) {
            all[n++] = w.from;
            all[n++] = w.to;
        }
        Arrays.sort(all);
        int distinct = 0;
        for (int k = 0; k < n; k++) {
            if (k == 0 || all[k] != all[k - 1]) {
                all[distinct++] = all[k];
            }
        }
        return Arrays.copyOf(all, distinct);
    }

    private int pieces() {
        int n = 0;
        for (int i : order) {
            n += instances.pieceOffsets[i + 1] - instances.pieceOffsets[i];
        }
        return n;
    }

    private long onDuty(long from, long to) {
        return options.availability().worked(resource, to)
                - options.availability().worked(resource, from);
    }

    /** Time at work and on duty before an instant. */
    private long busyOnDuty(long micros) {
        int k = busy.lastUpTo(micros);
        return k < 0 ? 0 : busyOnDuty[k] + onDuty(busy.from(k), Math.min(micros, busy.to(k)));
    }
}
