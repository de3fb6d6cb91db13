package io.sojourn.mining.waits;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Which work was held back until there was more of its kind. Work is <b>ready</b> when it is possible and its case is not
 * outside; what begins within the gap after something begins <b>at once</b>.
 *
 * <p>A resource may be <b>collecting</b> an activity when it begins at most half of it at once, of what was ready while it was
 * not at work. A <b>run</b> is what it then does one after the other within the gap, all ready before the first begins. Runs of
 * one team and activity that begin within the gap of each other, all ready before the first begins, are a <b>batch</b>, of two
 * instances at least. A run of it was held back in one of two cases:
 *
 * <ul>
 *   <li>its resource begins at most half of the activity at once even of what was ready while it was idle on duty, and was
 *       idle for at least the idle share of its time on duty, from the first of the run being ready until the run;
 *   <li>the batch begins at once after its last is ready, and the resource was not at work for at least the idle share of
 *       the time from the first of the run being ready to the last of the batch. That tells of a batch only where it isn't
 *       chance: where on average four gaps or more lie between what became ready, and where at least half of the team's such
 *       batches of the activity, three or more, begin at once. Here nothing need be known of duty: who only ever works on
 *       batches is seen by no other sign.
 * </ul>
 */
final class Batches {
    private static final int LEAST_BATCHES = 3;
    private static final long SPARSE = 4;
    private final ActivityInstances instances;
    private final WaitOptions options;
    private final List<Run> runs = new ArrayList<>();

    /**
     * One after the other.
     *
     * @param from first place in the order of the resource, {@code to} is behind the last
     */
    private record Run(
            ResourceWaits of, int from, int to, int activity, int team, long start, long firstReady, long lastReady) {}

    /** Runs that belong together. */
    private record Batch(List<Run> runs, int size, long firstReady, long lastReady) {
        boolean isAtOnce(long gap) {
            return runs.get(0).start - lastReady <= gap;
        }

        /** True when so many would seldom become ready just before the start by chance. */
        boolean isSparse(long gap) {
            return runs.get(0).start - firstReady >= SPARSE * gap * size;
        }
    }

    Batches(ActivityInstances instances, WaitOptions options) {
        this.instances = instances;
        this.options = options;
    }

    /** Takes the runs of a resource; false where it collects nothing. */
    boolean add(ResourceWaits resource) {
        boolean any = false;
        int from = 0;
        for (int k = 1; k <= resource.size(); k++) {
            if (k == resource.size() || !resource.follows(k) || resource.ready(k) > start(resource, from)) {
                if (resource.habit(instances.activities[resource.at(from)]).mayCollect()) {
                    runs.add(run(resource, from, k));
                    any = true;
                }
                from = k;
            }
        }
        return any;
    }

    private long start(ResourceWaits resource, int place) {
        return instances.starts[resource.at(place)];
    }

    private Run run(ResourceWaits resource, int from, int to) {
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        for (int k = from; k < to; k++) {
            first = Math.min(first, resource.ready(k));
            last = Math.max(last, resource.ready(k));
        }
        int i = resource.at(from);
        return new Run(
                resource, from, to, instances.activities[i], instances.teams[i], instances.starts[i], first, last);
    }

    /** Joins runs to batches, and tells the resources until when their work was held back. */
    void join() {
        runs.sort(Comparator.comparingInt(Run::activity)
                .thenComparingInt(Run::team)
                .thenComparingLong(Run::start)
                .thenComparingInt(r -> r.of.resource()));
        List<Batch> ofTeam = new ArrayList<>();
        int from = 0;
        for (int k = 1; k <= runs.size(); k++) {
            boolean sameTeam = k < runs.size() && isOfTeam(runs.get(from), runs.get(k));
            if (!sameTeam || !isOfBatch(runs.get(from), runs.get(k - 1), runs.get(k))) {
                addBatch(ofTeam, runs.subList(from, k));
                from = k;
            }
            if (!sameTeam) {
                hold(ofTeam);
                ofTeam.clear();
            }
        }
    }

    private static boolean isOfTeam(Run first, Run run) {
        return run.activity == first.activity && run.team == first.team;
    }

    private boolean isOfBatch(Run first, Run before, Run run) {
        return run.start - before.start <= options.gapMicros() && run.lastReady <= first.start;
    }

    private static void addBatch(List<Batch> ofTeam, List<Run> runs) {
        int size = runs.stream().mapToInt(r -> r.to - r.from).sum();
        if (size > 1) {
            long first = runs.stream().mapToLong(Run::firstReady).min().orElseThrow();
            long last = runs.stream().mapToLong(Run::lastReady).max().orElseThrow();
            ofTeam.add(new Batch(runs, size, first, last));
        }
    }

    private void hold(List<Batch> ofTeam) {
        long gap = options.gapMicros();
        List<Batch> telling = ofTeam.stream().filter(b -> b.isSparse(gap)).toList();
        long atOnce = telling.stream().filter(b -> b.isAtOnce(gap)).count();
        boolean usual = telling.size() >= LEAST_BATCHES && 2 * atOnce >= telling.size();
        for (Batch batch : ofTeam) {
            boolean complete = usual && batch.isSparse(gap) && batch.isAtOnce(gap);
            for (Run run : batch.runs) {
                if (isHeldBackOnDuty(run) || complete && isFree(run, batch.lastReady)) {
                    run.of.hold(run.from, run.to, batch.lastReady);
                }
            }
        }
    }

    private boolean isHeldBackOnDuty(Run run) {
        long duty = run.of.onDuty(run.firstReady, run.start);
        long idle = run.of.idleOnDuty(run.firstReady, run.start);
        return run.of.habit(run.activity).collectsOnDuty() && idle > 0 && idle >= options.idleShare() * duty;
    }

    private boolean isFree(Run run, long last) {
        long span = last - run.firstReady;
        return span - run.of.atWork(run.firstReady, last) >= options.idleShare() * span;
    }
}
