package io.sojourn.cli;

import io.sojourn.api.definitions.SharedDefinitions;
import io.sojourn.api.store.Store;
import io.sojourn.definition.CompiledDefinition;
import io.sojourn.definition.DefinitionVersion;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import io.sojourn.mining.versions.DefinitionTopic;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * The store of a process that shares definitions with a job by a topic. A store that is new, or lacks the given definition,
 * takes the topic's versions first: it must know them before their results come. Brokers that don't answer are waited for.
 */
final class SharedStore {
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Path data;
    private final CompiledDefinition given;
    private final Supplier<DefinitionTopic> topics;
    private final InstantSource clock;
    private final Terminal terminal;

    /** @param topics opens the topic */
    SharedStore(
            Path data,
            CompiledDefinition given,
            Supplier<DefinitionTopic> topics,
            InstantSource clock,
            Terminal terminal) {
        this.data = data;
        this.given = given;
        this.topics = topics;
        this.clock = clock;
        this.terminal = terminal;
    }

    Store open() {
        boolean isNew = !Store.isThere(data);
        Store store = isNew ? Store.open(data, first().orElse(given)) : Store.openExisting(data);
        try {
            if (isNew || !GivenDefinition.isIn(store, given)) {
                learn(store);
            }
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
        return GivenDefinition.follow(store, data, given, clock);
    }

    /** The first version of the process that the topic has; it is made where there is none. */
    private Optional<CompiledDefinition> first() {
        return patiently(() -> {
            try (DefinitionTopic topic = topics.get()) {
                List<CompiledDefinition> found = new ArrayList<>();
                topic.readOrMake(entry -> {
                    if (entry.version() != null && isFirst(entry.version())) {
                        found.add(entry.version().compiled());
                    }
                });
                return found.stream().findFirst();
            }
        });
    }

    private boolean isFirst(DefinitionVersion v) {
        return v.validFrom() == DefinitionVersion.BEGINNING
                && v.definition().process().equals(given.definition().process());
    }

    private void learn(Store store) {
        patiently(() -> {
            try (SharedDefinitions shared = new SharedDefinitions(store, topics.get(), news -> {}, clock)) {
                shared.learn();
                return store;
            }
        });
    }

    private <T> T patiently(Supplier<T> task) {
        boolean said = false;
        while (true) {
            try {
                return task.get();
            } catch (SojournException e) {
                if (e.code() != ErrorCode.BUSY || Thread.currentThread().isInterrupted()) {
                    throw e;
                }
                if (!said) {
                    terminal.say("Waiting for the definitions: %s", e.fullMessage());
                    said = true;
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }
}
