package io.sojourn.mining.format;

import io.sojourn.event.Event;
import io.sojourn.event.Limits;
import io.sojourn.event.Operation;
import java.util.SplittableRandom;

/** Random events with every field, odd texts and extreme numbers. */
final class RandomEvents {
    private static final String[] TEXTS = {
        "A", "Ä b\n\"\\", "\u20ac/\ud83d\ude00", "\u007f\u0001", "null", "x".repeat(300), "\ufeff", "\uffff"
    };
    private static final double[] NUMBERS = {0, -0.0, 1, 0.1, Double.MIN_VALUE, Double.MAX_VALUE, -1e-7, 123456789.125};
    private final SplittableRandom random;

    RandomEvents(SplittableRandom random) {
        this.random = random;
    }

    Event next(String process, int attributes) {
        Operation operation = Operation.values()[random.nextInt(3)];
        boolean append = operation == Operation.APPEND;
        return new Event(
                process,
                text() + random.nextInt(100),
                text() + random.nextInt(1000),
                text(),
                random.nextLong() >> random.nextInt(64),
                operation,
                append ? null : text(),
                append ? 0 : 1 + random.nextInt(Integer.MAX_VALUE),
                operation == Operation.RETRACT && random.nextBoolean() ? null : text(),
                random.nextBoolean() ? "complete" : "start",
                time(),
                maybe(),
                maybe(),
                maybe(),
                maybe(),
                maybe(),
                maybe(),
                maybe(),
                maybe(),
                maybe(),
                random.nextBoolean() ? 0 : time(),
                attributes == 0
                        ? null
                        : new Object[] {
                            maybe(), number(), random.nextBoolean() ? null : random.nextLong(), truth(), maybeTime()
                        });
    }

    private String text() {
        return TEXTS[random.nextInt(TEXTS.length)];
    }

    private String maybe() {
        int which = random.nextInt(4);
        return which == 0 ? "" : which == 1 ? null : text();
    }

    private Double number() {
        return random.nextInt(4) == 0 ? null : NUMBERS[random.nextInt(NUMBERS.length)];
    }

    private Boolean truth() {
        int which = random.nextInt(3);
        return which == 0 ? null : Boolean.valueOf(which == 1);
    }

    private Long maybeTime() {
        return random.nextBoolean() ? null : time();
    }

    private long time() {
        long time = random.nextLong(Limits.MIN_TIME_MICROS, Limits.MAX_TIME_MICROS);
        return random.nextBoolean() ? time : time - time % 1_000_000;
    }
}
