package io.sojourn.cli;

import io.sojourn.api.store.Store;
import io.sojourn.api.store.StoreOptions;
import io.sojourn.definition.CompiledDefinition;
import io.sojourn.definition.DefinitionHistory;
import io.sojourn.definition.DefinitionVersion;
import io.sojourn.definition.ProcessDefinition;
import io.sojourn.event.SojournException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * The store of a live deployment, with the definitions that it is started with. Each may be of a process that the store
 * doesn't have yet, or of a higher version than those that it has: then it is put. It may also be of a version that others
 * have followed over HTTP. Processes that the store has and that are not named go on as they are.
 */
final class LiveStore {
    private LiveStore() {}

    static Store open(Path data, List<CompiledDefinition> given, InstantSource clock) {
        if (!Store.isThere(data)) {
            return Store.open(data, given, StoreOptions.defaults());
        }
        Store store = Store.openExisting(data);
        try {
            boolean anyKnown = given.stream()
                    .anyMatch(d ->
                            store.processes().find(d.definition().process()).isPresent());
            Optional<CompiledDefinition> other = given.stream()
                    .filter(d -> !anyKnown || !takes(store, d, clock))
                    .findFirst();
            if (other.isEmpty()) {
                return store;
            }
            store.close();
            // It says in which way it is another one's.
            return Store.open(data, List.of(other.get()), StoreOptions.defaults());
        } catch (SojournException e) {
            store.close();
            throw e;
        }
    }

    /** False when the store has another definition under this version. */
    private static boolean takes(Store store, CompiledDefinition compiled, InstantSource clock) {
        ProcessDefinition d = compiled.definition();
        Optional<DefinitionHistory> history = store.processes().find(d.process());
        if (history.isEmpty()) {
            store.put(new DefinitionVersion(compiled, DefinitionVersion.BEGINNING), clock.instant());
            return true;
        }
        if (d.version() > history.get().newest().number()) {
            store.put(DefinitionVersion.from(compiled, clock.instant()), clock.instant());
            return true;
        }
        return history.get()
                .version(d.version())
                .map(v -> v.definition().text().equals(d.text()))
                .orElse(false);
    }
}
