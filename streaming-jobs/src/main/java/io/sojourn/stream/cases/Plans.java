package io.sojourn.stream.cases;

import io.sojourn.definition.DefinitionHistory;
import io.sojourn.definition.DefinitionVersion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The rules by process and version, made ready for folding when they are first needed. */
final class Plans {
    private final Map<String, DefinitionHistory> histories = new HashMap<>();
    private final Map<String, Map<Integer, Plan>> plans;

    private Plans(Map<String, Map<Integer, Plan>> plans) {
        this.plans = plans;
    }

    static Plans of(Collection<DefinitionHistory> histories) {
        Plans all = new Plans(new HashMap<>());
        histories.forEach(h -> all.histories.put(h.process(), h));
        return all;
    }

    /**
     * These with one more version, of a process that is known or not; the rules of known versions stay the same objects. A
     * version of an unknown process has to wait for the first one of it: it gives these as they are.
     */
    Plans with(DefinitionVersion version) {
        DefinitionHistory history = histories.get(version.definition().process());
        if (isKnown(version) || history == null && version.validFrom() != DefinitionVersion.BEGINNING) {
            return this;
        }
        Plans more = new Plans(plans);
        more.histories.putAll(histories);
        more.histories.put(
                version.definition().process(),
                history == null ? new DefinitionHistory(List.of(version)) : history.including(version));
        return more;
    }

    boolean knows(String process) {
        return histories.containsKey(process);
    }

    boolean isKnown(DefinitionVersion version) {
        DefinitionHistory history = histories.get(version.definition().process());
        return history != null && history.version(version.number()).isPresent();
    }

    /** True when the process is known here, and has other versions there. */
    boolean differIn(String process, Plans others) {
        return knows(process) && histories.get(process) != others.histories.get(process);
    }

    /** The rules of a case whose first event is at an instant; the least instant when it has none. */
    Plan at(String process, long firstEvent) {
        DefinitionVersion version = histories.get(process).at(firstEvent);
        return plans.computeIfAbsent(process, p -> new HashMap<>())
                .computeIfAbsent(version.number(), n -> Plan.of(version.compiled()));
    }

    List<DefinitionVersion> versions() {
        List<DefinitionVersion> all = new ArrayList<>();
        histories.values().forEach(h -> all.addAll(h.versions()));
        return all;
    }
}
