package io.sojourn.benchmark.mining;

import io.sojourn.mining.log.EventLog;
import io.sojourn.mining.log.EventLogBuilder;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * A log of cases that queue for people: ten steps a case, a team of two hundred people for each step, on duty from 8 to 18 h but
 * on Sundays, first come, first served, seven tenths busy. One piece of work of twenty names nobody. Each event has a start.
 */
final class WaitLog {
    private static final int STEPS = 10;
    private static final int PEOPLE = 200;
    private static final int DUTY_FROM = 8;
    private static final int DUTY_TO = 18;
    private static final double SERVICE_HOURS = 0.5;
    private static final double BUSY = 0.7;
    private static final long HOUR = TimeUnit.HOURS.toMicros(1);
    private static final long DAY = TimeUnit.DAYS.toMicros(1);
    /** A Monday, 0 h. */
    private static final long EPOCH = 19_723 * DAY;

    private final SplittableRandom random = new SplittableRandom(1);
    private final EventLogBuilder builder = new EventLogBuilder();
    private final PriorityQueue<Step> open = new PriorityQueue<>();
    private final long[][] freeAt = new long[STEPS][PEOPLE];

    /** A step that is possible. */
    private record Step(long at, int caseNumber, int step) implements Comparable<Step> {
        @Override
        public int compareTo(Step other) {
            return at != other.at ? Long.compare(at, other.at) : Integer.compare(caseNumber, other.caseNumber);
        }
    }

    private WaitLog() {}

    /** Equal numbers give equal logs. */
    static EventLog of(int instances) {
        return new WaitLog().simulate(instances);
    }

    private EventLog simulate(int instances) {
        double dutyHoursAnHour = PEOPLE * 6.0 * (DUTY_TO - DUTY_FROM) / (7 * 24);
        double hoursBetweenCases = SERVICE_HOURS / (BUSY * dutyHoursAnHour);
        long arrival = EPOCH;
        int cases = 0;
        while (builder.size() < instances) {
            if (open.isEmpty() || open.peek().at > arrival) {
                open.add(new Step(arrival, cases++, 0));
                arrival += exponential(hoursBetweenCases);
            } else {
                serve(open.poll());
            }
        }
        return builder.build();
    }

    /** By one of three people, whoever is free first. */
    private void serve(Step s) {
        int who = random.nextInt(PEOPLE);
        for (int k = 0; k < 2; k++) {
            int other = random.nextInt(PEOPLE);
            who = freeAt[s.step][other] < freeAt[s.step][who] ? other : who;
        }
        long start = onDuty(Math.max(s.at, freeAt[s.step][who]));
        long end = start + exponential(SERVICE_HOURS);
        freeAt[s.step][who] = end;
        boolean named = random.nextInt(20) > 0;
        builder.add(
                        "CASE-" + s.caseNumber,
                        "step " + s.step,
                        "complete",
                        end,
                        named ? "person " + s.step + "-" + who : null,
                        named ? "team " + s.step : null,
                        null)
                .startedAt(start);
        if (s.step + 1 < STEPS) {
            open.add(new Step(end, s.caseNumber, s.step + 1));
        }
    }

    private static long onDuty(long at) {
        long day = (at - EPOCH) / DAY;
        long hour = (at - EPOCH) % DAY;
        if (hour >= DUTY_TO * HOUR) {
            day++;
            hour = 0;
        }
        if (day % 7 == 6) {
            day++;
            hour = 0;
        }
        return EPOCH + day * DAY + Math.max(hour, DUTY_FROM * HOUR);
    }

    private long exponential(double meanHours) {
        return (long) (-meanHours * Math.log(1 - random.nextDouble()) * HOUR);
    }
}
