package io.sojourn.mining.facts;

import io.sojourn.event.Event;
import io.sojourn.event.Operation;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** A log written by hand: one event a line. */
final class TestLog {
    final List<Event> events = new ArrayList<>();
    private final int attributes;
    private long sequence;

    TestLog(int attributes) {
        this.attributes = attributes;
    }

    /** Microseconds of a time such as {@code 2026-01-05T09:00Z}. */
    static long at(String time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(time.replace("Z", ":00Z")));
    }

    /** A time of day on Monday, 2026-01-05, UTC. */
    static long monday(String hourAndMinute) {
        return at("2026-01-05T" + hourAndMinute + "Z");
    }

    TestLog add(String caseId, long time, String activity) {
        return add(caseId, time, activity, "complete", null, null, null, null);
    }

    TestLog add(
            String caseId,
            long time,
            String activity,
            String lifecycle,
            String resource,
            String kind,
            String team,
            String instance,
            Object... values) {
        Object[] own = new Object[attributes];
        System.arraycopy(values, 0, own, 0, values.length);
        return add(Operation.APPEND, null, 0, caseId, time, activity, lifecycle, resource, kind, team, instance, own);
    }

    /** A correction of the event with that id ({@code e1} is the first added), or without activity a retraction. */
    TestLog correct(String caseId, String target, int version, long time, String activity) {
        Operation operation = activity == null ? Operation.RETRACT : Operation.CORRECT;
        return add(
                operation,
                target,
                version,
                caseId,
                time,
                activity,
                "complete",
                null,
                null,
                null,
                null,
                new Object[attributes]);
    }

    private TestLog add(
            Operation operation,
            String corrects,
            int version,
            String caseId,
            long time,
            String activity,
            String lifecycle,
            String resource,
            String kind,
            String team,
            String instance,
            Object[] values) {
        sequence++;
        events.add(new Event(
                "test",
                caseId,
                "e" + sequence,
                "s",
                sequence,
                operation,
                corrects,
                version,
                activity,
                lifecycle,
                time,
                resource,
                kind,
                team,
                null,
                null,
                null,
                null,
                instance,
                null,
                0,
                values));
        return this;
    }
}
