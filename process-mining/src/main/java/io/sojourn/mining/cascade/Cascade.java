package io.sojourn.mining.cascade;

import io.sojourn.mining.spectrum.Segment;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/**
 * Segments that become unusually full one after the other.
 *
 * @param segments two at least; each but the first begins where the one before it ends
 * @param times how often it came: crowdings of the first segment that it begins with
 * @param micros time that cases spend in the segments in all windows involved
 * @param excessMicros what of it is above their usual
 * @param q the greatest of its links
 * @param chains each way in which it came: a crowding of each segment; by the time of the last one
 */
public record Cascade(
        List<Segment> segments, int times, long micros, long excessMicros, double q, List<List<Crowding>> chains) {

    static Cascade of(List<Segment> segments, double q, List<List<Crowding>> chains) {
        List<Crowding> involved =
                chains.stream().flatMap(List::stream).distinct().toList();
        return new Cascade(
                List.copyOf(segments),
                times(chains),
                involved.stream().mapToLong(Crowding::micros).sum(),
                involved.stream().mapToLong(Crowding::excessMicros).sum(),
                q,
                List.copyOf(chains));
    }

    static int times(List<List<Crowding>> chains) {
        return (int) chains.stream().map(c -> c.get(0)).distinct().count();
    }

    /** True when the other one has these segments in a row, and comes as often. */
    boolean isPartOf(Cascade other) {
        return other.segments.size() > segments.size()
                && other.times == times
                && Collections.indexOfSubList(other.segments, segments) >= 0;
    }

    /** The activities in order. */
    public List<String> activities() {
        return Stream.concat(
                        Stream.of(segments.get(0).from()), segments.stream().map(Segment::to))
                .toList();
    }
}
