package io.sojourn.mining.report;

import io.sojourn.mining.log.Codes;
import io.sojourn.mining.log.EventLog;
import io.sojourn.mining.log.Views;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * What may be wrong with the events of a log. O(n log n), for the gaps.
 *
 * @param events all of them, starts and completions alike
 * @param ties events with the time of the one before in their case
 * @param orphans starts without a completion, completions without a start
 * @param withoutResource events that name no resource; {@code withoutTeam} no team
 * @param repeated ties with activity, lifecycle and resource of the one before, too
 * @param fullHour events at a full hour of UTC
 * @param singles cases of one event
 * @param gaps the longest stretches without any event, longest first, then earliest first
 */
record LogQuality(
        long events,
        long ties,
        Views.Orphans orphans,
        long withoutResource,
        long withoutTeam,
        long repeated,
        long fullHour,
        long singles,
        List<Gap> gaps) {
    private static final int GAPS = 3;
    private static final long HOUR = 3_600_000_000L;

    static LogQuality of(EventLog log) {
        return new LogQuality(
                log.events(),
                ties(log, i -> true),
                Views.orphans(log),
                missing(log.resources()),
                missing(log.teams()),
                ties(
                        log,
                        i -> isSame(log.activities(), i) && isSame(log.lifecycles(), i) && isSame(log.resources(), i)),
                Arrays.stream(log.times()).filter(t -> t % HOUR == 0).count(),
                singles(log.offsets()),
                gaps(log.times()));
    }

    private static long missing(Codes codes) {
        long count = 0;
        for (int i = 0; i < codes.size(); i++) {
            count += codes.at(i) < 0 ? 1 : 0;
        }
        return count;
    }

    private static long ties(EventLog log, IntPredicate alike) {
        long count = 0;
        for (int c = 0; c < log.cases(); c++) {
            for (int i = log.offsets()[c] + 1; i < log.offsets()[c + 1]; i++) {
                count += log.times()[i] == log.times()[i - 1] && alike.test(i) ? 1 : 0;
            }
        }
        return count;
    }

    private static boolean isSame(Codes codes, int i) {
        return codes.at(i) == codes.at(i - 1);
    }

    private static long singles(int[] offsets) {
        long count = 0;
        for (int c = 0; c + 1 < offsets.length; c++) {
            count += offsets[c + 1] - offsets[c] == 1 ? 1 : 0;
        }
        return count;
    }

    private static List<Gap> gaps(long[] times) {
        long[] sorted = times.clone();
        Arrays.parallelSort(sorted);
        List<Gap> longest = new ArrayList<>();
        for (int i = 1; i < sorted.length; i++) {
            long length = sorted[i] - sorted[i - 1];
            boolean listed =
                    longest.size() < GAPS || length > longest.get(GAPS - 1).micros();
            if (length > 0 && listed) {
                longest.add(new Gap(sorted[i - 1], sorted[i]));
                longest.sort(Comparator.comparingLong(Gap::micros).reversed().thenComparingLong(Gap::from));
                if (longest.size() > GAPS) {
                    longest.remove(GAPS);
                }
            }
        }
        return List.copyOf(longest);
    }
}
