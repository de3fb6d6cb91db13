package io.sojourn.benchmark.stream;

import io.javalin.Javalin;
import io.sojourn.api.ApiOptions;
import io.sojourn.api.ApiServer;
import io.sojourn.api.resources.Health;
import io.sojourn.api.store.RepairLoop;
import io.sojourn.api.store.Store;
import io.sojourn.definition.CompiledDefinition;
import io.sojourn.stream.EmbeddedJob;
import io.sojourn.stream.sink.Handovers;
import io.sojourn.stream.source.LiveLog;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.apache.flink.util.FileUtils;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The server that is put under load, put together as the command {@code live} does, while simulated events come in; and beside it a bare
 * Javalin with one route, {@code /bare}, that answers with as many bytes as {@code /api/v1/queues}. Prints both ports, runs until its
 * input ends.
 */
@Command(name = "serving", mixinStandardHelpOptions = true, description = "The server of the load program.")
public final class ApiServing implements Callable<Integer> {
    @Option(names = "--rate", defaultValue = "0", description = "Events a second. Default: ${DEFAULT-VALUE}.")
    private int rate;

    @Option(names = "--filled", defaultValue = "100000", description = "Events before. Default: ${DEFAULT-VALUE}.")
    private int filled;

    @Option(names = "--folder", defaultValue = "target/benchmark/serving", description = "For temporary files.")
    private Path folder;

    private static final int FILLING_RATE = 10_000;
    private final PrintWriter out = new PrintWriter(System.out, true);
    private final CompiledDefinition definition = Work.definition();
    private volatile boolean ended;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new ApiServing()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        FileUtils.deleteFileOrDirectory(folder.toFile());
        Files.createDirectories(folder);
        Path logs = folder.resolve("live");
        try (Store store = Store.open(folder.resolve("store"), definition);
                LiveLog log = LiveLog.open(logs, InstantSource.system())) {
            Handovers.register(folder.toString(), store);
            try (EmbeddedJob job = BenchmarkJob.live(definition, folder, logs, Duration.ofSeconds(10), 1);
                    RepairLoop repairs = RepairLoop.start(store);
                    ApiServer api = api(store)) {
                SteadyEvents events = new SteadyEvents(log, FILLING_RATE, new Delays());
                events.run(Duration.ofSeconds(filled / FILLING_RATE));
                serve(events.at(rate), api);
            }
        } finally {
            Handovers.remove(folder.toString());
            FileUtils.deleteFileOrDirectory(folder.toFile());
        }
        return 0;
    }

    private static ApiServer api(Store store) {
        Health health = new Health(Health.Status.OK, Health.Mode.LIVE, null, null, null, Instant.now());
        return ApiServer.start(ApiOptions.defaults().withPort(0), store, () -> health);
    }

    private void serve(SteadyEvents events, ApiServer api) throws Exception {
        byte[] bytes = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + api.port() + "/api/v1/queues"))
                                .build(),
                        BodyHandlers.ofByteArray())
                .body();
        Javalin bare = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.jetty.host = "127.0.0.1";
            config.jetty.port = 0;
            config.routes.get(
                    "/bare", ctx -> ctx.contentType("application/json").result(bytes));
        });
        bare.start();
        Thread feed = new Thread(() -> feed(events), "feed");
        feed.start();
        out.println(api.port() + " " + bare.port() + " " + bytes.length);
        while (System.in.read() >= 0) {
            // Runs until its input ends.
        }
        ended = true;
        feed.join();
        bare.stop();
    }

    /** Says each ten seconds how many events a second have come in, while they do. */
    private void feed(SteadyEvents events) {
        try {
            while (!ended) {
                long begin = System.nanoTime();
                long sent = rate == 0 ? idle() : events.run(Duration.ofSeconds(10));
                out.println("fed " + Math.round(sent * 1e9 / (System.nanoTime() - begin)));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Without events the log's own ticks move as_of on, some each second. */
    private static long idle() throws InterruptedException {
        Thread.sleep(1_000);
        return 0;
    }
}
