package io.sojourn.mining.flow;

import io.sojourn.mining.log.CaseBlocks;
import io.sojourn.mining.log.EventLog;
import io.sojourn.mining.log.Selection;
import java.util.ArrayList;
import java.util.List;

/** Computes every figure of a flow in one reading of its selection. */
final class FlowKernels {
    private final FlowOptions options;
    private final Selection selection;
    private final EventLog log;
    private final long[] durations;
    private final long[] hashes;
    private final List<Totals> totals = new ArrayList<>();
    private final ArcTimes arcs = new ArcTimes();
    private final List<Repeats> repeats = new ArrayList<>();
    private final List<Handovers> handovers = new ArrayList<>();
    private final List<ServiceTimes> serviceTimes = new ArrayList<>();

    FlowKernels(Selection selection, FlowOptions options) {
        this.options = options;
        this.selection = selection;
        this.log = selection.log();
        this.durations = new long[selection.cases()];
        this.hashes = new long[selection.cases()];
    }

    private Kernel kernels() {
        int activities = log.activityNames().size();
        totals.add(new Totals(activities, durations));
        if (options.people()) {
            repeats.add(new Repeats(activities));
            handovers.add(new Handovers(log.resourceNames().size()));
        }
        if (selection.hasStarts()) {
            serviceTimes.add(new ServiceTimes(activities));
        }
        return new FlowPass.All(
                last(totals),
                new SequenceHashes(hashes),
                arcs.kernel(activities),
                last(repeats),
                last(handovers),
                last(serviceTimes));
    }

    private static <K> K last(List<K> list) {
        return list.isEmpty() ? null : list.get(list.size() - 1);
    }

    private CaseBlocks.Column[] columns() {
        return options.people()
                ? new CaseBlocks.Column[] {CaseBlocks.Column.STARTS, CaseBlocks.Column.RESOURCES}
                : new CaseBlocks.Column[] {CaseBlocks.Column.STARTS};
    }

    Flow run() {
        FlowPass.over(selection, this::kernels, columns());
        totals.stream().skip(1).forEach(totals.get(0)::add);
        repeats.stream().skip(1).forEach(r -> repeats.get(0).add(r));
        handovers.stream().skip(1).forEach(h -> handovers.get(0).add(h));
        List<String> names = log.activityNames();
        Totals sums = totals.get(0);
        Variants variants = Variants.of(selection, hashes);
        return new Flow(
                selection.events(),
                selection.cases(),
                sums.earliest(),
                sums.latest(),
                Totals.byCount(sums.events(), names),
                variants.count(),
                VariantList.of(variants, options.topVariants(), durations),
                Totals.byCount(sums.first(), names),
                Totals.byCount(sums.last(), names),
                arcs.list(selection),
                Distribution.ofMicros(durations, 0, durations.length),
                options.people() ? repeats.get(0).list(names) : List.of(),
                options.people() ? handovers.get(0).list(log.resourceNames()) : List.of(),
                selection.hasStarts() ? ServiceTimes.list(serviceTimes, names) : List.of(),
                sums.ties(),
                arcs.overlaps(),
                sums.negative());
    }
}
