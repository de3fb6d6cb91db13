package io.sojourn.definition;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.Limits;
import io.sojourn.event.SojournException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All processes of a deployment, each with all versions of its definition. They share a job, a store and its tables; cases
 * of different processes have nothing to do with each other, even when they have the same id.
 *
 * @param versions in the order in which they came: columns of tables are in this order
 */
public record Processes(List<DefinitionVersion> versions) implements Serializable {

    public Processes {
        versions = List.copyOf(versions);
        if (versions.isEmpty()) {
            throw new IllegalArgumentException("a deployment without a process");
        }
    }

    /** One process, of one version. */
    public static Processes of(CompiledDefinition only) {
        return new Processes(DefinitionHistory.of(only).versions());
    }

    /** One process. */
    public static Processes of(DefinitionHistory only) {
        return new Processes(only.versions());
    }

    /** Several processes, of one version each; two definitions of one process are refused. */
    public static Processes of(List<CompiledDefinition> definitions) {
        Processes all = of(definitions.get(0));
        for (CompiledDefinition d : definitions.subList(1, definitions.size())) {
            if (all.find(d.definition().process()).isPresent()) {
                throw new SojournException(
                        ErrorCode.BAD_DEFINITION,
                        "process " + d.definition().process() + " has two definitions.",
                        "Maybe one of the files is named twice, or has a copied process name.");
            }
            all = all.with(new DefinitionVersion(d, DefinitionVersion.BEGINNING));
        }
        return all;
    }

    /** One history for each process, in the order in which the processes came. */
    public List<DefinitionHistory> histories() {
        Map<String, List<DefinitionVersion>> byProcess = new LinkedHashMap<>();
        versions.forEach(v -> byProcess
                .computeIfAbsent(v.definition().process(), p -> new ArrayList<>())
                .add(v));
        return byProcess.values().stream().map(DefinitionHistory::ofAny).toList();
    }

    /** The names, in the order in which the processes came. */
    public List<String> names() {
        return versions.stream().map(v -> v.definition().process()).distinct().toList();
    }

    /** The newest definition of each process. */
    public List<ProcessDefinition> newest() {
        return histories().stream().map(h -> h.newest().definition()).toList();
    }

    /** All definitions, in the order in which they came. */
    public List<ProcessDefinition> definitions() {
        return versions.stream().map(DefinitionVersion::definition).toList();
    }

    public boolean isSingle() {
        return names().size() == 1;
    }

    public Optional<DefinitionHistory> find(String process) {
        return histories().stream().filter(h -> h.process().equals(process)).findFirst();
    }

    /** The history of a process; one that is not here is refused, with the names of those that are. */
    public DefinitionHistory get(String process) {
        return find(process)
                .orElseThrow(() -> new SojournException(
                        ErrorCode.NOT_FOUND,
                        "no process is called " + Words.show(process) + " here.",
                        Words.hint(process, names())));
    }

    /** The process that is meant where none is named: the only one. Where there are several, one must be named. */
    public DefinitionHistory only() {
        List<DefinitionHistory> all = histories();
        if (all.size() > 1) {
            throw new SojournException(
                    ErrorCode.BAD_REQUEST,
                    "there are " + all.size() + " processes here: " + String.join(", ", names()) + ".",
                    "Maybe name one of them: process=" + all.get(0).process() + ".");
        }
        return all.get(0);
    }

    /** These with one more version, of a process that is here or of a new one; one that can't follow is refused. */
    public Processes with(DefinitionVersion next) {
        Optional<DefinitionHistory> history = find(next.definition().process());
        if (history.isPresent()) {
            history.get().with(next);
        } else if (next.validFrom() != DefinitionVersion.BEGINNING) {
            throw new IllegalArgumentException("the first version of a definition is valid from the beginning");
        } else if (names().size() >= Limits.PROCESSES) {
            throw new SojournException(
                    ErrorCode.OVER_LIMIT,
                    "there are " + Limits.PROCESSES + " processes here already, which is the limit.",
                    "Maybe run " + next.definition().process() + " in a deployment of its own.");
        }
        List<DefinitionVersion> all = new ArrayList<>(versions);
        all.add(next);
        return new Processes(all);
    }
}
