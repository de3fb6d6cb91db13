package io.sojourn.cli;

import io.sojourn.api.definitions.SharedDefinitions;
import io.sojourn.api.store.Store;
import io.sojourn.api.store.StoreOptions;
import io.sojourn.definition.CompiledDefinition;
import io.sojourn.definition.DefinitionVersion;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import io.sojourn.mining.versions.DefinitionTopic;
import io.sojourn.pseudonym.CaseIds;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * The store of a process that shares definitions with a job by a topic. A store that is new, or lacks a given definition,
 * takes the topic's versions first: it must know them before their results come. Brokers that don't answer are waited for.
 */
final class SharedStore {
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Path data;
    private final CaseIds ids;
    private final List<CompiledDefinition> given;
    private final Supplier<DefinitionTopic> topics;
    private final InstantSource clock;
    private final Terminal terminal;

    /**
     * @param ids what becomes of the ids of cases
     * @param topics opens the topic
     */
    SharedStore(
            Path data,
            CaseIds ids,
            List<CompiledDefinition> given,
            Supplier<DefinitionTopic> topics,
            InstantSource clock,
            Terminal terminal) {
        this.data = data;
        this.ids = ids;
        this.given = given;
        this.topics = topics;
        this.clock = clock;
        this.terminal = terminal;
    }

    Store open() {
        boolean isNew = !Store.isThere(data);
        Store store = isNew ? Store.open(data, firstOnes(), StoreOptions.defaults()) : Store.openExisting(data);
        try {
            CaseKeyOption.claim(store, ids);
            if (isNew || !given.stream().allMatch(d -> GivenDefinitions.isIn(store, d))) {
                learn(store);
            }
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
        return GivenDefinitions.follow(store, data, given, clock);
    }

    /** The first version of each process that the topic has, else the given one; the topic is made where there is none. */
    private List<CompiledDefinition> firstOnes() {
        return patiently(() -> {
            Map<String, CompiledDefinition> first = new HashMap<>();
            try (DefinitionTopic topic = topics.get()) {
                topic.readOrMake(entry -> {
                    DefinitionVersion v = entry.version();
                    if (v != null && v.validFrom() == DefinitionVersion.BEGINNING) {
                        first.putIfAbsent(v.definition().process(), v.compiled());
                    }
                });
            }
            return given.stream()
                    .map(d -> first.getOrDefault(d.definition().process(), d))
                    .toList();
        });
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
