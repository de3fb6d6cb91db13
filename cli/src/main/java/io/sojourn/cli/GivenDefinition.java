package io.sojourn.cli;

import io.sojourn.api.store.Store;
import io.sojourn.definition.CompiledDefinition;
import io.sojourn.definition.DefinitionVersion;
import io.sojourn.definition.ProcessDefinition;
import java.nio.file.Path;
import java.time.InstantSource;

/** The definition that a command names, beside those that its store has. */
final class GivenDefinition {
    private GivenDefinition() {}

    /**
     * The store of a folder; a definition with a higher version than those that it has is put. The file may also be of a
     * version that others have followed over HTTP.
     */
    static Store open(Path data, CompiledDefinition given, InstantSource clock) {
        if (!Store.isThere(data)) {
            return Store.open(data, given);
        }
        return follow(Store.openExisting(data), data, given, clock);
    }

    /** The same store, which has the definition then; or it is closed and refused. */
    static Store follow(Store store, Path data, CompiledDefinition given, InstantSource clock) {
        boolean has;
        try {
            has = isIn(store, given) || put(store, given, clock);
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
        if (has) {
            return store;
        }
        store.close();
        // It says in which way it is another one's.
        return Store.open(data, given);
    }

    /** True when the store has the version with this text. */
    static boolean isIn(Store store, CompiledDefinition given) {
        ProcessDefinition d = given.definition();
        return store.history().process().equals(d.process())
                && store.history()
                        .version(d.version())
                        .map(v -> v.definition().text().equals(d.text()))
                        .orElse(false);
    }

    private static boolean put(Store store, CompiledDefinition given, InstantSource clock) {
        ProcessDefinition d = given.definition();
        boolean follows = d.process().equals(store.history().process())
                && d.version() > store.history().newest().number();
        if (follows) {
            store.put(DefinitionVersion.from(given, clock.instant()), clock.instant());
        }
        return follows;
    }
}
