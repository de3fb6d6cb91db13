package io.sojourn.mining.versions;

import io.sojourn.definition.DefinitionHistory;
import io.sojourn.definition.DefinitionVersion;
import io.sojourn.definition.ProcessDefinition;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.Limits;
import io.sojourn.event.SojournException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is taken of the versions that a topic says: of each process the first, and then each with a higher number that can
 * live beside those before it. Whoever reads the same records in the same order takes the same. For one thread at a time.
 */
public final class KnownVersions {
    private final Map<String, DefinitionHistory> histories = new TreeMap<>();

    /** @param known without a look at the topic */
    public KnownVersions(Collection<DefinitionHistory> known) {
        known.forEach(h -> histories.put(h.process(), h));
    }

    /**
     * Takes a version.
     *
     * @return false when it is known
     * @throws SojournException of code BAD_DEFINITION when it can't be taken
     */
    public boolean take(DefinitionVersion v) {
        String process = v.definition().process();
        DefinitionHistory history = histories.get(process);
        if (history == null) {
            histories.put(process, first(v));
            return true;
        }
        Optional<DefinitionVersion> same = history.version(v.number());
        if (same.isPresent()) {
            refuseAnother(same.get(), v);
            return false;
        }
        if (history.versions().size() >= Limits.DEFINITION_VERSIONS) {
            throw new SojournException(
                    ErrorCode.OVER_LIMIT,
                    process + " has " + Limits.DEFINITION_VERSIONS + " versions already, which is the limit.");
        }
        histories.put(process, history.with(v));
        return true;
    }

    private static DefinitionHistory first(DefinitionVersion v) {
        if (v.validFrom() != DefinitionVersion.BEGINNING) {
            throw new SojournException(
                    ErrorCode.BAD_DEFINITION,
                    "version " + v.number() + " of " + v.definition().process()
                            + " is the first one, and valid only from " + v.validFrom() + " on.",
                    "Maybe the first version was removed from the topic.");
        }
        return new DefinitionHistory(List.of(v));
    }

    /** Two versions of one number are the same one, or else it is refused. */
    public static void refuseAnother(DefinitionVersion known, DefinitionVersion v) {
        boolean text = known.definition().text().equals(v.definition().text());
        if (!text || known.validFrom() != v.validFrom()) {
            throw new SojournException(
                    ErrorCode.BAD_DEFINITION,
                    "version " + v.number() + " of " + v.definition().process() + " is known with another "
                            + (text ? "instant from which it is valid" : "text") + ".",
                    "Maybe give it a higher version.");
        }
    }

    /** The versions of a process, if any is known. */
    public Optional<DefinitionHistory> of(String process) {
        return Optional.ofNullable(histories.get(process));
    }

    /** All versions of all processes. */
    public List<DefinitionVersion> versions() {
        List<DefinitionVersion> all = new ArrayList<>();
        histories.values().forEach(h -> all.addAll(h.versions()));
        return all;
    }

    /** The definitions of all versions. */
    public List<ProcessDefinition> definitions() {
        return versions().stream().map(DefinitionVersion::definition).toList();
    }
}
