package io.sojourn.api.mining;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sojourn.api.ApiOptions;
import io.sojourn.api.ApiServer;
import io.sojourn.api.Contract;
import io.sojourn.api.resources.Health;
import io.sojourn.api.store.Samples;
import io.sojourn.api.store.Store;
import io.sojourn.api.store.StoreOptions;
import io.sojourn.definition.CompiledDefinition;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A store with random cases, a server over it, and somebody who asks it. */
final class MinedServer implements AutoCloseable {
    static final MiningOptions OPTIONS = new MiningOptions(2, 16, 1_000_000, 1 << 20);
    private static final ObjectMapper MAPPER = new ObjectMapper();

    final Store store;
    private final ApiServer server;
    private final HttpClient http = HttpClient.newHttpClient();

    MinedServer(Path dir, List<CompiledDefinition> definitions, MiningOptions options) {
        store = Store.open(dir, definitions, new StoreOptions(512, 2, 10_000, Duration.ofMillis(5)));
        Health health = new Health(Health.Status.OK, Health.Mode.STORED, null, null, null, Instant.EPOCH);
        server = ApiServer.start(ApiOptions.defaults().withPort(0).withMining(options), store, () -> health);
    }

    /** Stores events; they count when this returns. */
    MinedServer with(MinedEvents events) {
        store.accept(events.results());
        store.accept(Samples.asOf(1, events.lastTime()));
        store.flush();
        return this;
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private HttpRequest request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/api/v1/" + path))
                .build();
    }

    CompletableFuture<HttpResponse<String>> sendAsync(String path) {
        return http.sendAsync(request(path), BodyHandlers.ofString())
                .thenApply(response -> Contract.kept("GET", "/api/v1/" + path, response));
    }

    HttpResponse<String> send(String path) throws Exception {
        return Contract.kept("GET", "/api/v1/" + path, http.send(request(path), BodyHandlers.ofString()));
    }

    JsonNode json(String path) throws Exception {
        HttpResponse<String> response = send(path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return MAPPER.readTree(response.body());
    }

    /** The problem document of a request that is refused. */
    JsonNode problem(String path, int status) throws Exception {
        HttpResponse<String> response = send(path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        return MAPPER.readTree(response.body());
    }

    @Override
    public void close() {
        server.close();
        store.close();
    }
}
