package io.sojourn.mining.bottleneck;

import io.sojourn.mining.statistics.Moments;
import io.sojourn.mining.statistics.Normal;
import java.util.BitSet;

/** A class of variants at a place, with what its test needs. */
final class Candidate {
    final int variant;
    final int place;
    final Moments hours = new Moments();
    private BitSet noPeers = new BitSet();
    private double error;
    private double excess;
    private double p;
    private boolean found;

    Candidate(int variant, int place) {
        this.variant = variant;
        this.place = place;
    }

    /**
     * Takes the result of a comparison.
     *
     * @param pOfTests that the class waits as long by chance
     * @param withoutVariants classes whose cases were left out
     */
    void compare(Moments peers, double pOfTests, BitSet withoutVariants) {
        excess = hours.mean() - peers.mean();
        error = Moments.errorOfDifference(hours, peers);
        p = pOfTests;
        noPeers = withoutVariants;
    }

    /** One-sided, of Welch's test with the normal distribution. */
    double pOfMeans(Moments peers) {
        double apart = hours.mean() - peers.mean();
        double deviation = Moments.errorOfDifference(hours, peers);
        return deviation == 0 ? (apart > 0 ? 0 : 1) : Normal.upper(apart / deviation);
    }

    boolean isPeer(int other) {
        return other != variant && !noPeers.get(other);
    }

    void markFound() {
        found = true;
    }

    boolean isFound() {
        return found;
    }

    double p() {
        return p;
    }

    /** Hours a case beyond the peers. */
    double excess() {
        return excess;
    }

    double error() {
        return error;
    }
}
