package io.sojourn.definition;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * All versions of one process's definition that were ever put. A case belongs whole to one of them: of those that are
 * valid at its first event, the one with the highest number. So the order in which versions become known doesn't matter.
 *
 * @param versions by number, ascending; the first one is valid from the beginning
 */
public record DefinitionHistory(List<DefinitionVersion> versions) implements Serializable {

    public DefinitionHistory {
        versions = List.copyOf(versions);
        if (versions.isEmpty() || versions.get(0).validFrom() != DefinitionVersion.BEGINNING) {
            throw new IllegalArgumentException("the first version of a definition is valid from the beginning");
        }
    }

    /** Of one version, valid from the beginning. */
    public static DefinitionHistory of(CompiledDefinition only) {
        return new DefinitionHistory(List.of(new DefinitionVersion(only, DefinitionVersion.BEGINNING)));
    }

    /** Of versions in any order. */
    static DefinitionHistory ofAny(List<DefinitionVersion> versions) {
        return new DefinitionHistory(versions.stream()
                .sorted(Comparator.comparingInt(DefinitionVersion::number))
                .toList());
    }

    public String process() {
        return newest().definition().process();
    }

    public DefinitionVersion first() {
        return versions.get(0);
    }

    /** The one with the highest number. */
    public DefinitionVersion newest() {
        return versions.get(versions.size() - 1);
    }

    public boolean isSingle() {
        return versions.size() == 1;
    }

    public Optional<DefinitionVersion> version(long number) {
        return versions.stream().filter(v -> v.number() == number).findFirst();
    }

    /** How long facts are kept after a case's last event: the longest of all versions; null where one of them keeps them for ever. */
    public Long retainMicros() {
        long longest = 0;
        for (DefinitionVersion v : versions) {
            Long retain = v.definition().retainMicros();
            if (retain == null) {
                return null;
            }
            longest = Math.max(longest, retain);
        }
        return longest;
    }

    /** The version of the cases whose first event is at an instant (microseconds). */
    public DefinitionVersion at(long firstEvent) {
        for (int i = versions.size() - 1; i > 0; i--) {
            if (versions.get(i).validFrom() <= firstEvent) {
                return versions.get(i);
            }
        }
        return versions.get(0);
    }

    /** This history with a newer version; one that could not live beside the others is refused. */
    public DefinitionHistory with(DefinitionVersion next) {
        refuseUnlessHigher(next);
        NextVersion.check(versions, next.definition());
        List<DefinitionVersion> all = new ArrayList<>(versions);
        all.add(next);
        return new DefinitionHistory(all);
    }

    /** This history with a version that was checked before, in whatever order they come; one that is here already stays. */
    public DefinitionHistory including(DefinitionVersion other) {
        if (version(other.number()).isPresent()) {
            return this;
        }
        List<DefinitionVersion> all = new ArrayList<>(versions);
        all.add(other);
        all.sort(Comparator.comparingInt(DefinitionVersion::number));
        return new DefinitionHistory(all);
    }

    private void refuseUnlessHigher(DefinitionVersion next) {
        if (!next.definition().process().equals(process())) {
            throw new SojournException(
                    ErrorCode.BAD_DEFINITION,
                    "the definition is of process " + next.definition().process() + ", not of " + process() + ".",
                    "Maybe put it under its own name.");
        }
        if (next.number() <= newest().number()) {
            throw new SojournException(
                    ErrorCode.BAD_DEFINITION,
                    "the definition of " + process() + " has version " + next.number() + ", and version "
                            + newest().number() + " is here already.",
                    "Maybe write version: " + (newest().number() + 1) + " into it.");
        }
    }
}
