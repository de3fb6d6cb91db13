package io.sojourn.cli;

import io.sojourn.api.definitions.DefinitionDesk;
import io.sojourn.api.definitions.SharedDefinitions;
import io.sojourn.api.feed.ResultFeed;
import io.sojourn.api.ingest.Ingest;
import io.sojourn.api.ingest.IngestOptions;
import io.sojourn.api.ingest.KafkaEventSink;
import io.sojourn.api.store.Store;
import io.sojourn.definition.CompiledDefinition;
import io.sojourn.definition.DefinitionVersion;
import io.sojourn.definition.ProcessDefinition;
import io.sojourn.pseudonym.CaseIds;
import io.sojourn.stream.kafka.KafkaSettings;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** What {@code serve --kafka} is made of, without its server. */
final class KafkaApi implements AutoCloseable {
    final Store store;
    final KafkaEventSink events;
    final DefinitionDesk desk;
    final ResultFeed feed;
    private final SharedDefinitions shared;

    /** @param clock gives the instant from which versions that are put are valid */
    KafkaApi(Path data, CompiledDefinition given, KafkaSettings kafka, InstantSource clock) {
        store = new SharedStore(data, CaseIds.AS_THEY_COME, List.of(given), kafka::definitions, clock, new Terminal())
                .open();
        List<ProcessDefinition> newest = List.of(store.definition().definition());
        events = new KafkaEventSink(kafka.with(Map.of()), kafka.events(), newest);
        Ingest ingest = new Ingest(newest, events, store, clock, IngestOptions.defaults());
        shared = new SharedDefinitions(store, kafka.definitions(), ingest::follow, clock);
        desk = new DefinitionDesk(store, ingest, clock, shared, null);
        List<ProcessDefinition> known = store.history().versions().stream()
                .map(DefinitionVersion::definition)
                .toList();
        feed = ResultFeed.start(
                kafka.with(Map.of()), kafka.results(), known, new SharedTarget(store, shared), InstantSource.system());
    }

    @Override
    public void close() {
        feed.close();
        shared.close();
        events.close();
        store.close();
    }
}
