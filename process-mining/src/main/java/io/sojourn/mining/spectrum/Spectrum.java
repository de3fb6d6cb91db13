package io.sojourn.mining.spectrum;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import io.sojourn.mining.flow.Distribution;
import io.sojourn.mining.log.Selection;
import io.sojourn.mining.log.View;
import io.sojourn.mining.log.Views;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The performance spectrum of a segment (Denisov, Fahland, van der Aalst, BPM 2018): each passage as a line from the time at which
 * it is entered to the time at which it is left, in classes by its wait, and counted in windows of time.
 *
 * @param passages the lines
 * @param time how long they take; negative ones included
 * @param negative passages with a negative wait: work that overlaps
 * @param shareOfWait of all waits between events of the log; 0 where there are none
 * @param byMedian classes of waits by the median
 * @param byQuartile classes of waits by the quartiles
 * @param crossings where first in, first out isn't kept
 * @param windows from the first entering or leaving to the last
 * @param bins what happens in each window
 */
public record Spectrum(
        SegmentPassages passages,
        Distribution time,
        long negative,
        double shareOfWait,
        WaitClasses byMedian,
        WaitClasses byQuartile,
        Crossings crossings,
        Windows windows,
        List<Bin> bins) {
    private static final int NAMED = 5;

    /**
     * Of a segment of some cases and events. O(n log n) in the log's events.
     *
     * @param segment null for the one with the longest waits in all; of equal ones the first by (from, to)
     * @throws SojournException when no case has the segment
     */
    public static Spectrum of(Selection selection, View view, Segment segment, SpectrumOptions options) {
        Passages all = Passages.of(Views.of(selection, view));
        if (all.size() == 0) {
            throw new SojournException(
                    ErrorCode.BAD_REQUEST,
                    "no case has two events, so there is no segment to look at.",
                    "Maybe the filter leaves too little, or --case names the wrong column.");
        }
        return of(all, segment == null ? all.byWait().get(0) : place(all, segment), options);
    }

    private static int place(Passages all, Segment wanted) {
        int found = all.find(wanted);
        if (found < 0) {
            throw new SojournException(
                    ErrorCode.BAD_REQUEST,
                    "no case goes from \"" + wanted.from() + "\" right to \"" + wanted.to() + "\".",
                    all.byWait().stream()
                            .limit(NAMED)
                            .map(s -> all.segment(s).toString())
                            .collect(Collectors.joining("; ", "Maybe one of those with the longest waits: ", ".")));
        }
        return found;
    }

    /** Of one of all segments. */
    public static Spectrum of(Passages all, int segment, SpectrumOptions options) {
        SegmentPassages passages = all.of(segment);
        long[] sorted = passages.waits();
        Arrays.sort(sorted);
        long first = Math.min(
                passages.entered()[0], Arrays.stream(passages.left()).min().orElseThrow());
        long last = Math.max(
                passages.entered()[passages.size() - 1],
                Arrays.stream(passages.left()).max().orElseThrow());
        Windows windows = options.windows(first, last);
        double whole = 0;
        for (int s = 0; s < all.segments(); s++) {
            whole += all.totalMicros(s);
        }
        return new Spectrum(
                passages,
                Distribution.ofMicros(sorted.clone(), 0, sorted.length),
                Arrays.stream(sorted).filter(w -> w < 0).count(),
                whole <= 0 ? 0 : all.totalMicros(segment) / whole,
                WaitClasses.byMedian(sorted),
                WaitClasses.byQuartile(sorted),
                Crossings.of(passages),
                windows,
                Bin.of(passages, windows));
    }

    public Segment segment() {
        return passages.segment();
    }
}
