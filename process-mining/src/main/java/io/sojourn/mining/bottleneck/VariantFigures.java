package io.sojourn.mining.bottleneck;

import io.sojourn.mining.flow.VariantClasses;
import io.sojourn.mining.waits.ActivityInstances;
import io.sojourn.mining.waits.Cause;
import io.sojourn.mining.waits.WaitCauses;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The figures of a bottleneck variant: means, split and intervals, causes, who does it, and what it amounts to. */
final class VariantFigures {
    private final WaitCauses waits;
    private final ActivityInstances instances;
    private final Places places;
    private final VariantClasses variants;
    private final BottleneckOptions options;
    private final int[] caseOf;
    private final double months;

    VariantFigures(WaitCauses waits, Places places, VariantClasses variants, BottleneckOptions options) {
        this.waits = waits;
        this.instances = waits.instances();
        this.places = places;
        this.variants = variants;
        this.options = options;
        this.caseOf = instances.caseOfEach();
        this.months = Units.months(Period.of(instances).micros());
    }

    /**
     * Of a class at a place.
     *
     * @param q of its test
     * @param shrunk its excess after shrinkage, hours a case
     */
    BottleneckVariant of(Candidate c, double q, double shrunk) {
        CaseTotals totals = CaseTotals.of(places, c.place, caseOf, waits);
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
                q,
                shrunk,
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
