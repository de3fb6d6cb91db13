package io.sojourn.mining.cascade;

import io.sojourn.mining.log.Bits;
import io.sojourn.mining.statistics.Hypergeometric;
import java.util.List;

/**
 * Whether a segment becomes full within reach of another one's crowdings more often than by chance. By chance: the windows in which
 * its crowdings begin are permuted, inside each stratum, among the windows in which enough passages are in it. The count is then a
 * sum of hypergeometric ones, so that its distribution is known without drawing.
 */
final class LinkTest {
    private final Strata strata;
    private final int windows;
    private final int reach;

    LinkTest(Strata strata, int windows, int reach) {
        this.strata = strata;
        this.windows = windows;
        this.reach = reach;
    }

    record Outcome(int count, double expected, double p) {}

    Outcome test(FullSegment first, FullSegment second) {
        long[] reached = first.reached(windows, reach);
        int[] all = new int[strata.size()];
        int[] marked = new int[strata.size()];
        for (int w = 0; w < windows; w++) {
            if (Bits.has(second.busy(), w)) {
                all[strata.of(w)]++;
                marked[strata.of(w)] += Bits.has(reached, w) ? 1 : 0;
            }
        }
        int[] drawn = new int[strata.size()];
        int count = 0;
        List<Crowding> crowdings = second.crowdings();
        for (Crowding c : crowdings) {
            drawn[strata.of(c.first())]++;
            count += Bits.has(reached, c.first()) ? 1 : 0;
        }
        Hypergeometric chance = new Hypergeometric();
        for (int s = 0; s < all.length; s++) {
            chance.add(all[s], marked[s], drawn[s]);
        }
        return new Outcome(count, chance.mean(), chance.atLeast(count));
    }
}
