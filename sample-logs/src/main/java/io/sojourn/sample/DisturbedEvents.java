package io.sojourn.sample;

import io.sojourn.event.Event;
import io.sojourn.event.Operation;
import io.sojourn.sample.Draws.Purpose;
import java.util.PriorityQueue;
import java.util.function.Supplier;

/**
 * Disturbs a stream of events that is in the order of time; the result is a function of the stream, the seed and the
 * settings. Holds no more than the deliveries of one window. Source, id and sequence of the events are kept; events that
 * never happened have a source of their own, {@value #SOURCE}, with a dense sequence.
 */
public final class DisturbedEvents {
    /** Source of events that never happened, and of malformed rows. */
    public static final String SOURCE = "prior-auth-disturbance";

    /** How often each disturbance happened. */
    public record Counts(
            long events,
            long late,
            long duplicated,
            long corrected,
            long corrections,
            long retracted,
            long malformed) {}

    private static final int LATE = 0;
    private static final int DUPLICATED = 1;
    private static final int CORRECTED = 2;
    private static final int RETRACTED = 3;
    private static final int MALFORMED = 4;
    private static final int DELAY = 5;
    private static final int SECOND_DELAY = 6;
    private static final int FIX_DELAY = 7;
    private static final int VERSIONS = 8;
    private static final int SHAPE = 9;
    private static final int NEXT_FIX_DELAY = 10;
    private static final double TWO_VERSIONS = 0.1;
    private static final long LONGEST_SHIFT = Units.HOUR;

    private record Planned(long at, long number, Delivery delivery) implements Comparable<Planned> {
        @Override
        public int compareTo(Planned other) {
            return at != other.at ? Long.compare(at, other.at) : Long.compare(number, other.number);
        }
    }

    private final Supplier<Event> events;
    private final Draws draws;
    private final Disturbance settings;
    private final long window;
    private final PriorityQueue<Planned> planned = new PriorityQueue<>();
    private final long[] counts = new long[MALFORMED + 1];
    private long read;
    private long corrections;
    private long number;
    private long sequence;
    private long now = Long.MIN_VALUE;
    private boolean ended;

    /** @param events in the order of time; null at the end */
    public DisturbedEvents(Supplier<Event> events, long seed, Disturbance settings) {
        this.events = events;
        this.draws = new Draws(seed ^ 0x64697374757262L);
        this.settings = settings;
        this.window = settings.window().toNanos() / 1000;
    }

    /** The next row in the order of delivery, or null at the end. */
    public Delivery next() {
        while (true) {
            Planned first = planned.peek();
            if (first != null && (ended || first.at <= now)) {
                return planned.remove().delivery;
            }
            if (ended) {
                return null;
            }
            Event e = events.get();
            if (e == null) {
                ended = true;
            } else {
                now = e.timeMicros();
                disturb(e);
            }
        }
    }

    public Counts counts() {
        return new Counts(
                read,
                counts[LATE],
                counts[DUPLICATED],
                counts[CORRECTED],
                corrections,
                counts[RETRACTED],
                counts[MALFORMED]);
    }

    private void disturb(Event e) {
        long n = read++;
        boolean wrong = happens(settings.corrected(), n, CORRECTED);
        Event sent = wrong ? spoiled(e, n, 0) : e;
        long at = e.timeMicros();
        if (happens(settings.late(), n, LATE)) {
            at += (long) (window * draw(n, DELAY));
        }
        deliver(at, sent, null);
        if (happens(settings.duplicated(), n, DUPLICATED)) {
            deliver(at + (long) (window * draw(n, SECOND_DELAY)), sent, null);
        }
        if (wrong) {
            correct(e, n);
        }
        if (happens(settings.retracted(), n, RETRACTED)) {
            inventAndRetract(e, n);
        }
        if (happens(settings.malformed(), n, MALFORMED)) {
            Defect defect = Defect.values()[(int) (draw(n, SHAPE) * Defect.values().length)];
            deliver(e.timeMicros(), copy(e, "X" + n, SOURCE, e.sequence(), Operation.APPEND, null, 0), defect);
        }
    }

    private boolean happens(double share, long n, int what) {
        boolean happens = draw(n, what) < share;
        counts[what] += happens ? 1 : 0;
        return happens;
    }

    private double draw(long n, int what) {
        return draws.uniform(n, Purpose.DISTURBANCE, what);
    }

    private void deliver(long at, Event e, Defect defect) {
        planned.add(new Planned(at, number++, new Delivery(e, defect)));
    }

    private long fixAt(Event e, long n, int what) {
        return e.timeMicros() + Units.SECOND + (long) (Math.max(2 * window, Units.HOUR) * draw(n, what));
    }

    private void correct(Event e, long n) {
        boolean two = draw(n, VERSIONS) < TWO_VERSIONS;
        if (two) {
            Event first = spoiled(e, n, 1);
            deliver(
                    fixAt(e, n, NEXT_FIX_DELAY),
                    copy(first, e.eventId() + "/1", e.source(), e.sequence(), Operation.CORRECT, e.eventId(), 1),
                    null);
        }
        int version = two ? 2 : 1;
        Event fix =
                copy(e, e.eventId() + "/" + version, e.source(), e.sequence(), Operation.CORRECT, e.eventId(), version);
        deliver(fixAt(e, n, FIX_DELAY), fix, null);
        corrections += version;
    }

    private void inventAndRetract(Event e, long n) {
        String id = "X" + n;
        Event invented = copy(e, id, SOURCE, ++sequence, Operation.APPEND, null, 0);
        deliver(e.timeMicros(), invented, null);
        Event retraction = new Event(
                e.process(),
                e.caseId(),
                id + "/1",
                SOURCE,
                sequence,
                Operation.RETRACT,
                id,
                1,
                null,
                "complete",
                e.timeMicros(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                0,
                new Object[e.attributes().length]);
        deliver(fixAt(e, n, FIX_DELAY), retraction, null);
    }

    /** The event with one thing wrong: its outcome, its payer, or (earlier by up to an hour) its time. */
    private Event spoiled(Event e, long n, int round) {
        String outcome = e.outcome();
        long time = e.timeMicros();
        Object[] attributes = e.attributes();
        if (outcome != null) {
            outcome = outcome.equals("DENIED") ? "APPROVED" : round == 0 ? "DENIED" : "UNKNOWN";
        } else if (attributes[PriorAuthorization.PAYER] != null) {
            attributes = attributes.clone();
            attributes[PriorAuthorization.PAYER] = round == 0 ? "UNKNOWN_PAYER" : "OTHER_PAYER_" + (n % 7);
        } else {
            time = Math.max(0, time - 1 - (long) (LONGEST_SHIFT * draw(n, SHAPE + 16 + round)));
        }
        return e.edit().timeMicros(time).outcome(outcome).attributes(attributes).event();
    }

    private static Event copy(
            Event e, String id, String source, long sequence, Operation operation, String corrects, int version) {
        return e.edit()
                .eventId(id)
                .source(source)
                .sequence(sequence)
                .operation(operation, corrects, version)
                .event();
    }
}
