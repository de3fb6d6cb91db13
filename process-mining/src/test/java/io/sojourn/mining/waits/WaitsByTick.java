package io.sojourn.mining.waits;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;

/** The causes of waits looked at tick by tick, straight from their definition: slow, and by other means than the sweep. */
final class WaitsByTick {
    private final ActivityInstances instances;
    private final Enablement enablement;
    private final WaitOptions options;
    private final int[] caseOf;

    WaitsByTick(ActivityInstances instances, Enablement enablement, WaitOptions options) {
        this.instances = instances;
        this.enablement = enablement;
        this.options = options;
        this.caseOf = new int[instances.size()];
        for (int c = 0; c < instances.cases(); c++) {
            for (int i = instances.caseOffsets()[c]; i < instances.caseOffsets()[c + 1]; i++) {
                caseOf[i] = c;
            }
        }
    }

    /** Ticks by cause of one instance. */
    long[] of(int x) {
        long[] ticks = new long[Cause.values().length];
        long batched = batchedUntil(x);
        for (long t = possible(x); t < instances.starts()[x]; t++) {
            ticks[cause(x, t, batched).ordinal()]++;
        }
        return ticks;
    }

    private Cause cause(int x, long t, long batched) {
        int r = instances.resources()[x];
        if (options.external().isOutside(r) || isIn(options.external().of(caseOf[x]), t)) {
            return Cause.EXTERNAL_PARTY;
        }
        if (r < 0) {
            return Cause.EXTRANEOUS;
        }
        if (t < batched) {
            return Cause.BATCHING;
        }
        if (isAtWork(r, t, y -> possible(y) <= batched)) {
            return Cause.CONTENTION;
        }
        if (isAtWork(r, t, y -> true)) {
            return Cause.PRIORITISATION;
        }
        return isOnDuty(r, t) ? Cause.EXTRANEOUS : Cause.UNAVAILABILITY;
    }

    private static boolean isIn(Intervals spans, long t) {
        for (int k = 0; k < spans.size(); k++) {
            if (spans.from(k) <= t && t < spans.to(k)) {
                return true;
            }
        }
        return false;
    }

    private boolean isOnDuty(int r, long t) {
        return options.availability().worked(r, t + 1) > options.availability().worked(r, t);
    }

    private boolean isAtWork(int r, long t, IntPredicate on) {
        for (int y = 0; y < instances.size(); y++) {
            if (instances.resources()[y] != r || !on.test(y)) {
                continue;
            }
            for (int p = instances.pieceOffsets[y]; p < instances.pieceOffsets[y + 1]; p++) {
                if (instances.pieceFrom[p] <= t && t < instances.pieceTo[p]) {
                    return true;
                }
            }
        }
        return false;
    }

    private long possible(int i) {
        return Math.min(enablement.enabled()[i], instances.starts()[i]);
    }

    /** When it was possible and its case no longer outside. */
    private long ready(int i) {
        long ready = possible(i);
        for (long t = ready; t < instances.starts()[i]; t++) {
            ready = isIn(options.external().of(caseOf[i]), t) ? t + 1 : ready;
        }
        return ready;
    }

    /** When the last of the batch was ready; the instance itself where it is in none. */
    private long batchedUntil(int x) {
        if (instances.resources()[x] < 0) {
            return possible(x);
        }
        List<List<List<Integer>>> batches =
                batches(instances.activities()[x], instances.teams()[x]);
        List<List<List<Integer>>> telling =
                batches.stream().filter(this::isSparse).toList();
        boolean usual = telling.size() >= 3
                && 2 * telling.stream().filter(this::isAtOnce).count() >= telling.size();
        for (List<List<Integer>> batch : batches) {
            for (List<Integer> run : batch) {
                boolean atOnce = usual && isSparse(batch) && isAtOnce(batch) && isFree(run, lastReady(batch));
                if (run.contains(x) && (atOnce || isHeldBack(run))) {
                    return lastReady(batch);
                }
            }
        }
        return possible(x);
    }

    private long lastReady(List<List<Integer>> batch) {
        return batch.stream().flatMap(List::stream).mapToLong(this::ready).max().orElseThrow();
    }

    private boolean isSparse(List<List<Integer>> batch) {
        long first = batch.stream().mapToLong(this::firstReady).min().orElseThrow();
        int size = batch.stream().mapToInt(List::size).sum();
        return instances.starts()[batch.get(0).get(0)] - first >= 4 * gap() * size;
    }

