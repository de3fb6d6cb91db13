package io.sojourn.stream.measures;

import io.sojourn.definition.DefinitionVersion;
import io.sojourn.definition.QueueRule;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Upper bounds of the age bands of each queue, in microseconds. */
final class AgeBounds {
    private final Map<Queue, List<Long>> bounds = new HashMap<>();

    private record Queue(String process, long version, String name) {}

    void add(DefinitionVersion version) {
        for (QueueRule q : version.definition().queues()) {
            bounds.put(new Queue(version.definition().process(), version.number(), q.name()), q.agesMicros());
        }
    }

    List<Long> of(Series s) {
        return bounds.getOrDefault(new Queue(s.process(), s.version(), s.name()), List.of());
    }
}
