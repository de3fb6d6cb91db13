package io.sojourn.mining.bottleneck;

import io.sojourn.mining.flow.VariantClasses;
import io.sojourn.mining.log.LongIntMap;
import io.sojourn.mining.statistics.Moments;
import io.sojourn.mining.statistics.RankSum;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/** Compares the classes of variants that wait at one place. */
final class PlaceTests {
    private final CaseTotals totals;
    private final VariantClasses variants;
    private final int minSupport;
    private final Moments all = new Moments();

    PlaceTests(CaseTotals totals, VariantClasses variants, int minSupport) {
        this.totals = totals;
        this.variants = variants;
        this.minSupport = minSupport;
        for (int t = 0; t < totals.size(); t++) {
            all.add(totals.hours(t));
        }
    }

    /** Standard deviation of hours a case. */
    double spread() {
        return Math.sqrt(all.variance());
    }

    /**
     * Classes with enough cases here, each compared with all other cases.
     *
     * @param spare nulls, and nulls again afterwards: one entry a class
     */
    List<Candidate> first(int place, Candidate[] spare) {
        List<Candidate> here = new ArrayList<>();
        for (int t = 0; t < totals.size(); t++) {
            int variant = variant(t);
            if (spare[variant] == null) {
                spare[variant] = new Candidate(variant, place);
                here.add(spare[variant]);
            }
            spare[variant].hours.add(totals.hours(t));
        }
        here.forEach(c -> spare[c.variant] = null);
        here.removeIf(c -> c.hours.count() < minSupport || all.count() - c.hours.count() < minSupport);
        compare(here, new BitSet());
        return here;
    }

    /**
     * Compares again, with cases of classes that are found left out of the peers. What is found keeps the p with which it was.
     */
    void again(List<Candidate> here) {
        BitSet slow = new BitSet();
        here.stream().filter(Candidate::isFound).forEach(c -> slow.set(c.variant));
        Moments healthy = new Moments();
        for (int t = 0; t < totals.size(); t++) {
            if (!slow.get(variant(t))) {
                healthy.add(totals.hours(t));
            }
        }
        if (healthy.count() >= minSupport) {
            here.stream().filter(Candidate::isFound).forEach(c -> c.compare(healthy, c.p(), slow));
        }
        List<Candidate> others = here.stream()
                .filter(c -> !c.isFound() && healthy.count() - c.hours.count() >= minSupport)
                .toList();
        compare(others, slow);
    }

    /** @param without classes whose cases are left out, none of the candidates */
    private void compare(List<Candidate> candidates, BitSet without) {
        if (candidates.isEmpty()) {
            return;
        }
        int[] kept = IntStream.range(0, totals.size())
                .filter(t -> !without.get(variant(t)))
                .toArray();
        long[] micros = new long[kept.length];
        Moments pool = new Moments();
        for (int k = 0; k < kept.length; k++) {
            micros[k] = totals.micros(kept[k]);
            pool.add(totals.hours(kept[k]));
        }
        RankSum ranks = new RankSum(micros);
        double[] sums = rankSums(candidates, kept, ranks);
        for (int k = 0; k < sums.length; k++) {
            Candidate c = candidates.get(k);
            Moments peers = Moments.without(pool, c.hours);
            c.compare(peers, Math.max(ranks.greater(c.hours.count(), sums[k]), c.pOfMeans(peers)), without);
        }
    }

    private double[] rankSums(List<Candidate> candidates, int[] kept, RankSum ranks) {
        LongIntMap places = new LongIntMap();
        for (int k = 0; k < candidates.size(); k++) {
            places.put(candidates.get(k).variant, k);
        }
        double[] sums = new double[candidates.size()];
        for (int k = 0; k < kept.length; k++) {
            int candidate = places.get(variant(kept[k]), -1);
            if (candidate >= 0) {
                sums[candidate] += ranks.rank(k);
            }
        }
        return sums;
    }

    private int variant(int t) {
        return variants.of(totals.caseAt(t));
    }
}