    private boolean isAtOnce(List<List<Integer>> batch) {
        return instances.starts()[batch.get(0).get(0)] - lastReady(batch) <= gap();
    }

    /** The batches of a team, each of runs. */
    private List<List<List<Integer>>> batches(int activity, int team) {
        List<List<Integer>> runs = new ArrayList<>();
        for (int r = 0; r < instances.resourceNames().size(); r++) {
            if (!options.external().isOutside(r) && collects(r, activity, false)) {
                runs(r).stream()
                        .filter(run -> instances.activities()[run.get(0)] == activity
                                && instances.teams()[run.get(0)] == team)
                        .forEach(runs::add);
            }
        }
        runs.sort(Comparator.comparingLong((List<Integer> run) -> instances.starts()[run.get(0)]));
        List<List<List<Integer>>> batches = new ArrayList<>();
        long before = 0;
        for (List<Integer> run : runs) {
            long start = instances.starts()[run.get(0)];
            List<List<Integer>> open = batches.isEmpty() ? null : batches.get(batches.size() - 1);
            boolean joins = open != null
                    && start - before <= gap()
                    && run.stream()
                            .allMatch(i ->
                                    ready(i) <= instances.starts()[open.get(0).get(0)]);
            if (joins) {
                open.add(run);
            } else {
                batches.add(new ArrayList<>(List.of(run)));
            }
            before = start;
        }
        batches.removeIf(batch -> batch.size() == 1 && batch.get(0).size() == 1);
        return batches;
    }

    /** What a resource does one after the other. */
    private List<List<Integer>> runs(int r) {
        List<List<Integer>> runs = new ArrayList<>();
        for (int i : inOrder(r)) {
            List<Integer> open = runs.isEmpty() ? List.of() : runs.get(runs.size() - 1);
            boolean joins = !open.isEmpty()
                    && follows(open.get(open.size() - 1), i)
                    && ready(i) <= instances.starts()[open.get(0)];
            if (joins) {
                open.add(i);
            } else {
                runs.add(new ArrayList<>(List.of(i)));
            }
        }
        return runs;
    }

    private List<Integer> inOrder(int r) {
        List<Integer> ofResource = new ArrayList<>();
        for (int i = 0; i < instances.size(); i++) {
            if (instances.resources()[i] == r) {
                ofResource.add(i);
            }
        }
        ofResource.sort(Comparator.comparingLong((Integer i) -> instances.starts()[i]));
        return ofResource;
    }

    private boolean follows(int before, int i) {
        return instances.activities()[i] == instances.activities()[before]
                && instances.teams()[i] == instances.teams()[before]
                && instances.starts()[i] - instances.ends()[before] <= gap();
    }

    private long gap() {
        return options.batchGap().toNanos() / 1_000;
    }

    private boolean collects(int r, int activity, boolean onDuty) {
        int atOnce = 0;
        int later = 0;
        for (int i : inOrder(r)) {
            if (instances.activities()[i] == activity) {
                boolean now = instances.starts()[i] - ready(i) <= gap();
                boolean free = !isAtWork(r, ready(i), y -> true) && (!onDuty || isOnDuty(r, ready(i)));
                atOnce += now ? 1 : 0;
                later += !now && free ? 1 : 0;
            }
        }
        return later > 0 && atOnce <= later;
    }

    private long firstReady(List<Integer> run) {
        return run.stream().mapToLong(this::ready).min().orElseThrow();
    }

    private boolean isFree(List<Integer> run, long last) {
        long free = 0;
        for (long t = firstReady(run); t < last; t++) {
            free += isAtWork(instances.resources()[run.get(0)], t, y -> true) ? 0 : 1;
        }
        return free >= options.idleShare() * (last - firstReady(run));
    }

    private boolean isHeldBack(List<Integer> run) {
        int r = instances.resources()[run.get(0)];
        long duty = 0;
        long idle = 0;
        for (long t = firstReady(run); t < instances.starts()[run.get(0)]; t++) {
            duty += isOnDuty(r, t) ? 1 : 0;
            idle += isOnDuty(r, t) && !isAtWork(r, t, y -> true) ? 1 : 0;
        }
        return collects(r, instances.activities()[run.get(0)], true) && idle > 0 && idle >= options.idleShare() * duty;
    }
}
