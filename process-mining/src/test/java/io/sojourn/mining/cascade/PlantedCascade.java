package io.sojourn.mining.cascade;

import io.sojourn.mining.log.EventLog;
import io.sojourn.mining.log.EventLogBuilder;
import java.util.Arrays;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Logs of A > B > C > D over 280 days. From A to B work takes a day, but now and then nobody does it for three days. From B to C one
 * after the other is done, so that what was held up in A floods it. From C to D is like A to B, with its own times off.
 */
final class PlantedCascade {
    private static final long DAY = 86_400_000_000L;
    private static final int DAYS = 280;
    private static final int A_DAY = 16;
    private static final int BLOCKS = 10;
    private static final long BLOCKED = 3 * DAY;
    private static final int CAPACITY = 24;

    private final SplittableRandom random;

    PlantedCascade(SplittableRandom random) {
        this.random = random;
    }

    /** Each case goes all the way: what is held up from A to B floods B to C. */
    EventLog planted() {
        long[] firstOff = off();
        long[] thirdOff = off();
        EventLogBuilder log = new EventLogBuilder();
        long[] arrivals = arrivals();
        long[] done = new long[arrivals.length];
        for (int i = 0; i < done.length; i++) {
            done[i] = through(arrivals[i], firstOff);
            log.add("c" + i, "A", arrivals[i]).add("c" + i, "B", done[i]);
        }
        long free = 0;
        for (int i : byTime(done)) {
            free = Math.max(done[i] + DAY / 8, free + DAY / CAPACITY);
            log.add("c" + i, "C", free).add("c" + i, "D", through(free, thirdOff));
        }
        return log.build();
    }

    /** Each case has one step only, so that nothing can spread; all three steps have their own times off. */
    EventLog unlinked() {
        EventLogBuilder log = new EventLogBuilder();
        String[] activities = {"A", "B", "C", "D"};
        for (int s = 0; s < 3; s++) {
            long[] off = off();
            long[] arrivals = arrivals();
            for (int i = 0; i < arrivals.length; i++) {
                log.add(s + "c" + i, activities[s], arrivals[i]);
                log.add(s + "c" + i, activities[s + 1], through(arrivals[i], off));
            }
        }
        return log.build();
    }

    private long[] arrivals() {
        long[] arrivals = new long[DAYS * A_DAY];
        for (int i = 0; i < arrivals.length; i++) {
            arrivals[i] = random.nextLong(DAYS * DAY);
        }
        Arrays.sort(arrivals);
        return arrivals;
    }

    /** Where times off begin: one in each tenth of the log. */
    private long[] off() {
        long[] off = new long[BLOCKS];
        for (int b = 0; b < BLOCKS; b++) {
            off[b] = (b * DAYS / BLOCKS + random.nextLong(DAYS / BLOCKS - 5)) * DAY + random.nextLong(DAY);
        }
        return off;
    }

    private long through(long from, long[] off) {
        long done = from + DAY / 2 + random.nextLong(DAY);
        for (long begin : off) {
            if (done >= begin && done < begin + BLOCKED) {
                return begin + BLOCKED + random.nextLong(DAY / 4);
            }
        }
        return done;
    }

    private static int[] byTime(long[] times) {
        return IntStream.range(0, times.length)
                .boxed()
                .sorted(Comparator.comparingLong(i -> times[i]))
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
