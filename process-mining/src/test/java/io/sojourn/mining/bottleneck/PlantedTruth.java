package io.sojourn.mining.bottleneck;

import io.sojourn.mining.flow.VariantClasses;
import io.sojourn.mining.statistics.Interval;
import io.sojourn.mining.truth.Plant;
import io.sojourn.mining.truth.PlantedLog;
import io.sojourn.mining.truth.PlantedProcess;
import io.sojourn.mining.truth.Plants;
import io.sojourn.mining.truth.Setting;
import io.sojourn.mining.waits.ActivityInstances;
import io.sojourn.mining.waits.Cause;
import io.sojourn.mining.waits.Concurrency;
import io.sojourn.mining.waits.ObservedAvailability;
import io.sojourn.mining.waits.WaitCauses;
import io.sojourn.mining.waits.WaitOptions;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What is found of what was planted: measured over many simulated logs. */
final class PlantedTruth {
    private static final int CASES = 2_400;
    private static final int SMALL = 600;
    private static final int KINDS = Plant.Kind.values().length;

    private PlantedTruth() {}

    static WaitCauses waits(PlantedLog planted) {
        ActivityInstances read = ActivityInstances.of(planted.log());
        return WaitCauses.of(
                read,
                Concurrency.of(read),
                WaitOptions.of(ObservedAvailability.of(read, ZoneOffset.UTC), planted.externalWaits(read)));
    }

    private static Bottlenecks bottlenecks(PlantedLog planted) {
        return Bottlenecks.of(waits(planted), List.of(), BottleneckOptions.defaults());
    }

    /**
     * What is found of k planted troubles.
     *
     * @param top how many were told among the first k; {@code topTrue} of them were planted, each counted once
     * @param found how many planted ones were told at all
     */
    record Search(int planted, int top, int topTrue, int told, int found) {
        double precision() {
            return top == 0 ? 1 : (double) topTrue / top;
        }

        double recall() {
            return planted == 0 ? 1 : (double) found / planted;
        }

