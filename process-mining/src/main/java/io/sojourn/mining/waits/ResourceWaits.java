package io.sojourn.mining.waits;

import io.sojourn.mining.log.StableSort;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Splits the waits for one resource. */
final class ResourceWaits {
    private final WaitCauses causes;
    private final ActivityInstances instances;
    private final WaitOptions options;
    private final int resource;
    private final int[] order;
    private final Intervals busy;
    private final long[] busyOnDuty;
    /** When each instance, or the last of its batch, was possible; by place. */
    private final long[] possible;

    private final long[] ready;
    private final Map<Integer, Habit> habits;
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
        this.busy = busy();
        this.busyOnDuty = new long[busy.size() + 1];
        for (int k = 0; k < busy.size(); k++) {
            busyOnDuty[k + 1] = busyOnDuty[k] + onDuty(busy.from(k), busy.to(k));
        }
        this.possible = new long[order.length];
        Arrays.setAll(possible, k -> causes.possible[order[k]]);
        this.ready = new long[order.length];
        Arrays.setAll(ready, this::readyAt);
        this.habits = habits();
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

    int resource() {
        return resource;
    }

    int size() {
        return order.length;
    }

    /** The instance at a place in the order of starts. */
    int at(int place) {
        return order[place];
    }

    /** When the instance at a place was possible, and its case back from outside. */
    long ready(int place) {
        return ready[place];
    }

    private long readyAt(int place) {
        int i = order[place];
        Intervals outside = options.external().of(causes.caseOf[order[place]]);
        int last = outside.lastUpTo(instances.starts[i] - 1);
        return last < 0
                ? causes.possible[i]
                : Math.max(causes.possible[i], Math.min(outside.to(last), instances.starts[i]));
    }

    /** True when the instance at a place is of the activity and team of the one before, and begins soon after it. */
    boolean follows(int place) {
        int before = order[place - 1];
        int i = order[place];
        return instances.activities[i] == instances.activities[before]
                && instances.teams[i] == instances.teams[before]
                && instances.starts[i] - instances.ends[before] <= options.gapMicros();
    }

    /** How the resource takes up an activity that it does. */
    Habit habit(int activity) {
        return habits.get(activity);
    }

    private Map<Integer, Habit> habits() {
        Map<Integer, Habit> byActivity = new HashMap<>();
        for (int k = 0; k < order.length; k++) {
            Habit habit = byActivity.computeIfAbsent(instances.activities[order[k]], a -> new Habit());
            long ready = ready(k);
            if (instances.starts[order[k]] - ready <= options.gapMicros()) {
                habit.addAtOnce();
            } else if (atWork(ready, ready + 1) == 0) {
                habit.addLater(onDuty(ready, ready + 1) > 0);
            }
        }
        return byActivity;
    }

    /** Says that instances were held back until an instant. */
    void hold(int from, int to, long until) {
        Arrays.fill(possible, from, to, until);
    }

    void split() {
        for (int k = 0; k < order.length; k++) {
            split(k, possible[k]);
        }
        splitWindows();
    }

    private void split(int place, long possible) {
        int i = order[place];
        Intervals outside = options.external().of(causes.caseOf[order[place]]);
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
        StableSort.sort(byPossible, 0, byPossible.length, causes.possible, new int[byPossible.length]);
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
        long atWork = atWork(w.from, w.to);
        long idle = w.to - w.from - atWork;
        long idleOnDuty = idleOnDuty(w.from, w.to);
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

    /** Microseconds at work. */
    long atWork(long from, long to) {
        return busy.before(to) - busy.before(from);
    }

    /** Microseconds on duty and not at work. */
    long idleOnDuty(long from, long to) {
        return onDuty(from, to) - (busyOnDuty(to) - busyOnDuty(from));
    }

    long onDuty(long from, long to) {
        return options.availability().worked(resource, to)
                - options.availability().worked(resource, from);
    }

    /** Time at work and on duty before an instant. */
    private long busyOnDuty(long micros) {
        int k = busy.lastUpTo(micros);
        return k < 0 ? 0 : busyOnDuty[k] + onDuty(busy.from(k), Math.min(micros, busy.to(k)));
    }
}
