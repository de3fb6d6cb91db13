package io.sojourn.mining.bottleneck;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Tells each trouble once. From the greatest bottleneck variant down, one joins a trouble told before when it is of
 *
 * <ul>
 *   <li>the same cases, and in the same way (more often; slower by the same cause), or of less than half its hours: what
 *       follows from it further on;
 *   <li>another class with the same activities done more than once, where passing more often is the trouble;
 *   <li>another class that waits before the same activity, for the same party, by the same cause.
 * </ul>
 */
final class Troubles {
    private static final double SMALL = 0.5;

    private Troubles() {}

    /** @param ranked the greatest first */
    static List<Bottleneck> of(List<BottleneckVariant> ranked) {
        List<List<BottleneckVariant>> troubles = new ArrayList<>();
        for (BottleneckVariant v : ranked) {
            troubles.stream()
                    .filter(t -> belongs(v, t.get(0)))
                    .findFirst()
                    .orElseGet(() -> {
                        List<BottleneckVariant> own = new ArrayList<>();
                        troubles.add(own);
                        return own;
                    })
                    .add(v);
        }
        return troubles.stream()
                .map(t -> new Bottleneck(t.get(0), List.copyOf(t.subList(1, t.size()))))
                .toList();
    }

    private static boolean belongs(BottleneckVariant v, BottleneckVariant of) {
        boolean structure = v.isStructure();
        boolean sameWay = structure == of.isStructure() && (structure || v.mainCause() == of.mainCause());
        if (v.activities().equals(of.activities())) {
            return sameWay || v.load().hoursAMonth() < SMALL * of.load().hoursAMonth();
        }
        return sameWay
                && (structure
                        ? repeated(v.activities()).equals(repeated(of.activities()))
                        : v.place().activity().equals(of.place().activity()) && Objects.equals(v.party(), of.party()));
    }

    private static Set<String> repeated(List<String> activities) {
        Set<String> once = new HashSet<>();
        return activities.stream().filter(a -> !once.add(a)).collect(Collectors.toSet());
    }
}
