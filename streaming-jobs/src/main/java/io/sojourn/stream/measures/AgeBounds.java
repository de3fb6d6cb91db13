package io.sojourn.stream.measures;

import io.sojourn.definition.DefinitionVersion;
import io.sojourn.definition.QueueRule;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Upper bounds of the age bands of each queue, in microseconds. */
final class AgeBounds {
    private final Map<Queue, List<Long>> bounds = new HashMap<>();

    private record Queue(String process, long version, String name) {}

    private final Set<Version> versions = new HashSet<>();

    private record Version(String process, int number) {}

    /** False when it is known. */
    boolean add(DefinitionVersion version) {
        if (!versions.add(new Version(version.definition().process(), version.number()))) {
            return false;
        }
        for (QueueRule q : version.definition().queues()) {
            bounds.put(new Queue(version.definition().process(), version.number(), q.name()), q.agesMicros());
        }
        return true;
    }

    List<Long> of(Series s) {
        return bounds.getOrDefault(new Queue(s.process(), s.version(), s.name()), List.of());
    }
}
