package io.sojourn.cli;

import io.sojourn.api.definitions.DefinitionDesk;
import io.sojourn.api.definitions.SharedDefinitions;
import io.sojourn.api.feed.FeedMetrics;
import io.sojourn.api.feed.FeedState;
import io.sojourn.api.feed.ResultFeed;
import io.sojourn.api.ingest.Ingest;
import io.sojourn.api.ingest.IngestOptions;
import io.sojourn.api.ingest.KafkaEventSink;
import io.sojourn.api.resources.Health;
import io.sojourn.api.store.Store;
import io.sojourn.definition.CompiledDefinition;
import io.sojourn.definition.Definitions;
import io.sojourn.definition.ProcessDefinition;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import io.sojourn.mining.results.ResultTopics;
import io.sojourn.pseudonym.CaseIds;
import io.sojourn.stream.kafka.KafkaSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/**
 * {@code sojourn serve --kafka}: the API's process of a deployment whose job runs elsewhere. Results come from topics, posted
 * events go to one.
 */
final class KafkaServing {
    private static final String CLOSED = "the job reads events of those processes only that it was submitted with.";

    @Option(
            names = "--kafka",
            paramLabel = "BROKERS",
            description = "Keep the store filled from the topics of results: HOST:PORT,... Needs --definition.")
    private String brokers;

    @Option(
            names = "--definition",
            paramLabel = "FILE",
            description =
                    "With --kafka: a definition that the job runs, again for each further process; a higher version, also in the file later, is put.")
    private List<Path> definitions;

    @Option(
            names = "--topic",
            paramLabel = "NAME",
            defaultValue = KafkaSettings.CASE_EVENTS,
            description = "With --kafka: the topic that posted events go to. Default: ${DEFAULT-VALUE}.")
    private String topic;

    @Option(
            names = "--results",
            paramLabel = "PREFIX",
            defaultValue = "sojourn",
            description =
                    "With --kafka: what the names of the topics of results begin with. Default: ${DEFAULT-VALUE}.")
    private String prefix;

    @Option(
            names = "--client-properties",
            paramLabel = "FILE",
            description = "With --kafka: further properties of the Kafka client (security), name=value lines.")
    private Path properties;

    boolean isWanted() {
        return brokers != null;
    }

    void run(Path data, int port, Delivery delivery, AccessArguments access, SqlPort sqlPort, CaseIds ids) {
        if (definitions == null) {
            throw new SojournException(
                    ErrorCode.BAD_REQUEST,
                    "--kafka needs --definition.",
                    "Maybe name the file of the definition that the job runs.");
        }
        List<CompiledDefinition> compiled =
                definitions.stream().map(Definitions::load).toList();
        KafkaSettings kafka = KafkaSettings.of(brokers)
                .withEvents(topic)
                .withResults(ResultTopics.withPrefix(prefix))
                .withClient(properties == null ? Map.of() : KafkaSettings.read(properties));
        DataFolder folder = DataFolder.create(data);
        Clock clock = Clock.systemUTC();
        Terminal terminal = new Terminal();
        try (Store store = new SharedStore(folder.root(), ids, compiled, kafka::definitions, clock, terminal).open();
                KafkaEventSink events = new KafkaEventSink(
                        kafka.with(Map.of()), topic, store.processes().newest())) {
            Ingest ingest = new Ingest(store.processes().newest(), events, store, clock, IngestOptions.defaults(), ids);
            try (SharedDefinitions shared = new SharedDefinitions(store, kafka.definitions(), ingest::follow, clock)) {
                DefinitionDesk desk = new DefinitionDesk(store, ingest, clock, shared, CLOSED);
                List<WatchedDefinition> rules = WatchedDefinition.of(definitions, compiled, desk, terminal);
                try (Serving serving = Serving.live(
                                folder, store, port, delivery, access, ids, ingest, desk, clock.instant());
                        ResultFeed feed = feed(kafka, new SharedTarget(store, shared), clock)) {
                    serving.addMetrics(new FeedMetrics(feed));
                    serving.answer(sqlPort, terminal);
                    Instant started = clock.instant();
                    serving.await(terminal, () -> look(serving, feed.state(), started, desk, rules));
                }
            }
        }
    }

    /** Each second: how the feed is, and while the brokers answer, what is new of definitions. */
    private static void look(
            Serving serving, FeedState feed, Instant started, DefinitionDesk desk, List<WatchedDefinition> rules) {
        serving.health(health(feed, started));
        if (feed.status() != FeedState.Status.READING) {
            return;
        }
        try {
            desk.exchange();
            rules.forEach(WatchedDefinition::look);
        } catch (SojournException e) {
            if (e.code() != ErrorCode.BUSY) {
                throw e;
            }
            serving.trouble(e);
        }
    }

    private static ResultFeed feed(KafkaSettings kafka, SharedTarget target, Clock clock) {
        List<ProcessDefinition> known = target.store().processes().definitions();
        return ResultFeed.start(kafka.with(Map.of()), kafka.results(), known, target, clock);
    }

    /** What the feed means for who looks; a failure ends the command. */
    private static Health health(FeedState state, Instant started) {
        if (state.failure() != null) {
            throw state.failure();
        }
        Health.Status status = state.status() == FeedState.Status.READING ? Health.Status.OK : Health.Status.STALE;
        return new Health(status, Health.Mode.LIVE, null, null, null, started);
    }
}
