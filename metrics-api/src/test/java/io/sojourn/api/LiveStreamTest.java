package io.sojourn.api;

import static io.sojourn.api.store.Samples.HOUR;
import static io.sojourn.api.store.Samples.NOON;
import static io.sojourn.api.store.Samples.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sojourn.api.mining.MiningOptions;
import io.sojourn.api.store.Samples;
import io.sojourn.api.store.Store;
import io.sojourn.fact.FactTable;
import io.sojourn.fact.Result;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveStreamTest {
    @TempDir
    Path dir;

    /** A listener that reads only when it is asked to. */
    private static final class Listener implements AutoCloseable {
        private final Socket socket = new Socket();
        private final BufferedReader in;

        Listener(int port) throws IOException {
            this(port, 1 << 20);
        }

        Listener(int port, int buffer) throws IOException {
            socket.setReceiveBufferSize(buffer);
            socket.setSoTimeout(20_000);
            socket.connect(new InetSocketAddress("127.0.0.1", port));
            socket.getOutputStream()
                    .write("GET /api/v1/live HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        }

        /** Reads on to the next line that begins so, and gives the rest of it. */
        String next(String begin) throws IOException {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.startsWith(begin)) {
                    return line.substring(begin.length());
                }
            }
            return null;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private static void move(Store store, long minutes) {
        store.accept(Samples.asOf(1, NOON + minutes * 60_000_000));
        store.flush();
    }

    private static String metrics(ApiServer server) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + server.port() + "/metrics");
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                .body();
    }

    @Test
    void listenersGetASnapshotAtOnceAndAfterChanges() throws Exception {
        try (Store store = SampleStore.open(dir);
                ApiServer server = ApiServer.start(ApiOptions.defaults().withPort(0), store, () -> SampleStore.HEALTH);
                Listener listener = new Listener(server.port())) {
            assertThat(listener.next("event: ")).isEqualTo("snapshot");
            JsonNode first = new ObjectMapper().readTree(listener.next("data: "));
            assertThat(first.fieldNames())
                    .toIterable()
                    .containsExactly("health", "queues", "measures", "slas", "handoffs", "signals");
            assertThat(first.path("queues").path("as_of").textValue()).isEqualTo("2026-03-02T12:00:00Z");
            move(store, 5);
            assertThat(new ObjectMapper()
                            .readTree(listener.next("data: "))
                            .path("queues")
                            .path("as_of")
                            .textValue())
                    .isEqualTo("2026-03-02T12:05:00Z");
        }
    }

    @Test
    void whoStopsReadingIsDroppedAndHoldsUpNobody() throws Exception {
        try (Store store = SampleStore.open(dir);
                ApiServer server =
                        ApiServer.start(ApiOptions.defaults().withPort(0), store, () -> SampleStore.HEALTH)) {
            store.accept(longHandoffs());
            store.flush();
            try (Listener silent = new Listener(server.port(), 4_096);
                    Listener reader = new Listener(server.port())) {
                for (int i = 1; i <= 4; i++) {
                    move(store, i);
                    assertThat(reader.next("data: ")).isNotNull();
                }
                await().atMost(Duration.ofSeconds(30))
                        .until(() -> metrics(server).contains("sojourn_live_dropped_total 1.0"));
                assertThat(metrics(server)).contains("sojourn_live_clients 1.0");
                move(store, 9);
                assertThat(reader.next("data: ")).isNotNull();
                assertThat(silent.socket.isClosed()).isFalse();
            }
        }
    }

    @Test
    void oneListenerTooManyIsRefused() throws Exception {
        ApiOptions one = new ApiOptions("127.0.0.1", 0, 2, 1, MiningOptions.defaults());
        try (Store store = SampleStore.open(dir);
                ApiServer server = ApiServer.start(one, store, () -> SampleStore.HEALTH);
                Listener first = new Listener(server.port())) {
            assertThat(first.next("event: ")).isEqualTo("snapshot");
            try (Listener second = new Listener(server.port())) {
                assertThat(second.next("HTTP/1.1 ")).startsWith("503");
            }
        }
    }

    /** Snapshots of several megabytes: more than the buffers between two sockets hold. */
    private static List<Result> longHandoffs() {
        List<Result> all = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            all.add(row(
                    FactTable.HANDOFFS,
                    "case_id",
                    "L-" + i,
                    "episode",
                    1,
                    "ordinal",
                    2,
                    "from_party",
                    i + "x".repeat(10_000),
                    "to_party",
                    "y",
                    "released_at",
                    NOON - HOUR,
                    "picked_up_at",
                    NOON - HOUR,
                    "delay_us",
                    0,
                    "payer",
                    "A"));
        }
        return all;
    }
}
