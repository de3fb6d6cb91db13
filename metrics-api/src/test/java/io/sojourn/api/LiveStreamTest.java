package io.sojourn.api;

import static io.sojourn.api.store.Samples.HOUR;
import static io.sojourn.api.store.Samples.NOON;
import static io.sojourn.api.store.Samples.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sojourn.api.Listener.Received;
import io.sojourn.api.mining.MiningOptions;
import io.sojourn.api.resources.Health;
import io.sojourn.api.store.Samples;
import io.sojourn.api.store.Store;
import io.sojourn.fact.FactTable;
import io.sojourn.fact.Result;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveStreamTest {
    private static final long MINUTE = 60_000_000;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TempDir
    Path dir;

    private volatile Health health = SampleStore.HEALTH;
    private Store store;
    private ApiServer server;

    @BeforeEach
    void start() {
        store = SampleStore.open(dir);
        server = ApiServer.start(ApiOptions.defaults().withPort(0), store, () -> health);
    }

    @AfterEach
    void stop() {
        server.close();
        store.close();
    }

    private void move(long minutes) {
        store.accept(Samples.asOf(1, NOON + minutes * MINUTE));
        store.flush();
    }

    private String metrics() throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + server.port() + "/metrics");
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                .body();
    }

    private static String asOf(Received snapshot) throws Exception {
        return MAPPER.readTree(snapshot.data()).path("queues").path("as_of").textValue();
    }

    /** A clock that was due so many minutes after noon. */
    private void breach(String caseId, long minutes) {
        store.accept(List.of(clock(caseId, "breached", NOON + minutes * MINUTE)));
    }

    private static Result clock(String caseId, String state, long due) {
        return row(
                FactTable.SLA_CLOCKS,
                "case_id",
                caseId,
                "episode",
                1,
                "sla",
                "standard",
                "ordinal",
                1,
                "started_at",
                NOON - 10 * HOUR,
                "limit_us",
                72 * HOUR,
                "at_risk_at",
                due,
                "due_at",
                due,
                "state",
                state,
                "payer",
                "A");
    }

    @Test
    void listenersGetASnapshotAtOnceAndAfterChanges() throws Exception {
        try (Listener listener = new Listener(server.port())) {
            Received first = listener.next();
            assertThat(first.type()).isEqualTo("snapshot");
            JsonNode snapshot = MAPPER.readTree(first.data());
            assertThat(snapshot.fieldNames())
                    .toIterable()
                    .containsExactly("health", "queues", "measures", "slas", "handoffs", "signals");
            assertThat(asOf(first)).isEqualTo("2026-03-02T12:00:00Z");
            move(5);
            assertThat(of("2026-03-02T12:05:00Z", listener)).isNotNull();
        }
    }

    @Test
    void whoListensLaterGetsTheSnapshotOfTheOthersWithItsId() throws Exception {
        try (Listener first = new Listener(server.port())) {
            Received snapshot = first.next();
            try (Listener second = new Listener(server.port())) {
                assertThat(second.next().data()).isEqualTo(snapshot.data());
            }
        }
    }

    @Test
    void aDeadlineThatPassesIsToldOnceAndOneThatHadPassedBeforeIsNot() throws Exception {
        try (Listener listener = new Listener(server.port())) {
            listener.next("snapshot");
            breach("R-7", 2);
            breach("R-8", -30);
            store.accept(List.of(clock("R-9", "at_risk", NOON + 5 * MINUTE)));
            move(5);
            Received atRisk = listener.next("at_risk");
            assertThat(MAPPER.readTree(atRisk.data()).path("case_id").textValue())
                    .isEqualTo("R-9");
            Received breach = listener.next("breach");
            assertThat(MAPPER.readTree(breach.data()).path("case_id").textValue())
                    .isEqualTo("R-7");
            assertThat(MAPPER.readTree(breach.data()).path("due_at").textValue())
                    .isEqualTo("2026-03-02T12:02:00Z");
            move(6);
            assertThat(of("2026-03-02T12:06:00Z", listener)).isNotNull();
        }
    }

    @Test
    void whoComesBackGetsWhatItHasMissedInOrderAndNothingTwice() throws Exception {
        try (Listener stays = new Listener(server.port())) {
            String seen = stays.next("snapshot").id();
            breach("R-7", 2);
            move(5);
            Received breach = stays.next("breach");
            Received snapshot = of("2026-03-02T12:05:00Z", stays);
            breach("R-8", 6);
            move(7);
            Received second = stays.next("breach");
            Received newest = of("2026-03-02T12:07:00Z", stays);
            try (Listener back = new Listener(server.port(), 1 << 20, seen)) {
                assertThat(List.of(back.next(), back.next())).containsExactly(breach, second);
                assertThat(asOf(back.next())).isEqualTo(asOf(newest));
            }
            try (Listener back = new Listener(server.port(), 1 << 20, snapshot.id())) {
                assertThat(back.next("breach")).isEqualTo(second);
                assertThat(asOf(back.next())).isEqualTo(asOf(newest));
            }
            try (Listener back = new Listener(server.port(), 1 << 20, newest.id())) {
                move(8);
                assertThat(of("2026-03-02T12:08:00Z", back)).isNotNull();
            }
        }
    }

    @Test
    void whatPassedWhileNobodyListenedIsToldToWhoComesBack() throws Exception {
        String seen;
        try (Listener listener = new Listener(server.port())) {
            seen = listener.next("snapshot").id();
        }
        breach("R-7", 2);
        move(5);
        try (Listener back = new Listener(server.port(), 1 << 20, seen)) {
            Received breach = back.next("breach");
            assertThat(MAPPER.readTree(breach.data()).path("case_id").textValue())
                    .isEqualTo("R-7");
            assertThat(of("2026-03-02T12:05:00Z", back)).isNotNull();
        }
    }

    @Test
    void anUnknownIdIsSaidAndFollowedByASnapshot() throws Exception {
        try (Listener first = new Listener(server.port())) {
            String id = first.next().id();
            String later = id.substring(0, id.lastIndexOf('-')) + "-99";
            for (String unknown : List.of("x", "1-1", later, id + "-1", "-", "é")) {
                try (Listener back = new Listener(server.port(), 1 << 20, unknown)) {
                    assertThat(back.next())
                            .isEqualTo(new Received(null, "reset", "{\"because\":\"the id is unknown or too old\"}"));
                    assertThat(back.next().type()).isEqualTo("snapshot");
                }
            }
        }
    }

    @Test
    void whatBecomesStaleIsToldAlsoToWhoComesWhileItIs() throws Exception {
        try (Listener listener = new Listener(server.port())) {
            listener.next("snapshot");
            health = SampleStore.HEALTH.with(Health.Status.STALE, "the disk is full");
            assertThat(listener.next().data()).isEqualTo("{\"stale\":true}");
            try (Listener second = new Listener(server.port())) {
                assertThat(second.next()).isEqualTo(new Received(null, "stale", "{\"stale\":true}"));
            }
            health = SampleStore.HEALTH;
            assertThat(listener.next().data()).isEqualTo("{\"stale\":false}");
        }
    }

    @Test
    void lineBreaksInAFactMakeNoEvents() throws Exception {
        try (Listener listener = new Listener(server.port())) {
            listener.next("snapshot");
            breach("R\r\n\r\nevent: snapshot\ndata: {}\r\rid: 7\n\n", 2);
            move(5);
            Received breach = listener.next("breach");
            assertThat(MAPPER.readTree(breach.data()).path("case_id").textValue())
                    .startsWith("R\r\n\r\nevent: snap");
            assertThat(of("2026-03-02T12:05:00Z", listener)).isNotNull();
        }
    }

    @Test
    void whoStopsReadingIsDroppedAndHoldsUpNobody() throws Exception {
        store.accept(longHandoffs());
        store.flush();
        try (Listener silent = new Listener(server.port(), 4_096, null);
                Listener reader = new Listener(server.port())) {
            for (int i = 1; i <= 4; i++) {
                move(i);
                assertThat(reader.next("snapshot")).isNotNull();
            }
            await().atMost(Duration.ofSeconds(30)).until(() -> metrics().contains("sojourn_live_dropped_total 1.0"));
            assertThat(metrics()).contains("sojourn_live_clients 1.0");
            move(9);
            assertThat(reader.next("snapshot")).isNotNull();
            assertThat(silent.isOpen()).isTrue();
        }
    }

    @Test
    void oneListenerTooManyIsRefusedUntilOneGoes() throws Exception {
        ApiOptions one = new ApiOptions("127.0.0.1", 0, 2, 1, MiningOptions.defaults());
        try (ApiServer small = ApiServer.start(one, store, () -> SampleStore.HEALTH);
                Listener first = new Listener(small.port())) {
            assertThat(first.next().type()).isEqualTo("snapshot");
            try (Listener second = new Listener(small.port())) {
                assertThat(second.head("HTTP/1.1 ")).startsWith("503");
                assertThat(second.head("Retry-After: ")).isNotBlank();
            }
        }
    }

    @Test
    void manyListenersGetTheSameBytesBesideSomeThatNeverRead() throws Exception {
        List<Listener> all = new ArrayList<>();
        try {
            for (int i = 0; i < 80; i++) {
                all.add(new Listener(server.port(), i < 10 ? 4_096 : 1 << 18, null));
            }
            List<Listener> reading = all.subList(10, all.size());
            for (Listener listener : reading) {
                listener.next("snapshot");
            }
            move(1);
            Received expected = of("2026-03-02T12:01:00Z", reading.get(0));
            for (Listener listener : reading.subList(1, reading.size())) {
                assertThat(of("2026-03-02T12:01:00Z", listener)).isEqualTo(expected);
            }
        } finally {
            for (Listener listener : all) {
                listener.close();
            }
        }
    }

    /** The snapshot as of an instant, if nothing but snapshots comes before it: what takes long to compute is kept for a while. */
    private static Received of(String instant, Listener listener) throws Exception {
        Received event = listener.next();
        while (event.type().equals("snapshot") && !asOf(event).equals(instant)) {
            event = listener.next();
        }
        return event.type().equals("snapshot") ? event : null;
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
