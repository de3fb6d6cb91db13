package io.sojourn.api.definitions;

import io.sojourn.api.ingest.Ingest;
import io.sojourn.api.store.DryRun;
import io.sojourn.api.store.Store;
import io.sojourn.definition.CompiledDefinition;
import io.sojourn.definition.DefinitionHistory;
import io.sojourn.definition.DefinitionVersion;
import io.sojourn.definition.Definitions;
import io.sojourn.definition.FollowConditions;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/**
 * Takes further versions of definitions, and further processes, while a job runs. What is put is durable when this returns; the
 * job reads it from the store's history, or from a topic, and folds the cases that it takes over anew.
 */
public final class DefinitionDesk {
    private final Store store;
    private final Ingest ingest;
    private final InstantSource clock;
    private final SharedDefinitions shared;
    private final String closed;

    /** Of a job in this process. @param ingest is told of new attributes */
    public DefinitionDesk(Store store, Ingest ingest, InstantSource clock) {
        this(store, ingest, clock, null, null);
    }

    /**
     * Of a job here or elsewhere.
     *
     * @param shared by which the job is told; null: the job looks into the store
     * @param closed why no further process can be taken while the job runs; null: it can
     */
    public DefinitionDesk(Store store, Ingest ingest, InstantSource clock, SharedDefinitions shared, String closed) {
        this.store = store;
        this.ingest = ingest;
        this.clock = clock;
        this.shared = shared;
        this.closed = closed;
    }

    /**
     * Keeps a version. The text of the newest one again changes nothing.
     *
     * @param restate valid from the beginning, as the first one of a process always is; else for cases whose first event is
     *     from now on
     * @param by who puts it, as the audit log names them; null: nobody is named
     * @return the version as it is kept
     */
    public synchronized DefinitionVersion put(CompiledDefinition compiled, boolean restate, String by) {
        if (shared != null) {
            shared.learn();
        }
        Optional<DefinitionHistory> history =
                store.processes().find(compiled.definition().process());
        if (history.isPresent() && isNewest(history.get(), compiled)) {
            DefinitionVersion newest = history.get().newest();
            publish(newest);
            return newest;
        }
        if (history.isEmpty() && closed != null) {
            throw new SojournException(
                    ErrorCode.BUSY,
                    "no further process can be taken now: " + closed,
                    "Maybe start it again with this definition too.");
        }
        DefinitionVersion version = version(compiled, restate);
        store.put(version, clock.instant(), by);
        ingest.follow(store.processes().newest());
        publish(version);
        return version;
    }

    /** The same, and nobody is named. */
    public DefinitionVersion put(CompiledDefinition compiled, boolean restate) {
        return put(compiled, restate, null);
    }

    private static boolean isNewest(DefinitionHistory history, CompiledDefinition compiled) {
        return history.newest().definition().text().equals(compiled.definition().text());
    }

    /** Takes what others have put, and tells the job what it may lack; nothing to do where the job is in this process. */
    public synchronized void exchange() {
        if (shared != null) {
            shared.learn();
            shared.publish();
        }
    }

    private void publish(DefinitionVersion version) {
        if (shared == null) {
            return;
        }
        try {
            shared.publish();
        } catch (SojournException e) {
            throw new SojournException(
                    e.code(),
                    "version " + version.number() + " is kept, but the job has not been told: " + e.getMessage(),
                    "Maybe the brokers don't run: it is told as soon as they answer.",
                    e);
        }
    }

    /** Which figures of the stored events would change. */
    Map<String, Object> dryRun(CompiledDefinition compiled, boolean restate) {
        DefinitionVersion version = version(compiled, restate);
        FollowConditions.check(compiled, store.processes().with(version).histories());
        return new DryRun(store).of(version);
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
        return restate
                        || store.processes()
                                .find(compiled.definition().process())
                                .isEmpty()
                ? new DefinitionVersion(compiled, DefinitionVersion.BEGINNING)
                : DefinitionVersion.from(compiled, clock.instant());
    }
}
