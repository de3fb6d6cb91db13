package io.sojourn.mining.bottleneck;

import io.sojourn.mining.waits.Cause;
import java.util.List;
import java.util.Map;

/**
 * A class of cases that waits longer at a place than its peers: the cases of other classes that wait there too, and are not found
 * to be slow there themselves.
 *
 * @param activities what these cases do, loops cut short
 * @param cases of the class at the place
 * @param peers how many cases they are compared with
 * @param times how often a case waits there, on average; {@code peerTimes} for peers
 * @param hoursATime mean wait of one time; {@code peerHoursATime} for peers
 * @param party the team that does most of it, or the resource where no team is known, or null
 * @param split of the excess, hours a case
 * @param intervals of the split
 * @param p the greater one of two one-sided tests: ranks (Mann and Whitney) and means (Welch)
 * @param q p after the control of false discoveries over all classes and places
 * @param shrunkExcess the excess drawn towards zero by how uncertain it is (empirical Bayes), hours a case; ranks the list
 * @param causes the excess by cause of waiting, hours a case; they add up to it, some may be below zero
 * @param load what it amounts to
 */
public record BottleneckVariant(
        List<String> activities,
        Place place,
        int cases,
        int peers,
        double times,
        double peerTimes,
        double hoursATime,
        double peerHoursATime,
        String party,
        Split split,
        SplitIntervals intervals,
        double p,
        double q,
        double shrunkExcess,
        Map<Cause, Double> causes,
        Load load) {

    /**
     * What an excess amounts to.
     *
     * @param hoursAMonth excess hours of all cases of the class in a month
     * @param casesAMonth of the class at the place
     * @param standing cases that stand there at any moment because of the excess (Little: rate times excess)
     * @param people the service time of the touches beyond those of peers, in people
     */
    public record Load(double hoursAMonth, double casesAMonth, double standing, double people) {}

    /** True where most of the excess comes from passing the place more often. */
    public boolean isStructure() {
        return split.isStructure();
    }

    /** The cause that most of the excess is of. */
    public Cause mainCause() {
        Cause main = Cause.EXTRANEOUS;
        for (Cause cause : Cause.values()) {
            main = causes.get(cause) > causes.get(main) ? cause : main;
        }
        return main;
    }
}
