package io.sojourn.api.definitions;

import io.sojourn.api.store.Store;
import io.sojourn.definition.DefinitionVersion;
import io.sojourn.definition.ProcessDefinition;
import io.sojourn.definition.Processes;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import io.sojourn.mining.versions.DefinitionTopic;
import io.sojourn.mining.versions.KnownVersions;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The versions of definitions that this process and a job elsewhere share by a topic. Promise: what {@link #publish} returned
 * after is in the topic, so the job gets it; what {@link #learn} returned after is in the store. The store is the truth: what
 * it has and the topic lacks, since the process died between the two, is published again. A process that only the topic has
 * is taken too: a job was submitted with it. For many threads.
 */
public final class SharedDefinitions implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SharedDefinitions.class);
    private final Store store;
    private final DefinitionTopic topic;
    private final Consumer<List<ProcessDefinition>> followers;
    private final InstantSource clock;
    private final KnownVersions inTopic = new KnownVersions(List.of());

    /**
     * @param topic is closed with this
     * @param followers are told the newest definitions when others have put one
     */
    public SharedDefinitions(
            Store store, DefinitionTopic topic, Consumer<List<ProcessDefinition>> followers, InstantSource clock) {
        this.store = store;
        this.topic = topic;
        this.followers = followers;
        this.clock = clock;
    }

    /**
     * Puts what the topic has and the store lacks: versions of other servers, and of jobs that were submitted.
     *
     * @throws SojournException of code BUSY when the brokers don't answer, OTHER_DATA when the two don't agree
     */
    public synchronized void learn() {
        topic.readOrMake(this::take);
        boolean any = false;
        for (DefinitionVersion v : inTopic.versions()) {
            if (isNews(v)) {
                store.learn(v, clock.instant());
                any = true;
            }
        }
        if (any) {
            followers.accept(store.processes().newest());
        }
    }

    private void take(DefinitionTopic.Entry entry) {
        try {
            if (entry.trouble() != null) {
                throw entry.trouble();
            }
            inTopic.take(entry.version());
        } catch (SojournException e) {
            LOG.warn("{} offset {} is passed over: {}", topic.name(), entry.offset(), e.fullMessage());
        }
    }

    private boolean isNews(DefinitionVersion v) {
        Processes processes = store.processes();
        Optional<DefinitionVersion> same =
                processes.find(v.definition().process()).flatMap(h -> h.version(v.number()));
        try {
            if (same.isPresent()) {
                KnownVersions.refuseAnother(same.get(), v);
                return false;
            }
            processes.with(v);
            return true;
        } catch (SojournException e) {
            throw new SojournException(
                    ErrorCode.OTHER_DATA,
                    "the store doesn't agree with the topic " + topic.name() + ": " + e.getMessage(),
                    "Maybe it is of another deployment: name another folder with --data, or other topics with --results.",
                    e);
        }
    }

    /** Writes what the store has and the topic lacks, in the order in which it came. */
    public synchronized void publish() {
        for (DefinitionVersion v : store.processes().versions()) {
            boolean isThere = inTopic.of(v.definition().process())
                    .flatMap(h -> h.version(v.number()))
                    .isPresent();
            if (!isThere) {
                topic.write(v);
                inTopic.take(v);
            }
        }
    }

    /** All definitions by now; {@link #learn}s before. */
    public List<ProcessDefinition> definitions() {
        learn();
        return store.processes().definitions();
    }

    @Override
    public void close() {
        topic.close();
    }
}
