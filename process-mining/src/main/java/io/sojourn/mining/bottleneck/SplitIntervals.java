package io.sojourn.mining.bottleneck;

import io.sojourn.mining.statistics.Interval;
import java.util.Arrays;
import java.util.SplittableRandom;

/** How sure a split is: for each part the middle 95 % of what resampled cases and resampled peers give. */
public record SplitIntervals(Interval excess, Interval structure, Interval speed) {
    private static final double TAIL = 0.025;

    static SplitIntervals of(CaseMeans of, CaseMeans peers, int draws, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] own = of.draw(draws, random);
        double[][] others = peers.draw(draws, random);
        double[] excess = new double[draws];
        double[] structure = new double[draws];
        double[] speed = new double[draws];
        for (int d = 0; d < draws; d++) {
            Split split = Split.of(own[d][0], own[d][1], others[d][0], others[d][1]);
            excess[d] = split.excess();
            structure[d] = split.structure();
            speed[d] = split.speed();
        }
        return new SplitIntervals(middle(excess), middle(structure), middle(speed));
    }

    private static Interval middle(double[] values) {
        Arrays.sort(values);
        int cut = (int) Math.floor(TAIL * (values.length + 1));
        return new Interval(values[cut - 1], values[values.length - cut]);
    }
}
