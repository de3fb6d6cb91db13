package io.sojourn.mining.bottleneck;

import io.sojourn.mining.flow.VariantClasses;
import io.sojourn.mining.log.EventLog;
import io.sojourn.mining.waits.Cause;
import io.sojourn.mining.waits.QueueStay;
import io.sojourn.mining.waits.WaitCauses;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Where the time of a log goes: the waits of its segments by cause, the bottleneck variants, what goes with long waits, and who
 * waits for whom. Equal logs and options give equal results.
 *
 * @param instances activity instances of the log
 * @param cases of the log
 * @param estimated instances whose start is estimated, because the log has none
 * @param totalWaitMicros all waits
 * @param causeMicros all waits by cause; they add up to the total
 * @param queues stays in the queues of the definition, by (total down, name); none without one
 * @param segments by (total wait down, names); so are activities and resource pairs
 * @param variantClasses classes of cases with loops cut short
 * @param tested pairs of class and place that were tested
 * @param significant how many of them are bottleneck variants
 * @param bottlenecks each trouble once, the greatest first
 * @param details the segments with the greatest waits
 * @param handoffs between resources
 */
public record Bottlenecks(
        long instances,
        long cases,
        long estimated,
        long totalWaitMicros,
        Map<Cause, Long> causeMicros,
        List<QueueFigures> queues,
        List<WaitFigures> segments,
        List<WaitFigures> activities,
        List<WaitFigures> resourcePairs,
        int variantClasses,
        int tested,
        int significant,
        List<Bottleneck> bottlenecks,
        List<PlaceDetail> details,
        Handoffs handoffs) {
    /** How many segments are looked at more closely at most. */
    private static final int DETAILED = 5;

    /** Of a log, with the attributes that it was read with. */
    public static Bottlenecks of(EventLog log, BottleneckOptions options) {
        List<QueueStay> stays = options.waits().stays(log);
        WaitCauses waits = options.waits().split(log, stays);
        return of(waits, stays, LogAttributes.of(waits, options.attributes()), options);
    }

    /** The waits of a log by cause. */
    public static WaitCauses waits(EventLog log, BottleneckOptions options) {
        return options.waits().split(log);
    }

    /** @param attributes besides resource, team, weekday and hour, which every log has */
    public static Bottlenecks of(WaitCauses waits, List<OccurrenceAttribute> attributes, BottleneckOptions options) {
        return of(waits, List.of(), attributes, options);
    }

    private static Bottlenecks of(
            WaitCauses waits, List<QueueStay> stays, List<OccurrenceAttribute> attributes, BottleneckOptions options) {
        Places places = new Places(waits);
        VariantClasses variants = BottleneckVariants.classes(waits);
        WaitTable table = new WaitTable(waits, options);
        BottleneckVariants search = new BottleneckVariants(waits, places, variants, options);
        List<Bottleneck> troubles = Troubles.of(search.find());
        List<OccurrenceAttribute> all = new ArrayList<>(attributes);
        all.addAll(EntryAttributes.of(waits, options.zone()));
        return new Bottlenecks(
                waits.instances().size(),
                waits.instances().cases(),
                table.all().estimated(),
                table.all().waited(),
                table.all().byCause(),
                QueueFigures.of(stays, Period.of(waits.instances()).micros(), options.calendar()),
                table.bySegment(places),
                table.byActivity(),
                table.byResourcePair(),
                variants.size(),
                search.tested(),
                search.significant(),
                troubles,
                details(waits, places, new RootCauses(waits, all, options), options),
                Handoffs.ofResources(waits.instances()));
    }

    private static List<PlaceDetail> details(
            WaitCauses waits, Places places, RootCauses search, BottleneckOptions options) {
        Grouping groups = places.bySegment();
        long[] totals = new long[groups.groups()];
        for (int s = 0; s < totals.length; s++) {
            for (int k = 0; k < groups.size(s); k++) {
                totals[s] += waits.wait(groups.at(s, k));
            }
        }
        return IntStream.range(0, totals.length)
                .boxed()
                .sorted((a, b) -> totals[a] != totals[b] ? Long.compare(totals[b], totals[a]) : Integer.compare(a, b))
                .limit(DETAILED)
                .filter(s -> totals[s] > 0)
                .map(s -> new PlaceDetail(
                        places.name(s),
                        search.of(IntStream.range(0, groups.size(s))
                                .map(k -> groups.at(s, k))
                                .toArray()),
                        CumulativeFlow.of(waits, groups, s, options.zone())))
                .toList();
    }
}
