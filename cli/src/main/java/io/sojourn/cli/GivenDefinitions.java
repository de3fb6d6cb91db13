package io.sojourn.cli;

import io.sojourn.api.store.Store;
import io.sojourn.api.store.StoreOptions;
import io.sojourn.definition.CompiledDefinition;
import io.sojourn.definition.DefinitionHistory;
import io.sojourn.definition.DefinitionVersion;
import io.sojourn.definition.ProcessDefinition;
import io.sojourn.pseudonym.CaseIds;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** The definitions that a command names, beside those that its store has. */
final class GivenDefinitions {
    private GivenDefinitions() {}

    /**
     * The store of a folder. A definition of a process that it doesn't have yet, or with a higher version than those that it
     * has, is put. A file may also be of a version that others have followed over HTTP. Processes that the store has and that
     * are not named go on as they are; but one at least must be named.
     *
     * @param ids what becomes of the ids of cases: that of the store, or refused before anything is put
     */
    static Store open(Path data, List<CompiledDefinition> given, InstantSource clock, CaseIds ids) {
        if (!Store.isThere(data)) {
            return claimed(Store.open(data, given, StoreOptions.defaults()), ids);
        }
        return follow(claimed(Store.openExisting(data), ids), data, given, clock);
    }

    /** The same store, whose case ids are by this key; or it is closed and refused. */
    static Store claimed(Store store, CaseIds ids) {
        try {
            CaseKeyOption.claim(store, ids);
            return store;
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }

    /** The same store, which has the definitions then; or it is closed and refused. */
    static Store follow(Store store, Path data, List<CompiledDefinition> given, InstantSource clock) {
        Optional<CompiledDefinition> other;
        try {
            List<CompiledDefinition> news =
                    given.stream().filter(d -> !isIn(store, d)).toList();
            other = anyKnown(store, given)
                    ? news.stream().filter(d -> !canFollow(store, d)).findFirst()
                    : Optional.of(given.get(0));
            if (other.isEmpty()) {
                store.putTogether(
                        news.stream().map(d -> version(store, d, clock)).toList(), clock.instant());
            }
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
        if (other.isEmpty()) {
            return store;
        }
        store.close();
        // It says in which way it is another one's.
        return Store.open(data, other.get());
    }

    private static boolean anyKnown(Store store, List<CompiledDefinition> given) {
        return given.stream()
                .anyMatch(d -> store.processes().find(d.definition().process()).isPresent());
    }

    /** True when the store has the version with this text. */
    static boolean isIn(Store store, CompiledDefinition given) {
        ProcessDefinition d = given.definition();
        return store.processes()
                .find(d.process())
                .flatMap(h -> h.version(d.version()))
                .map(v -> v.definition().text().equals(d.text()))
                .orElse(false);
    }

    private static boolean canFollow(Store store, CompiledDefinition given) {
        ProcessDefinition d = given.definition();
        Optional<DefinitionHistory> history = store.processes().find(d.process());
        return history.isEmpty() || d.version() > history.get().newest().number();
    }

    private static DefinitionVersion version(Store store, CompiledDefinition given, InstantSource clock) {
        return store.processes().find(given.definition().process()).isEmpty()
                ? new DefinitionVersion(given, DefinitionVersion.BEGINNING)
                : DefinitionVersion.from(given, clock.instant());
    }
}
