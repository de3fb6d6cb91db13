package io.sojourn.mining.waits;

import io.sojourn.calendar.WorkCalendar;
import java.util.ArrayList;
import java.util.List;

/**
 * The waits of all activity instances, split by cause. The causes of an instance add up to its wait exactly.
 *
 * <p>Instance x of resource r, possible at e and begun at s, waits in [e, s). Each moment has the first cause that holds:
 *
 * <ol>
 *   <li><b>external party</b>: the case is outside, or r is;
 *   <li><b>batching</b>: before the last one of x's batch is ready, which is possible and not outside. A batch is two or more
 *       instances of one activity that a team begins together, after it held them back; see {@link Batches};
 *   <li><b>contention</b>: r is at work on what was possible by then (by e, or by the end of the batching);
 *   <li><b>prioritisation</b>: r is at work on what became possible later;
 *   <li><b>unavailability</b>: r is not on duty;
 *   <li><b>extraneous</b>: the rest, and all of it where nobody is known to have done x.
 * </ol>
 *
 * <p>Suspended work doesn't keep its resource busy. Time: O(n log n) for n instances, whatever overlaps.
 */
public final class WaitCauses {
    final ActivityInstances instances;
    final Enablement enablement;
    /** The case of each instance. */
    final int[] caseOf;
    /** Since when each was possible, never after its start. */
    final long[] possible;

    final long[][] byCause;

    private WaitCauses(ActivityInstances instances, int[] caseOf, Enablement enablement) {
        this.instances = instances;
        this.enablement = enablement;
        this.caseOf = caseOf;
        this.possible = new long[instances.size()];
        for (int i = 0; i < possible.length; i++) {
            possible[i] = Math.min(enablement.enabled[i], instances.starts[i]);
        }
        this.byCause = new long[Cause.values().length][instances.size()];
    }

    /** Splits the waits of these instances; starts that are not known are estimated first. */
    public static WaitCauses of(ActivityInstances read, Concurrency concurrency, WaitOptions options) {
        Enablement enablement = Enablement.of(read, concurrency);
        int[] caseOf = read.caseOfEach();
        ActivityInstances instances =
                StartEstimates.fill(read, caseOf, enablement, ResourceOrder.of(read, read.ends), options.external());
        WaitCauses causes = new WaitCauses(instances, caseOf, enablement);
        causes.unattended(options);
        ResourceOrder order = ResourceOrder.of(instances, instances.starts);
        Batches batches = new Batches(instances, options);
        List<ResourceWaits> collecting = new ArrayList<>();
        for (int r = 0; r < order.resources(); r++) {
            if (order.to(r) > order.from(r) && !options.external().isOutside(r)) {
                ResourceWaits waits = new ResourceWaits(causes, options, order, r);
                if (batches.add(waits)) {
                    collecting.add(waits);
                } else {
                    waits.split();
                }
            }
        }
        batches.join();
        collecting.forEach(ResourceWaits::split);
        return causes;
    }

    /** Instances without a resource, and those of somebody outside. */
    private void unattended(WaitOptions options) {
        for (int i = 0; i < instances.size(); i++) {
            int r = instances.resources[i];
            boolean outside = options.external().isOutside(r);
            if (r < 0 || outside) {
                Intervals spans = options.external().of(caseOf[i]);
                long external = outside ? wait(i) : spans.before(instances.starts[i]) - spans.before(possible[i]);
                byCause[Cause.EXTERNAL_PARTY.ordinal()][i] = external;
                byCause[Cause.EXTRANEOUS.ordinal()][i] = wait(i) - external;
            }
        }
    }

    /** The instances, with estimated starts where the log has none. */
    public ActivityInstances instances() {
        return instances;
    }

    public Enablement enablement() {
        return enablement;
    }

    /** How long an instance waited, microseconds; never negative. */
    public long wait(int i) {
        return instances.starts[i] - possible[i];
    }

    /** How long an instance waited in working time, microseconds. */
    public long workingWait(int i, WorkCalendar calendar) {
        return calendar.between(possible[i], instances.starts[i]);
    }

    /** How long an instance waited for a cause, microseconds. */
    public long wait(int i, Cause cause) {
        return byCause[cause.ordinal()][i];
    }

    /** True when the wait ends at an estimated start. */
    public boolean isEstimated(int i) {
        return !instances.startKnown[i];
    }
}
