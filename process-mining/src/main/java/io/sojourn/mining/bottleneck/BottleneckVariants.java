package io.sojourn.mining.bottleneck;

import io.sojourn.mining.statistics.FalseDiscovery;
import io.sojourn.mining.waits.ActivityInstances;
import io.sojourn.mining.waits.Cause;
import io.sojourn.mining.waits.WaitCauses;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

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
    private final ActivityInstances instances;
    private final Places places;
    private final VariantClasses variants;
    private final int[] caseOf;
    private final BottleneckOptions options;
    private final double months;
    private final List<Candidate> candidates = new ArrayList<>();
    private final double[] spreads;
    private int significant;

    BottleneckVariants(WaitCauses waits, Places places, VariantClasses variants, BottleneckOptions options) {
        this.waits = waits;
        this.instances = waits.instances();
        this.places = places;
        this.variants = variants;
        this.caseOf = instances.caseOfEach();
        this.options = options;
        this.months = Units.months(Period.of(instances).micros());
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
        return found.stream().limit(MOST).map(this::describe).toList();
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

    private BottleneckVariant describe(Found found) {
        Candidate c = found.candidate;
        CaseTotals totals = totals(c.place);
        CaseMeans own = new CaseMeans(totals.size());
        CaseMeans peers = new CaseMeans(totals.size());
        for (int t = 0; t < totals.size(); t++) {
            int variant = variants.of(totals.caseAt(t));
            if (variant == c.variant) {
                own.add(totals.times(t), totals.hours(t));
            } else if (c.isPeer(variant)) {
                peers.add(totals.times(t), totals.hours(t));
            }
        }
        Split split = Split.of(own.meanTimes(), own.meanHours(), peers.meanTimes(), peers.meanHours());
        long seed = options.seed()
                ^ 31L * c.place + Arrays.hashCode(variants.activities(c.variant).toArray());
        return new BottleneckVariant(
                variants.activities(c.variant),
                places.name(c.place),
                own.size(),
                peers.size(),
                own.meanTimes(),
                peers.meanTimes(),
                own.meanHours() / own.meanTimes(),
                peers.meanHours() / peers.meanTimes(),
                party(c),
                split,
                SplitIntervals.of(own, peers, options.resamples(), seed),
                c.p(),
                found.q,
                found.shrunk,
                causes(c, own.size(), peers.size()),
                load(c, split, own.size(), own.meanTimes() - peers.meanTimes()));
    }

    /** Who did most of what the class waits for: a team, else a resource. */
    private String party(Candidate c) {
        boolean teams = !instances.teamNames().isEmpty();
        List<String> names = teams ? instances.teamNames() : instances.resourceNames();
        int[] parties = teams ? instances.teams() : instances.resources();
        int[] counts = new int[names.size()];
        int most = -1;
        for (int k = 0; k < places.size(c.place); k++) {
            int i = places.at(c.place, k);
            int party = parties[i];
            if (party >= 0 && variants.of(caseOf[i]) == c.variant) {
                counts[party]++;
                most = most < 0 || counts[party] > counts[most] ? party : most;
            }
        }
        return most < 0 ? null : names.get(most);
    }

    private Map<Cause, Double> causes(Candidate c, int own, int peers) {
        long[][] micros = new long[2][Cause.values().length];
        for (int k = 0; k < places.size(c.place); k++) {
            int i = places.at(c.place, k);
            int variant = variants.of(caseOf[i]);
            if (variant != c.variant && !c.isPeer(variant)) {
                continue;
            }
            long[] of = micros[variant == c.variant ? 0 : 1];
            for (Cause cause : Cause.values()) {
                of[cause.ordinal()] += waits.wait(i, cause);
            }
        }
        Map<Cause, Double> causes = new EnumMap<>(Cause.class);
        for (Cause cause : Cause.values()) {
            causes.put(
                    cause,
                    Units.hours(micros[0][cause.ordinal()] / (double) own)
                            - Units.hours(micros[1][cause.ordinal()] / (double) peers));
        }
        return causes;
    }

    private BottleneckVariant.Load load(Candidate c, Split split, int cases, double moreTimes) {
        double casesAMonth = months == 0 ? 0 : cases / months;
        double hoursAMonth = split.excess() * casesAMonth;
        double hoursInAMonth = Units.hoursAMonth();
        double service = meanServiceHours(c);
        return new BottleneckVariant.Load(
                hoursAMonth,
                casesAMonth,
                hoursAMonth / hoursInAMonth,
                Math.max(0, moreTimes) * service * casesAMonth / options.productiveHours());
    }

    private double meanServiceHours(Candidate c) {
        long micros = 0;
        long touches = 0;
        for (int k = 0; k < places.size(c.place); k++) {
            int i = places.at(c.place, k);
            if (variants.of(caseOf[i]) == c.variant) {
                micros += instances.serviceMicros(i);
                touches++;
            }
        }
        return touches == 0 ? 0 : Units.hours(micros) / touches;
    }
}
