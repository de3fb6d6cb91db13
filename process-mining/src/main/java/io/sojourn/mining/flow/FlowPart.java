package io.sojourn.mining.flow;

import io.sojourn.mining.log.CaseBlocks;
import io.sojourn.mining.log.CodedLogBuilder;
import io.sojourn.mining.log.Selection;
import java.util.Arrays;
import java.util.List;

/**
 * The flow of some cases of a log whose other cases are elsewhere. What can be added up is added up here, and goes to
 * another part as {@link #numbers()}; what can't (times, of which percentiles are wanted, and variants) is handed over to a
 * {@link Sink}. So one part may see the cases batch by batch, in bounded memory, and another one be the sum of many. All
 * parts have the same names. Not thread-safe.
 */
public final class FlowPart {
    private static final int MANY_PAIRS = 1 << 20;

    private final List<String> activities;
    private final List<String> resources;
    private final boolean hasServiceTimes;
    private final Totals totals;
    private final Repeats repeats;
    private final Handovers handovers;
    private final ServiceTimes serviceTimes;
    private final long[] positive;
    private final Arcs arcs;
    private final TimeGroups arcTimes = new TimeGroups(64);
    private long overlaps;
    private long events;
    private long cases;

    /** Takes what can't be added up; of codes of activities. The arrays are the taker's own. */
    public interface Sink {
        /** Times of consecutive events of two activities, microseconds. */
        void arc(int from, int to, long[] micros);

        /** Lengths of the events of an activity, microseconds. */
        void serviceTime(int activity, long[] micros);

        /** One case. */
        void sequence(int[] codes, long durationMicros);
    }

    /**
     * Of nothing yet.
     *
     * @param names of the whole log
     * @param hasServiceTimes whether the events of the view have a start
     */
    public FlowPart(CodedLogBuilder.Names names, boolean hasServiceTimes) {
        this.activities = names.activities();
        this.resources = names.resources();
        this.hasServiceTimes = hasServiceTimes;
        int count = activities.size();
        this.totals = new Totals(count, new long[0]);
        this.repeats = new Repeats(count);
        this.handovers = new Handovers(resources.size());
        this.serviceTimes = new ServiceTimes(count);
        this.positive = new long[count];
        this.arcs = new Arcs(new PairIds(count), arcTimes);
    }

    /** Takes the cases of a view of a small log with the same names. */
    public void take(Selection view, Sink sink) {
        long[] durations = new long[view.cases()];
        Totals own = new Totals(activities.size(), durations);
        CaseBlocks blocks =
                new CaseBlocks(view, 0, view.cases(), CaseBlocks.Column.STARTS, CaseBlocks.Column.RESOURCES);
        while (blocks.next()) {
            own.take(blocks);
            repeats.take(blocks);
            handovers.take(blocks);
            arcs.take(blocks);
            if (hasServiceTimes) {
                serviceTimes.take(blocks);
            }
            sequences(blocks, durations, sink);
        }
        totals.add(own);
        events += view.events();
        cases += view.cases();
        drainArcs(sink);
        serviceTimes.drain(sink);
    }

    /** Hands over the times of each pair, and forgets them. */
    private void drainArcs(Sink sink) {
        PairIds pairs = arcs.pairs();
        for (int id = 0; id < pairs.size(); id++) {
            long[] micros = arcTimes.take(id);
            if (micros.length > 0) {
                sink.arc(pairs.from(id), pairs.to(id), micros);
            }
        }
    }

    private static void sequences(CaseBlocks block, long[] durations, Sink sink) {
        for (int c = 0; c < block.cases(); c++) {
            int[] codes = Arrays.copyOfRange(block.activities(), block.offsets()[c], block.offsets()[c + 1]);
            sink.sequence(codes, durations[block.firstCase() + c]);
        }
    }

    /** True when its tables have grown so much that a new part should go on. */
    public boolean isLarge() {
        return arcs.pairs().size() > MANY_PAIRS || handovers.pairs() > MANY_PAIRS;
    }

    /** All that is added up, for {@link #add}. */
    public long[][] numbers() {
        return new long[][] {
            {events, cases, overlaps + arcs.overlaps()},
            totals.numbers(),
            repeats.numbers(),
            handovers.numbers(),
            added(positive, serviceTimes.positive())
        };
    }

    private static long[] added(long[] a, long[] b) {
        long[] sum = a.clone();
        for (int i = 0; i < sum.length; i++) {
            sum[i] += b[i];
        }
        return sum;
    }

    /** Adds the numbers of another part. */
    public void add(long[][] numbers) {
        events += numbers[0][0];
        cases += numbers[0][1];
        overlaps += numbers[0][2];
        totals.add(numbers[1]);
        repeats.add(numbers[2]);
        handovers.add(numbers[3]);
        for (int a = 0; a < positive.length; a++) {
            positive[a] += numbers[4][a];
        }
    }

    /** How many events of a service time are longer than nothing. */
    public long positive(int activity) {
        return positive[activity] + serviceTimes.positive()[activity];
    }

    /** The flow of the sum of all parts, given in the order of {@link Flow} what was handed over to the sinks. */
    public Flow flow(
            long variantCount,
            List<Variant> variants,
            List<Arc> arcList,
            Distribution caseDuration,
            List<ServiceTime> serviceTimeList) {
        return new Flow(
                events,
                cases,
                totals.earliest(),
                totals.latest(),
                Totals.byCount(totals.events(), activities),
                variantCount,
                variants,
                Totals.byCount(totals.first(), activities),
                Totals.byCount(totals.last(), activities),
                arcList,
                caseDuration,
                repeats.list(activities),
                handovers.list(resources),
                serviceTimeList,
                totals.ties(),
                overlaps + arcs.overlaps(),
                totals.negative());
    }
}
