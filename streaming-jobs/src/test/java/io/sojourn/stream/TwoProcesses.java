package io.sojourn.stream;

import io.sojourn.definition.Definitions;
import io.sojourn.definition.Processes;
import io.sojourn.event.Event;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * A random process and its log beside another one: of other rules and dimensions, with its attributes in another order and one
 * more, and with cases of the same ids at the same time.
 */
final class TwoProcesses {
    private final String first;
    private final String second;
    private final List<Event> events = new ArrayList<>();

    /** @param random makes the second process and its events */
    TwoProcesses(String first, List<Event> events, Random random) {
        this.first = first;
        this.second = RandomProcess.yaml(random)
                .replace("process: random\n", "process: second\n")
                .replace("{payer: text, amount: number,", "{ward: text, amount: number, payer: text,")
                .replace("dimensions: [payer", "dimensions: [ward, payer");
        this.events.addAll(events);
        long begin = events.get(0).timeMicros();
        List<Event> others = RandomLog.events(random, 10 + random.nextInt(events.size()), 1 + random.nextInt(4));
        long shift = begin - others.get(0).timeMicros();
        others.forEach(e -> this.events.add(ofSecond(e, shift, random)));
        this.events.sort(Comparator.comparingLong(Event::timeMicros));
    }

    private static Event ofSecond(Event e, long shift, Random random) {
        Object[] a = e.attributes();
        return new Event(
                "second",
                e.caseId(),
                e.eventId(),
                e.source(),
                e.sequence(),
                e.operation(),
                e.corrects(),
                e.version(),
                e.activity(),
                e.lifecycle(),
                e.timeMicros() + shift,
                e.resource(),
                e.resourceKind(),
                e.team(),
                e.queue(),
                e.outcome(),
                e.exception(),
                e.reason(),
                e.instance(),
                e.related(),
                e.receivedMicros(),
                new Object[] {random.nextInt(3) == 0 ? null : "w" + random.nextInt(2), a[1], a[0], a[2], a[3]});
    }

    Processes processes() {
        return Processes.of(
                List.of(Definitions.compile("random.yaml", first), Definitions.compile("second.yaml", second)));
    }

    /** Of both, in the order of their times. */
    List<Event> events() {
        return events;
    }

    String texts() {
        return first + "\n" + second;
    }
}
