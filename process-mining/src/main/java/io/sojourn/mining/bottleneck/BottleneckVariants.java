package io.sojourn.mining.bottleneck;

import io.sojourn.mining.flow.VariantClasses;
import io.sojourn.mining.statistics.FalseDiscovery;
import io.sojourn.mining.waits.ActivityInstances;
import io.sojourn.mining.waits.WaitCauses;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Finds the classes of cases that wait longer than their peers. A class is tested at each place where it and its peers have
 * the least number of cases; all tests together are held to one share of false discoveries. Classes that are found to be slow
 * at a place are no longer peers of others there, who are tested again, until nothing new is found: else the worst hide the
 * bad. O(n log n) in instances a round, and the resampling of what is found.
 */
final class BottleneckVariants {
    /** How many are described at most. */
    private static final int MOST = 100;

    private static final int ROUNDS = 10;

    private final WaitCauses waits;
    private final Places places;
    private final VariantClasses variants;
    private final int[] caseOf;
    private final BottleneckOptions options;
    private final List<Candidate> candidates = new ArrayList<>();
    private final double[] spreads;
    private int significant;

    /** The classes of all cases, in the order of the ends of their instances. */
    static VariantClasses classes(WaitCauses waits) {
        ActivityInstances of = waits.instances();
        return VariantClasses.of(of.activityNames(), of.activities(), of.caseOffsets());
    }

    BottleneckVariants(WaitCauses waits, Places places, VariantClasses variants, BottleneckOptions options) {
        this.waits = waits;
        this.places = places;
        this.variants = variants;
        this.caseOf = waits.instances().caseOfEach();
        this.options = options;
        this.spreads = new double[places.size()];
    }

    /** How many pairs of class and place are tested; known after {@link #find}. */
    int tested() {
        return candidates.size();
    }

    /** How many of them are found to be bottlenecks; known after {@link #find}. */
    int significant() {
        return significant;
    }

    /** The bottleneck variants, by hours a month after shrinkage; the greatest {@value #MOST}. */
    List<BottleneckVariant> find() {
        Candidate[] ofVariant = new Candidate[variants.size()];
        for (int place = 0; place < places.size(); place++) {
            if (places.size(place) >= 2 * options.minSupport()) {
                PlaceTests tests = new PlaceTests(totals(place), variants, options.minSupport());
                candidates.addAll(tests.first(place, ofVariant));
                spreads[place] = tests.spread();
            }
        }
        double[] q = q();
        for (int round = 1; round < ROUNDS && testAgain(q); round++) {
            q = q();
        }
        Shrinkage shrinkage = new Shrinkage(candidates, spreads);
        List<Found> found = new ArrayList<>();
        for (int k = 0; k < q.length; k++) {
            Candidate c = candidates.get(k);
            if (c.isFound()) {
                found.add(new Found(c, q[k], shrinkage.shrunk(c, spreads[c.place])));
            }
        }
        significant = found.size();
        found.sort(this::compare);
        VariantFigures figures = new VariantFigures(waits, places, variants, options);
        return found.stream()
                .limit(MOST)
                .map(f -> figures.of(f.candidate, f.q, f.shrunk))
                .toList();
    }

    private double[] q() {
        return FalseDiscovery.q(candidates.stream().mapToDouble(Candidate::p).toArray());
    }

    /** Takes what is found out of the peers and tests the others again at its places; false where nothing new is found. */
    private boolean testAgain(double[] q) {
        BitSet changed = new BitSet(places.size());
        for (int k = 0; k < q.length; k++) {
            Candidate c = candidates.get(k);
            if (q[k] <= options.maxFalse() && c.excess() > 0 && !c.isFound()) {
                c.markFound();
                changed.set(c.place);
            }
        }
        for (int from = 0; from < candidates.size(); ) {
            int place = candidates.get(from).place;
            int to = from;
            while (to < candidates.size() && candidates.get(to).place == place) {
                to++;
            }
            if (changed.get(place)) {
                new PlaceTests(totals(place), variants, options.minSupport()).again(candidates.subList(from, to));
            }
            from = to;
        }
        return !changed.isEmpty();
    }

    private CaseTotals totals(int place) {
        return CaseTotals.of(places, place, caseOf, waits);
    }

    private record Found(Candidate candidate, double q, double shrunk) {
        double hours() {
            return shrunk * candidate.hours.count();
        }
    }

    /** By (hours down, place, class). */
    private int compare(Found a, Found b) {
        int byHours = Double.compare(b.hours(), a.hours());
        if (byHours != 0) {
            return byHours;
        }
        int byPlace = Integer.compare(a.candidate.place, b.candidate.place);
        return byPlace != 0 ? byPlace : variants.compare(a.candidate.variant, b.candidate.variant);
    }
}
