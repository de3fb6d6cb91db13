package io.sojourn.cli.e2e.harness;

import io.sojourn.cli.e2e.Api;
import io.sojourn.cli.e2e.ChildProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * {@code sojourn live}, killed while producers post. Each producer has a dense sequence of events and posts it in shuffled
 * windows, with repetitions, each window until it is acknowledged.
 */
final class LiveRun implements Disturbance {
    private static final Instant BEGIN = Instant.parse("2026-01-05T10:00:00Z");
    private static final int PRODUCERS = 3;
    private static final int MOST_KILLS = 4;
    private static final String DEFINITION =
            """
            process: live
            attributes: {payer: text}
            dimensions: [payer]
            close: activity = 'DONE'
            lateness: 4000d
            queues:
              work: {enter: activity = 'NEW', leave: activity = 'DONE'}
            slas:
              quick: {start: activity = 'NEW', stop: activity = 'DONE', within: 2h}
            measures:
              done: {count: activity = 'DONE', by: [payer]}
            """;

    private final Path shared;
    private final int each;

    /**
     * Runs that are all held against one undisturbed run.
     *
     * @param shared where that one's data is
     * @param each events of each producer
     */
    LiveRun(Path shared, int each) {
        this.shared = shared;
        this.each = each;
    }

    @Override
    public String name() {
        return "live";
    }

    @Override
    public Outcome run(long seed, Path folder) throws Exception {
        if (!Files.exists(shared.resolve("data"))) {
            post(new Random(0), shared, 0);
        }
        Random random = new Random(seed);
        int kills = post(random, folder, 1 + random.nextInt(MOST_KILLS));
        Path data = folder.resolve("data");
        // How often events came again is what differs on purpose.
        Outcome outcome = Outcome.of(kills, shared.resolve("data"), data, Set.of("deliveries"), Set.of());
        if (outcome.events() != (long) PRODUCERS * each) {
            throw new AssertionError("the undisturbed run has " + outcome.events() + " events");
        }
        return outcome;
    }

    /** Posts everything, killing the process when so many events are acknowledged; stops it when all is stored. */
    private int post(Random random, Path folder, int kills) throws Exception {
        Files.createDirectories(folder);
        Path definition = Files.writeString(folder.resolve("live.yaml"), DEFINITION);
        int all = PRODUCERS * each;
        int[] at = random.ints(kills, 1, all).sorted().toArray();
        List<Producer> producers = new ArrayList<>();
        ChildProcess live = start(folder.resolve("start-0"), definition, folder);
        try {
            for (int p = 0; p < PRODUCERS; p++) {
                producers.add(new Producer(events("p" + p), 0, new Random(random.nextLong())));
            }
            producers.forEach(Producer::start);
            tell(producers, live);
            for (int k = 0; k < kills; k++) {
                int acknowledged = at[k];
                live.awaitThat("events are acknowledged", () -> acknowledged(producers) >= acknowledged);
                live.kill();
                live = start(folder.resolve("start-" + (k + 1)), definition, folder);
                tell(producers, live);
            }
            Api api = live.api();
            live.awaitThat("all is acknowledged", () -> acknowledged(producers) == all);
            live.awaitThat(
                    "all is stored", () -> api.get("health").get("events").asInt() >= all);
            live.awaitThat("all is told", () -> api.verify().get("clean").asBoolean());
            live.stop();
        } finally {
            producers.forEach(Producer::close);
            live.close();
        }
        return kills;
    }

    private List<String> events(String source) {
        return IntStream.range(0, each).mapToObj(n -> event(source, n)).toList();
    }

    private static String event(String source, int n) {
        return String.format(
                "{\"schema\":1,\"process\":\"live\",\"case_id\":\"%s-%d\",\"event_id\":\"e%d\",\"source\":\"%s\","
                        + "\"sequence\":%d,\"activity\":\"%s\",\"time\":\"%s\",\"attributes\":{\"payer\":\"P%d\"}}",
                source,
                n / 2,
                n,
                source,
                n,
                n % 2 == 0 ? "NEW" : "DONE",
                BEGIN.plusSeconds(60L * n + (n % 2 == 1 ? n * 37L % 7200 : 0)),
                n / 2 % 3);
    }

    private static void tell(List<Producer> producers, ChildProcess live) {
        Api api = live.api();
        producers.forEach(p -> p.to(() -> api));
    }

    private static int acknowledged(List<Producer> producers) {
        return producers.stream()
                .flatMapToInt(p -> IntStream.of(p.acknowledged()))
                .sum();
    }

    private static ChildProcess start(Path output, Path definition, Path folder) {
        return ChildProcess.sojourn(
                output,
                "live",
                "--definition",
                definition.toString(),
                "--data",
                folder.resolve("data").toString(),
                "--port",
                "0",
                "--checkpoint-seconds",
                "0.5");
    }
}