        Search plus(Search s) {
            return new Search(planted + s.planted, top + s.top, topTrue + s.topTrue, told + s.told, found + s.found);
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "planted %d, told %d, precision at k %.3f (%d of %d), recall %.3f",
                    planted,
                    told,
                    precision(),
                    topTrue,
                    top,
                    recall());
        }
    }

    /** Searches one log with k troubles. */
    static Search search(int k, long seed) {
        List<Plant> plants = Plants.random(k, seed);
        Bottlenecks all = bottlenecks(PlantedProcess.simulate(Setting.usual(CASES, plants), seed));
        Set<Plant> found = new HashSet<>();
        int rank = 0;
        int topTrue = 0;
        for (Bottleneck b : all.bottlenecks()) {
            boolean planted = plants.stream()
                    .filter(p -> !found.contains(p) && Plants.isOf(p, b.main()))
                    .findFirst()
                    .map(found::add)
                    .orElse(false);
            topTrue += planted && rank < k ? 1 : 0;
            rank++;
        }
        return new Search(k, Math.min(k, rank), topTrue, rank, found.size());
    }

    /** In how many of so many logs with nothing planted something is found. */
    static int falseAlarms(int logs, long firstSeed) {
        int alarms = 0;
        for (long seed = firstSeed; seed < firstSeed + logs; seed++) {
            alarms += bottlenecks(PlantedProcess.simulate(Setting.usual(SMALL, List.of()), seed))
                                    .significant()
                            > 0
                    ? 1
                    : 0;
        }
        return alarms;
    }

    /**
     * How much of the waits is given to the right cause.
     *
     * @param right hours that truth and finding give to the same cause, by cause
     */
    record Causes(double[] truth, double[] found, double[] right) {
        Causes() {
            this(
                    new double[Cause.values().length],
                    new double[Cause.values().length],
                    new double[Cause.values().length]);
        }

        /** The recall of each cause, weighted by its share of the true waits. */
        double accuracy() {
            double all = 0;
            double same = 0;
            for (int c = 0; c < truth.length; c++) {
                all += truth[c];
                same += right[c];
            }
            return same / all;
        }

        @Override
        public String toString() {
            StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "accuracy %.4f%n", accuracy()));
            for (Cause cause : Cause.values()) {
                int c = cause.ordinal();
                text.append(String.format(
                        Locale.ROOT,
                        "  %-15s %10.0f h, recall %.3f, precision %.3f%n",
                        cause.title(),
                        truth[c],
                        right[c] / truth[c],
                        right[c] / found[c]));
            }
            return text.toString();
        }
    }

    /** Adds the waits of a log with k troubles. */
    static void addCauses(Causes sums, int k, long seed) {
        PlantedLog planted = PlantedProcess.simulate(Setting.usual(CASES, Plants.random(k, seed)), seed);
        WaitCauses waits = waits(planted);
        for (int i = 0; i < waits.instances().size(); i++) {
            for (Cause cause : Cause.values()) {
                int c = cause.ordinal();
                double truth = Units.hours(planted.causes()[i][c]);
                double found = Units.hours(waits.wait(i, cause));
                sums.truth[c] += truth;
                sums.found[c] += found;
                sums.right[c] += Math.min(truth, found);
            }
        }
    }

    /** A class and a place of which the truth is known, round the clock and without much of a queue. */
    enum Study {
        /** Lies about for 30 hours on average: all of it speed. */
        SLOW(new Plant(Plant.Kind.SLOW_VARIANT, 7, 4), new Place("Review", "Consult")),
        /** Goes round three times: nearly all of it structure. */
        LOOP(new Plant(Plant.Kind.PING_PONG, 5, 3), new Place("Review", "Decide"));

        final Plant plant;
        final Place place;

        Study(Plant plant, Place place) {
            this.plant = plant;
            this.place = place;
        }

        private boolean isOwn(List<String> activities) {
            return this == SLOW
                    ? Set.copyOf(activities).size() == PlantedProcess.STEPS.size()
                    : activities.lastIndexOf("Review") != activities.indexOf("Review");
        }
    }

    /** The means of the class of a study and of its peers in one small log. */
    static CaseMeans[] means(Study study, long seed) {
        Setting setting = new Setting(SMALL, 1, true, 0.5, List.of(study.plant));
        PlantedLog planted = PlantedProcess.simulate(setting, seed);
        WaitCauses waits = waits(planted);
        Places places = new Places(waits);
        VariantClasses variants = BottleneckVariants.classes(waits);
        int place = 0;
        while (!places.name(place).equals(study.place)) {
            place++;
        }
        CaseTotals totals = CaseTotals.of(places, place, waits.instances().caseOfEach(), waits);
        CaseMeans own = new CaseMeans(totals.size());
        CaseMeans peers = new CaseMeans(totals.size());
        for (int t = 0; t < totals.size(); t++) {
            boolean isOwn = study.isOwn(variants.activities(variants.of(totals.caseAt(t))));
            (isOwn ? own : peers).add(totals.times(t), totals.hours(t));
        }
        return new CaseMeans[] {own, peers};
    }

    /** The split of all cases of many logs together. */
    static Split truth(Study study, int logs, long firstSeed) {
        double[] sums = new double[6];
        for (long seed = firstSeed; seed < firstSeed + logs; seed++) {
            CaseMeans[] means = means(study, seed);
            for (int g = 0; g < 2; g++) {
                sums[3 * g] += means[g].size();
                sums[3 * g + 1] += means[g].size() * means[g].meanTimes();
                sums[3 * g + 2] += means[g].size() * means[g].meanHours();
            }
        }
        return Split.of(sums[1] / sums[0], sums[2] / sums[0], sums[4] / sums[3], sums[5] / sums[3]);
    }

    /** In how many of so many logs the intervals cover the truth: of excess, structure and speed. */
    static int[] covered(Study study, Split truth, int logs, long firstSeed) {
        int[] covered = new int[3];
        int draws = BottleneckOptions.defaults().resamples();
        for (long seed = firstSeed; seed < firstSeed + logs; seed++) {
            CaseMeans[] means = means(study, seed);
            SplitIntervals intervals = SplitIntervals.of(means[0], means[1], draws, seed);
            covered[0] += covers(intervals.excess(), truth.excess());
            covered[1] += covers(intervals.structure(), truth.structure());
            covered[2] += covers(intervals.speed(), truth.speed());
        }
        return covered;
    }

    private static int covers(Interval interval, double truth) {
        // Without any loop the structure is exactly nothing, and so is its interval.
        return interval.low() - 1e-9 <= truth && truth <= interval.high() + 1e-9 ? 1 : 0;
    }

    /** Troubles of log n of a series: 1, 2, ... and again. */
    static int troubles(long n) {
        return 1 + (int) (n % KINDS);
    }
}
