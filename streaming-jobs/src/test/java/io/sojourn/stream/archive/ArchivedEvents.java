package io.sojourn.stream.archive;

import io.sojourn.definition.CompiledDefinition;
import io.sojourn.definition.Definitions;
import io.sojourn.event.Event;
import io.sojourn.event.Operation;

/** Events that are functions of their number, over six days, with every kind of value. */
final class ArchivedEvents {
    private static final long START = 1_772_863_200_000_000L;
    private static final long MINUTE = 60_000_000L;

    private ArchivedEvents() {}

    static CompiledDefinition definition() {
        return Definitions.compile(
                "archived.yaml",
                """
                process: archived
                attributes: {payer: text, amount: number, steps: integer, urgent: boolean, due: time}
                dimensions: [payer]
                queues:
                  review: {enter: "activity = 'A'", leave: "activity = 'B'", ages: [1h]}
                """);
    }

    static Event event(long i) {
        Operation operation = i % 50 == 7 ? Operation.CORRECT : i % 50 == 9 ? Operation.RETRACT : Operation.APPEND;
        boolean append = operation == Operation.APPEND;
        return new Event(
                "archived",
                "c" + i / 5,
                "e" + i,
                i % 2 == 0 ? "s1" : "s2",
                i,
                operation,
                append ? null : "e" + (i - 1),
                append ? 0 : (int) (i % 3 + 1),
                operation == Operation.RETRACT ? null : i % 2 == 0 ? "A" : "B",
                "complete",
                START + i % 144 * 60 * MINUTE + i,
                i % 4 == 0 ? null : "Zoë " + i % 7,
                i % 4 == 0 ? null : "person",
                i % 3 == 0 ? null : "t" + i % 3,
                null,
                i % 6 == 0 ? "DENIED" : null,
                i % 8 == 0 ? "X" : null,
                null,
                i % 9 == 0 ? "i" + i : null,
                null,
                i % 10 == 0 ? 0 : START + i,
                new Object[] {
                    i % 3 == 0 ? null : "P" + i % 4, i / 4.0, i % 5 == 0 ? null : i, i % 2 == 0, START + i * MINUTE
                });
    }
}
