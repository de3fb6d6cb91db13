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

    /** When the last of the batch became possible; the instance itself where it is in none. */
    private long batchedUntil(int x) {
        int r = instances.resources()[x];
        List<Integer> ofResource = new ArrayList<>();
        for (int i = 0; i < instances.size(); i++) {
            if (instances.resources()[i] == r && r >= 0) {
                ofResource.add(i);
            }
        }
        ofResource.sort(Comparator.comparingLong((Integer i) -> instances.starts()[i]));
        List<Integer> batch = new ArrayList<>();
        for (int i : ofResource) {
            boolean goesOn = !batch.isEmpty()
                    && follows(batch.get(batch.size() - 1), i)
                    && possible(i) <= instances.starts()[batch.get(0)];
            if (!goesOn) {
                if (batch.contains(x)) {
                    break;
                }
                batch.clear();
            }
            batch.add(i);
        }
        return batch.size() > 1 && isHeldBack(r, batch)
                ? batch.stream().mapToLong(this::possible).max().orElseThrow()
                : possible(x);
    }

    private boolean follows(int before, int i) {
        return instances.activities()[i] == instances.activities()[before]
                && instances.starts()[i] - instances.ends()[before]
                        <= options.batchGap().toNanos() / 1_000;
    }

    private boolean isHeldBack(int r, List<Integer> batch) {
        long first = batch.stream().mapToLong(this::possible).min().orElseThrow();
        long duty = 0;
        long idle = 0;
        for (long t = first; t < instances.starts()[batch.get(0)]; t++) {
            duty += isOnDuty(r, t) ? 1 : 0;
            idle += isOnDuty(r, t) && !isAtWork(r, t, y -> true) ? 1 : 0;
        }
        return idle > 0 && idle >= options.idleShare() * duty;
    }
}
