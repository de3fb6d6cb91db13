package io.sojourn.mining.bottleneck;

import io.sojourn.mining.statistics.FalseDiscovery;
import io.sojourn.mining.statistics.Proportions;
import io.sojourn.mining.statistics.Shift;
import io.sojourn.mining.waits.WaitCauses;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Two logs side by side: before and after a change, one payer and another. Cases are the units: whether they have a segment
 * (test of two shares), and how long those that have it wait there in all (Mann and Whitney's test, Hodges and Lehmann's
 * shift). All tests together are held to one share of false discoveries.
 */
public final class Comparison {
    private static final Comparator<Place> BY_NAME =
            Comparator.comparing(Place::source).thenComparing(Place::activity);

    private Comparison() {}

    /** Every segment of either, by name. */
    public static List<SegmentDifference> of(WaitCauses a, WaitCauses b, BottleneckOptions options) {
        Map<Place, long[]> waitsA = waitsBySegment(a);
        Map<Place, long[]> waitsB = waitsBySegment(b);
        TreeMap<Place, long[][]> all = new TreeMap<>(BY_NAME);
        waitsA.forEach((segment, waits) -> all.put(segment, new long[][] {waits, new long[0]}));
        waitsB.forEach((segment, waits) -> all.computeIfAbsent(segment, s -> new long[2][0])[1] = waits);
        long casesA = a.instances().cases();
        long casesB = b.instances().cases();
        List<SegmentDifference> tested = new ArrayList<>();
        if (casesA > 0 && casesB > 0) {
            all.forEach((segment, waits) -> tested.add(new SegmentDifference(
                    segment,
                    waits[0].length,
                    waits[1].length,
                    Proportions.of(waits[0].length, casesA, waits[1].length, casesB),
                    Double.NaN,
                    Math.min(waits[0].length, waits[1].length) < options.minSupport()
                            ? null
                            : Shift.of(waits[0], waits[1]),
                    Double.NaN)));
        }
        return withQ(tested);
    }

    /** Hours of all waits at the segment, of each case that has it, ascending. */
    private static Map<Place, long[]> waitsBySegment(WaitCauses waits) {
        Places places = new Places(waits);
        int[] caseOf = waits.instances().caseOfEach();
        Map<Place, long[]> bySegment = new HashMap<>();
        for (int p = 0; p < places.segments().size(); p++) {
            long[] micros = CaseTotals.of(places, p, caseOf, waits).allMicros();
            Arrays.sort(micros);
            bySegment.put(places.name(p), micros);
        }
        return bySegment;
    }

    private static List<SegmentDifference> withQ(List<SegmentDifference> tested) {
        int n = tested.size();
        double[] p = new double
                [n + (int) tested.stream().filter(d -> d.time() != null).count()];
        int next = n;
        for (int k = 0; k < n; k++) {
            p[k] = tested.get(k).frequency().p();
            if (tested.get(k).time() != null) {
                p[next++] = tested.get(k).time().p();
            }
        }
        double[] q = FalseDiscovery.q(p);
        next = n;
        List<SegmentDifference> all = new ArrayList<>();
        for (int k = 0; k < n; k++) {
            SegmentDifference d = tested.get(k);
            all.add(new SegmentDifference(
                    d.segment(),
                    d.casesA(),
                    d.casesB(),
                    d.frequency(),
                    q[k],
                    d.time(),
                    d.time() == null ? Double.NaN : q[next++]));
        }
        return List.copyOf(all);
    }
}
