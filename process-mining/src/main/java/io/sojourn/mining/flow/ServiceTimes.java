package io.sojourn.mining.flow;

import io.sojourn.mining.log.CaseBlocks;
import io.sojourn.mining.log.Parallel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Lengths of events, per activity. */
final class ServiceTimes implements Kernel {
    private final TimeGroups lengths;
    private final long[] positive;

    ServiceTimes(int activities) {
        lengths = new TimeGroups(activities);
        positive = new long[activities];
    }

    @Override
    public void take(CaseBlocks block) {
        int[] activities = block.activities();
        for (int i = 0, end = block.offsets()[block.cases()]; i < end; i++) {
            long length = block.times()[i] - block.starts()[i];
            lengths.add(activities[i], length);
            positive[activities[i]] += length > 0 ? 1 : 0;
        }
    }

    /** Hands over the lengths of each activity, and forgets them. */
    void drain(FlowPart.Sink sink) {
        for (int a = 0; a < positive.length; a++) {
            long[] micros = lengths.take(a);
            if (micros.length > 0) {
                sink.serviceTime(a, micros);
            }
        }
    }

    /** How many of each activity have a length above zero. */
    long[] positive() {
        return positive;
    }

    /** Of all threads, by activity. */
    static List<ServiceTime> list(List<ServiceTimes> all, List<String> names) {
        List<TimeGroups> groups = all.stream().map(s -> s.lengths).toList();
        Distribution[] times = new Distribution[names.size()];
        Parallel.run(times.length, a -> {
            int[] same = new int[groups.size()];
            Arrays.fill(same, a);
            times[a] = TimeGroups.distribution(groups, same);
        });
        List<ServiceTime> list = new ArrayList<>();
        for (int a = 0; a < times.length; a++) {
            if (times[a].count() > 0) {
                long positive = 0;
                for (ServiceTimes own : all) {
                    positive += own.positive[a];
                }
                list.add(new ServiceTime(names.get(a), times[a], positive));
            }
        }
        return List.copyOf(list);
    }
}
