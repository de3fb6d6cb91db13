package io.sojourn.api.definitions;

import io.sojourn.api.ingest.Ingest;
import io.sojourn.api.store.DryRun;
import io.sojourn.api.store.Store;
import io.sojourn.definition.CompiledDefinition;
import io.sojourn.definition.DefinitionHistory;
import io.sojourn.definition.DefinitionVersion;
import io.sojourn.definition.Definitions;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/**
 * Takes further versions of definitions, and further processes, while a job runs. What is put is durable when this returns; the
 * job reads it from the store's history and folds the cases that it takes over anew.
 */
public final class DefinitionDesk {
    private final Store store;
    private final Ingest ingest;
    private final InstantSource clock;
    private final String closed;

    /** @param ingest is told of new attributes */
    public DefinitionDesk(Store store, Ingest ingest, InstantSource clock) {
        this(store, ingest, clock, null);
    }

    /** @param closed why no further process can be taken while the job runs; null: it can */
    public DefinitionDesk(Store store, Ingest ingest, InstantSource clock, String closed) {
        this.store = store;
        this.ingest = ingest;
        this.clock = clock;
        this.closed = closed;
    }

    /**
     * Keeps a version. The text of the newest one again changes nothing.
     *
     * @param restate valid from the beginning, as the first one of a process always is; else for cases whose first event is
     *     from now on
     * @return the version as it is kept
     */
    public synchronized DefinitionVersion put(CompiledDefinition compiled, boolean restate) {
        Optional<DefinitionHistory> history = history(compiled);
        if (history.isPresent()
                && history.get()
                        .newest()
                        .definition()
                        .text()
                        .equals(compiled.definition().text())) {
            return history.get().newest();
        }
        if (history.isEmpty() && closed != null) {
            throw new SojournException(
                    ErrorCode.BUSY,
                    "no further process can be taken now: " + closed,
                    "Maybe start it again with this definition too.");
        }
        DefinitionVersion version = version(compiled, restate);
        store.put(version, clock.instant());
        ingest.follow(store.processes().newest());
        return version;
    }

    private Optional<DefinitionHistory> history(CompiledDefinition compiled) {
        return store.processes().find(compiled.definition().process());
    }

    /** Which figures of the stored events would change. */
    Map<String, Object> dryRun(CompiledDefinition compiled, boolean restate) {
        return new DryRun(store).of(version(compiled, restate));
    }

    /** Compiles what was sent for a process. */
    CompiledDefinition compiled(String process, String yaml) {
        CompiledDefinition compiled = Definitions.compile(process + ".yaml", yaml);
        String named = compiled.definition().process();
        if (!named.equals(process)) {
            throw new SojournException(
                    ErrorCode.BAD_REQUEST,
                    "the definition is of process " + named + ", and was put as that of " + process + ".",
                    "Maybe put it under " + named + ".");
        }
        return compiled;
    }

    private DefinitionVersion version(CompiledDefinition compiled, boolean restate) {
        return restate || history(compiled).isEmpty()
                ? new DefinitionVersion(compiled, DefinitionVersion.BEGINNING)
                : DefinitionVersion.from(compiled, clock.instant());
    }
}
