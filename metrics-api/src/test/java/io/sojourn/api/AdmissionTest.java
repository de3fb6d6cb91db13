package io.sojourn.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.api.resources.QueryResult;
import io.sojourn.api.store.Store;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdmissionTest {
    private final HttpClient http = HttpClient.newHttpClient();
    private final CountDownLatch entered = new CountDownLatch(Admission.MOST);
    private final CountDownLatch leave = new CountDownLatch(1);
    private Store store;
    private ApiServer server;

    @BeforeEach
    void start(@TempDir Path dir) {
        store = SampleStore.open(dir);
        server = ApiServer.start(
                ApiOptions.defaults().withPort(0), store, () -> SampleStore.HEALTH, this::slowQuery, List::of);
    }

    @AfterEach
    void stop() {
        leave.countDown();
        server.close();
        store.close();
    }

    private QueryResult slowQuery(String text) {
        entered.countDown();
        try {
            assertThat(leave.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return new QueryResult(List.of(), List.of(), false, 0, text);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
    }

    private HttpResponse<String> get(String path) throws Exception {
        return http.send(request(path).build(), BodyHandlers.ofString());
    }

    @Test
    void oneRequestTooManyIsRefusedAtOnceAndHealthIsNot() throws Exception {
        HttpRequest slow = request("/api/v1/sql")
                .POST(BodyPublishers.ofString("{\"sql\":\"SELECT 1\"}"))
                .build();
        List<CompletableFuture<HttpResponse<String>>> all = new ArrayList<>();
        for (int i = 0; i < Admission.MOST; i++) {
            all.add(http.sendAsync(slow, BodyHandlers.ofString()));
        }
        assertThat(entered.await(60, TimeUnit.SECONDS)).isTrue();

        HttpResponse<String> refused = get("/api/v1/queues");
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        assertThat(refused.body()).contains("64 requests are being answered already.");
        assertThat(get("/api/v1/health").statusCode()).isEqualTo(200);
        assertThat(get("/metrics").statusCode()).isEqualTo(200);
        try (Listener listener = new Listener(server.port())) {
            assertThat(listener.next().type()).isEqualTo("snapshot");
        }

        leave.countDown();
        for (CompletableFuture<HttpResponse<String>> one : all) {
            assertThat(one.get(60, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        }
        assertThat(get("/api/v1/queues").statusCode()).isEqualTo(200);
    }

    @Test
    void failedRequestsGiveTheirPlaceBack() throws Exception {
        for (int i = 0; i < Admission.MOST; i++) {
            assertThat(get("/api/v1/nothing").statusCode()).isEqualTo(404);
            assertThat(get("/api/v1/queues?by=nothing").statusCode()).isEqualTo(400);
            assertThat(http.send(
                                    request("/api/v1/sql")
                                            .header("Origin", "http://elsewhere")
                                            .POST(BodyPublishers.noBody())
                                            .build(),
                                    BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(403);
        }
        assertThat(get("/api/v1/queues").statusCode()).isEqualTo(200);
    }
}
