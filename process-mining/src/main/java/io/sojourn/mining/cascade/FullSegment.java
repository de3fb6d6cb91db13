package io.sojourn.mining.cascade;

import io.sojourn.mining.log.Bits;
import java.util.List;

/**
 * A segment that is unusually full now and then.
 *
 * @param place of the segment in {@link io.sojourn.mining.spectrum.Passages}
 * @param crowdings in the order of time
 * @param busy a bit for each window in which enough passages are in it for a crowding to begin
 */
record FullSegment(int place, List<Crowding> crowdings, long[] busy) {
    static FullSegment of(int place, List<Crowding> crowdings, SegmentLoad load, int windows, int minPassages) {
        long[] busy = Bits.of(windows);
        for (int w = 0; w < windows; w++) {
            if (load.present(w) >= minPassages) {
                Bits.set(busy, w);
            }
        }
        return new FullSegment(place, crowdings, busy);
    }

    /** A bit for each window in which a crowding that follows from one of these may begin. */
    long[] reached(int windows, int reach) {
        long[] reached = Bits.of(windows);
        for (Crowding c : crowdings) {
            for (int w = c.first(); w <= Math.min(windows - 1, c.last() + reach); w++) {
                Bits.set(reached, w);
            }
        }
        return reached;
    }

    /** The crowding that one of the next segment follows from: of those that reach it the one that began last; or null. */
    Crowding before(Crowding next, int reach) {
        Crowding found = null;
        for (Crowding c : crowdings) {
            found = c.reaches(next, reach) ? c : found;
        }
        return found;
    }
}
