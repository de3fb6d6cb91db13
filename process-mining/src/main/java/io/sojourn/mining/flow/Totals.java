package io.sojourn.mining.flow;

import io.sojourn.mining.log.CaseBlocks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Counts, ends and durations of cases. */
final class Totals implements Kernel {
    private final long[] events;
    private final long[] first;
    private final long[] last;
    /** By index in the selection, microseconds; shared with the other threads. */
    private final long[] durations;

    private long ties;
    private long negative;
    private long earliest = Long.MAX_VALUE;
    private long latest = Long.MIN_VALUE;

    Totals(int activities, long[] durations) {
        this.events = new long[activities];
        this.first = new long[activities];
        this.last = new long[activities];
        this.durations = durations;
    }

    @Override
    public void take(CaseBlocks block) {
        int[] activities = block.activities();
        int[] offsets = block.offsets();
        long[] times = block.times();
        for (int c = 0; c < block.cases(); c++) {
            int from = offsets[c];
            int to = offsets[c + 1];
            first[activities[from]]++;
            last[activities[to - 1]]++;
            durations[block.firstCase() + c] = times[to - 1] - times[from];
            earliest = Math.min(earliest, times[from]);
            latest = Math.max(latest, times[to - 1]);
            events[activities[from]]++;
            for (int i = from + 1; i < to; i++) {
                events[activities[i]]++;
                ties += times[i - 1] == times[i] ? 1 : 0;
            }
        }
        if (block.starts() != times) {
            takeStarts(block);
        }
    }

    private void takeStarts(CaseBlocks block) {
        long[] times = block.times();
        long[] starts = block.starts();
        for (int i = 0, end = block.offsets()[block.cases()]; i < end; i++) {
            earliest = Math.min(earliest, starts[i]);
            negative += times[i] < starts[i] ? 1 : 0;
        }
    }

    void add(Totals other) {
        for (int a = 0; a < events.length; a++) {
            events[a] += other.events[a];
            first[a] += other.first[a];
            last[a] += other.last[a];
        }
        ties += other.ties;
        negative += other.negative;
        earliest = Math.min(earliest, other.earliest);
        latest = Math.max(latest, other.latest);
    }

    /** All that has been counted, for {@link #add(long[])}. */
    long[] numbers() {
        LongStream counts = Stream.of(events, first, last).flatMapToLong(Arrays::stream);
        return LongStream.concat(counts, LongStream.of(ties, negative, earliest, latest))
                .toArray();
    }

    void add(long[] numbers) {
        for (int a = 0, n = events.length; a < n; a++) {
            events[a] += numbers[a];
            first[a] += numbers[n + a];
            last[a] += numbers[2 * n + a];
        }
        int at = 3 * events.length;
        ties += numbers[at];
        negative += numbers[at + 1];
        earliest = Math.min(earliest, numbers[at + 2]);
        latest = Math.max(latest, numbers[at + 3]);
    }

    /** Of each activity, by code. */
    long[] events() {
        return events;
    }

    /** Cases that begin with each activity. */
    long[] first() {
        return first;
    }

    /** Cases that end with each activity. */
    long[] last() {
        return last;
    }

    /** Neighbouring events of a case with equal times. */
    long ties() {
        return ties;
    }

    /** Events that complete before they start. */
    long negative() {
        return negative;
    }

    /** Microseconds; 0 without events. */
    long earliest() {
        return earliest == Long.MAX_VALUE ? 0 : earliest;
    }

    /** Microseconds; 0 without events. */
    long latest() {
        return latest == Long.MIN_VALUE ? 0 : latest;
    }

    /** Those with a count, the greatest first; names are sorted already, and sorting is stable. */
    static List<ActivityCount> byCount(long[] counts, List<String> names) {
        List<ActivityCount> list = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0) {
                list.add(new ActivityCount(names.get(i), counts[i]));
            }
        }
        list.sort(Flow.BY_COUNT);
        return List.copyOf(list);
    }
}
