package io.sojourn.mining.bottleneck;

/**
 * By how much longer cases wait than their peers, and in which way, in hours a case:
 *
 * <pre>
 * excess = k m - K M,   structure = (k - K) M,   speed = k (m - M)
 * </pre>
 *
 * with k times a case and m hours a time, K and M those of the peers: excess = structure + speed.
 *
 * @param structure the place is passed more often
 * @param speed each time takes longer
 */
public record Split(double excess, double structure, double speed) {
    /** @param hours mean wait of a case in all; of the peers {@code peerHours} */
    static Split of(double times, double hours, double peerTimes, double peerHours) {
        double hoursATime = peerHours / peerTimes;
        return new Split(hours - peerHours, (times - peerTimes) * hoursATime, times * (hours / times - hoursATime));
    }

    /** True where most of the excess comes from passing more often. */
    boolean isStructure() {
        return structure > speed;
    }
}
