package io.sojourn.api.definitions;

import io.sojourn.api.ingest.Ingest;
import io.sojourn.api.store.DryRun;
import io.sojourn.api.store.Store;
import io.sojourn.definition.CompiledDefinition;
import io.sojourn.definition.DefinitionVersion;
import io.sojourn.definition.Definitions;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/**
 * Takes further versions of the definition while a job runs. What is put is durable when this returns; the job reads it
 * from the store's history and folds the cases that it takes over anew.
 */
public final class DefinitionDesk {
    private final Store store;
    private final Ingest ingest;
    private final InstantSource clock;

    /** @param ingest is told of new attributes */
    public DefinitionDesk(Store store, Ingest ingest, InstantSource clock) {
        this.store = store;
        this.ingest = ingest;
        this.clock = clock;
    }

    /**
     * Keeps a version. The text of the newest one again changes nothing.
     *
     * @param restate valid from the beginning; else for cases whose first event is from now on
     * @return the version as it is kept
     */
    public synchronized DefinitionVersion put(CompiledDefinition compiled, boolean restate) {
        DefinitionVersion newest = store.history().newest();
        if (newest.definition().text().equals(compiled.definition().text())) {
            return newest;
        }
        DefinitionVersion version = version(compiled, restate);
        store.put(version, clock.instant());
        ingest.follow(List.of(compiled.definition()));
        return version;
    }

    /** Which figures of the stored events would change. */
    Map<String, Object> dryRun(CompiledDefinition compiled, boolean restate) {
        return new DryRun(store).of(version(compiled, restate));
    }

    /** Compiles what was sent for a process. */
    CompiledDefinition compiled(String process, String yaml) {
        CompiledDefinition compiled = Definitions.compile(process + ".yaml", yaml);
        String named = compiled.definition().process();
        if (!named.equals(process) || !process.equals(store.history().process())) {
            throw new SojournException(
                    ErrorCode.NOT_FOUND,
                    "process " + process + " is not here, or the definition is of another one (" + named + ").",
                    "Maybe put it under " + store.history().process() + ".");
        }
        return compiled;
    }

    private DefinitionVersion version(CompiledDefinition compiled, boolean restate) {
        return restate
                ? new DefinitionVersion(compiled, DefinitionVersion.BEGINNING)
                : DefinitionVersion.from(compiled, clock.instant());
    }
}
