package io.sojourn.stream;

import io.sojourn.event.Event;
import io.sojourn.event.Operation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** Random events for {@link RandomProcess}: equal times, nulls, corrections, retractions; and ways to disturb them. */
public final class RandomLog {
    private static final long MINUTE = 60_000_000L;
    /** Shortly before New York's clocks went forward in 2026. */
    private static final long START = 1_772_863_200_000_000L;

    private RandomLog() {}

    /** Events in the order of their times. */
    public static List<Event> events(Random random, int count, int cases) {
        List<Event> events = new ArrayList<>();
        long time = START + random.nextInt(100_000) * 1_000_003L;
        for (int i = 0; i < count; i++) {
            if (random.nextInt(4) > 0) {
                time += random.nextInt(6) == 0
                        ? random.nextInt(2000) * MINUTE
                        : random.nextInt(3_600) * 1_000_000L + random.nextInt(1000);
            }
            events.add(event(random, "c" + random.nextInt(cases), i, "e" + i, Operation.APPEND, null, 0, time));
        }
        int corrections = random.nextInt(3) == 0 ? 0 : random.nextInt(1 + count / 8);
        for (int i = 0; i < corrections; i++) {
            Event target = events.get(random.nextInt(count));
            boolean retract = random.nextInt(3) == 0;
            long at = target.timeMicros() + (random.nextBoolean() ? 0 : (random.nextInt(240) - 120) * MINUTE);
            events.add(event(
                    random,
                    target.caseId(),
                    count + i,
                    "k" + i,
                    retract ? Operation.RETRACT : Operation.CORRECT,
                    target.eventId(),
                    1 + i,
                    at));
        }
        events.sort(Comparator.comparingLong(Event::timeMicros));
        return events;
    }

    private static Event event(
            Random random,
            String caseId,
            long sequence,
            String id,
            Operation op,
            String corrects,
            int version,
            long time) {
        String[] lifecycles = {"start", "complete", "complete", "schedule"};
        return new Event(
                "random",
                caseId,
                id,
                random.nextInt(5) == 0 ? "s2" : "s1",
                sequence,
                op,
                corrects,
                version,
                op == Operation.RETRACT ? null : RandomProcess.ACTIVITIES.get(random.nextInt(6)),
                lifecycles[random.nextInt(4)],
                time,
                random.nextInt(4) == 0 ? null : "r" + random.nextInt(4),
                random.nextInt(3) == 0 ? null : RandomProcess.pick(random, "person", "bot", "payer"),
                random.nextInt(5) == 0 ? null : "t" + random.nextInt(3),
                null,
                null,
                random.nextInt(6) == 0 ? "X" + random.nextInt(2) : null,
                null,
                random.nextInt(3) == 0 ? "i" + random.nextInt(2) : null,
                related(time, sequence),
                0,
                new Object[] {
                    random.nextInt(3) == 0 ? "P" + random.nextInt(3) : null,
                    random.nextInt(3) == 0 ? (Object) (random.nextInt(10_000) / 100.0) : null,
                    random.nextInt(4) == 0 ? RandomProcess.pick(random, "HIGH", "LOW") : null,
                    random.nextInt(4) == 0 ? (Object) (long) random.nextInt(9) : null
                });
    }

    /** Drawn apart from all else: the seeds of tests that once failed must go on making the same logs. */
    private static String related(long time, long sequence) {
        Random random = new Random(31 * time + sequence);
        String[] texts = {"parent:o1", "o1", "claim:o1 parent:o2  parent:o1", ":a x: a%20b 😀:é", " "};
        return random.nextInt(4) == 0 ? texts[random.nextInt(texts.length)] : null;
    }

    /** The same events in another order of arrival: some later by up to {@code places}, some twice. */
    public static List<Event> disturbed(Random random, List<Event> events, int places, int duplicatesPercent) {
        record Arrival(Event event, double at) {}
        List<Arrival> arrivals = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            double at = i + (random.nextInt(3) == 0 ? random.nextDouble() * places : 0);
            arrivals.add(new Arrival(events.get(i), at));
            if (random.nextInt(100) < duplicatesPercent) {
                arrivals.add(new Arrival(events.get(i), at + random.nextDouble() * places));
            }
        }
        arrivals.sort(Comparator.comparingDouble(Arrival::at));
        return arrivals.stream().map(Arrival::event).toList();
    }

    /** The same events in any order at all. */
    public static List<Event> shuffled(Random random, List<Event> events) {
        List<Event> shuffled = new ArrayList<>(events);
        Collections.shuffle(shuffled, random);
        return shuffled;
    }
}
