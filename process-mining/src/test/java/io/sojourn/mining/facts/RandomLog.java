package io.sojourn.mining.facts;

import static io.sojourn.mining.facts.TestDefinition.MINUTE;

import io.sojourn.event.Event;
import io.sojourn.event.Operation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** A small random log: on a coarse grid of times, so that ties and exact limits are common. */
final class RandomLog {
    private static final long START = TestLog.at("2026-01-05T06:00Z");
    private final Random random;
    private long sequence;

    private final String name;

    RandomLog(Random random, String name) {
        this.random = random;
        this.name = name;
    }

    List<Event> events() {
        List<Event> all = new ArrayList<>();
        int cases = 1 + random.nextInt(12);
        for (int c = 0; c < cases; c++) {
            addCase(name + " case " + c, all);
        }
        Collections.shuffle(all, random);
        return all;
    }

    private void addCase(String caseId, List<Event> all) {
        long time = START + random.nextInt(24) * 30 * MINUTE;
        int events = 1 + random.nextInt(20);
        for (int i = 0; i < events; i++) {
            time += step();
            Event e = event(caseId, Operation.APPEND, null, 0, time, random.nextBoolean() ? "s1" : "s2");
            all.add(e);
            for (int version = 1; random.nextInt(8) == 0; version++) {
                Operation operation = random.nextInt(3) == 0 ? Operation.RETRACT : Operation.CORRECT;
                all.add(event(caseId, operation, e.eventId(), version, time + random.nextInt(3) * step(), e.source()));
            }
        }
    }

    private long step() {
        return switch (random.nextInt(10)) {
            case 0, 1, 2 -> 0;
            case 3 -> random.nextInt(48) * 60 * MINUTE;
            case 4 -> random.nextInt(1_000_000_000);
            default -> random.nextInt(6) * 30 * MINUTE;
        };
    }

    private Event event(String caseId, Operation operation, String corrects, int version, long time, String source) {
        sequence++;
        // Some sequences are taken twice: then the id decides.
        long place = random.nextInt(20) == 0 ? 1 : sequence;
        return new Event(
                "random",
                caseId,
                "e" + sequence,
                source,
                place,
                operation,
                corrects,
                version,
                operation == Operation.RETRACT ? null : one("A", "B", "C", "D", "E"),
                one("start", "complete", "complete", "schedule"),
                time,
                one("ann", "bob", null),
                one("person", "bot", null),
                one("T1", "T2", "T2", null),
                null,
                one("x", "y", null),
                null,
                one("r1", null),
                one("1", "2", null),
                RelatedTexts.any(random),
                0,
                new Object[] {
                    one("it's", "ü", null, null),
                    random.nextBoolean() ? null : (Long) (long) random.nextInt(11),
                    ratio(),
                    random.nextInt(3) == 0 ? null : (Boolean) random.nextBoolean()
                });
    }

    private Double ratio() {
        return switch (random.nextInt(8)) {
            case 0 -> null;
            case 1 -> -1.5e10;
            case 2 -> 9e9;
            case 3 -> Double.NaN;
            case 4 -> -0.0000005;
            default -> random.nextDouble() * 10 - 5;
        };
    }

    private String one(String... values) {
        return values[random.nextInt(values.length)];
    }
}
