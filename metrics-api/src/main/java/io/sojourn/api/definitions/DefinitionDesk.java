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
 * from the store's history, or from a topic, and folds the cases that it takes over anew.
 */
public final class DefinitionDesk {
    private final Store store;
    private final Ingest ingest;
    private final InstantSource clock;
    private final SharedDefinitions shared;

    /** Of a job in this process. @param ingest is told of new attributes */
    public DefinitionDesk(Store store, Ingest ingest, InstantSource clock) {
        this(store, ingest, clock, null);
    }

    /** Of a job elsewhere. @param shared by which the job is told; null: the job looks into the store */
    public DefinitionDesk(Store store, Ingest ingest, InstantSource clock, SharedDefinitions shared) {
        this.store = store;
        this.ingest = ingest;
        this.clock = clock;
        this.shared = shared;
    }

    /**
     * Keeps a version. The text of the newest one again changes nothing.
     *
     * @param restate valid from the beginning; else for cases whose first event is from now on
     * @return the version as it is kept
     */
    public synchronized DefinitionVersion put(CompiledDefinition compiled, boolean restate) {
        if (shared != null) {
            shared.learn();
        }
        DefinitionVersion newest = store.history().newest();
        if (newest.definition().text().equals(compiled.definition().text())) {
            publish(newest);
            return newest;
        }
        DefinitionVersion version = version(compiled, restate);
        store.put(version, clock.instant());
        ingest.follow(List.of(compiled.definition()));
        publish(version);
        return version;
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
