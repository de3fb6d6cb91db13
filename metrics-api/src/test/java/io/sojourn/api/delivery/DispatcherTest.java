package io.sojourn.api.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sojourn.api.delivery.Message.State;
import io.sojourn.api.delivery.Receiver.Call;
import io.sojourn.api.delivery.Receiver.Reply;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DispatcherTest {
    private static final Secret SECRET = Secret.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "test");

    private DuckDBConnection store;
    private Receiver receiver;
    private Dispatcher dispatcher;
    private Instant now = Instant.parse("2026-11-21T18:05:00Z");
    private long asOf;

    @BeforeEach
    void open() throws Exception {
        store = (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:");
        receiver = new Receiver();
        dispatcher = dispatcher(receiver.url());
    }

    @AfterEach
    void close() throws SQLException {
        dispatcher.close();
        receiver.close();
        store.close();
    }

    private Dispatcher dispatcher(URI url) {
        Destination destination = Destination.of("erp", url, SECRET).inPrivateNetwork();
        return new Dispatcher(
                destination.withTimeout(Duration.ofMillis(500)), this::connection, () -> now, () -> asOf, 7);
    }

    private Connection connection() {
        try {
            return store.duplicate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void put(String subject, int revision) throws SQLException {
        try (Connection c = connection()) {
            Outbox.put(
                    c,
                    Message.ready(
                            subject + "-" + revision, "erp", subject, revision, "{\"n\":" + revision + "}", 1_000));
        }
    }

    private Message newest(String subject) throws SQLException {
        try (Connection c = connection()) {
            return Outbox.newest(c, subject).orElseThrow();
        }
    }

    @Test
    void messageIsSignedAndSentOnce() throws Exception {
        put("a", 1);

        dispatcher.run();
        dispatcher.run();

        assertThat(receiver.calls).hasSize(1);
        Call call = receiver.calls.get(0);
        assertThat(call.contentType()).startsWith("application/cloudevents+json");
        assertThat(call.timestamp()).isEqualTo(Long.toString(now.getEpochSecond()));
        assertThat(call.signature()).isEqualTo(SECRET.sign("a-1", now.getEpochSecond(), call.body()));
        assertThat(newest("a").state()).isEqualTo(State.DELIVERED);
    }

    @Test
    void theSameMessageTwiceIsOne() throws Exception {
        put("a", 1);
        put("a", 1);

        dispatcher.run();

        assertThat(receiver.calls).hasSize(1);
    }

    @Test
    void failuresAreTriedAgainWithTheSameIdAndANewTimestamp() throws Exception {
        receiver.answer(Reply.of(500), Reply.of(502), Reply.of(503));
        put("a", 1);

        for (int i = 0; i < 4; i++) {
            Duration rest = dispatcher.run();
            now = now.plus(rest);
        }

        assertThat(receiver.calls).hasSize(4).extracting(Call::id).containsOnly("a-1");
        assertThat(receiver.calls).extracting(Call::timestamp).doesNotHaveDuplicates();
        assertThat(newest("a").state()).isEqualTo(State.DELIVERED);
        assertThat(newest("a").attempts()).isEqualTo(4);
    }

    @Test
    void nothingIsTriedBeforeItsTime() throws Exception {
        receiver.answer(Reply.of(500));
        put("a", 1);
        Duration rest = dispatcher.run();

        now = now.plus(rest).minusMillis(1);
        dispatcher.run();

        assertThat(rest).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(6));
        assertThat(receiver.calls).hasSize(1);
    }

    @Test
    void waitsFollowThePlanAndEndAfterTenTries() throws Exception {
        for (int i = 0; i < 20; i++) {
            receiver.answer(Reply.of(500));
        }
        put("a", 1);

        List<Duration> waits = new ArrayList<>();
        while (newest("a").state() != State.DEAD) {
            Duration rest = dispatcher.run();
            waits.add(rest);
            now = now.plus(rest);
        }

        assertThat(receiver.calls).hasSize(10);
        for (int i = 0; i < 9; i++) {
            Duration planned = RetryPlan.WAITS.get(i);
            assertThat(waits.get(i)).isBetween(planned, planned.multipliedBy(6).dividedBy(5));
        }
        assertThat(newest("a").lastError()).contains("answer 500");
        try (Connection c = connection()) {
            assertThat(Outbox.dead(c)).extracting(Message::messageId).containsExactly("a-1");
        }
    }

    @Test
    void retryAfterIsRespectedByAllMessages() throws Exception {
        receiver.answer(new Reply(429, Map.of("Retry-After", "3600")));
        put("a", 1);
        dispatcher.run();
        put("b", 1);

        now = now.plusSeconds(3_599);
        dispatcher.run();
        assertThat(receiver.calls).hasSize(1);

        now = now.plusSeconds(1);
        dispatcher.run();
        assertThat(receiver.calls).extracting(Call::id).containsExactly("a-1", "a-1", "b-1");
    }

    @Test
    void retryAfterMayBeADate() throws Exception {
        receiver.answer(new Reply(503, Map.of("Retry-After", "Sat, 21 Nov 2026 20:05:00 GMT")));
        put("a", 1);

        assertThat(dispatcher.run()).isEqualTo(Duration.ofHours(2));
    }

    @Test
    void redirectIsAFailureAndNotFollowed() throws Exception {
        receiver.answer(new Reply(302, Map.of("Location", receiver.url() + "/elsewhere")));
        put("a", 1);

        dispatcher.run();

        assertThat(receiver.calls).hasSize(1);
        assertThat(newest("a").state()).isEqualTo(State.WAIT);
        assertThat(newest("a").lastError()).isEqualTo("answer 302");
    }

    @Test
    void goneDisablesTheDestination() throws Exception {
        receiver.answer(Reply.of(410));
        put("a", 1);
        put("b", 1);

        dispatcher.run();

        assertThat(receiver.calls).hasSize(1);
        assertThat(dispatcher.isDisabled()).isTrue();
        assertThat(newest("a").state()).isEqualTo(State.DEAD);
        assertThat(newest("b").state()).isEqualTo(State.DEAD);
    }

    @Test
    void receiverThatTookItAndSaidNothingIsToldAgainWithTheSameId() throws Exception {
        receiver.answer(Reply.SILENCE);
        put("a", 1);

        Duration rest = dispatcher.run();
        assertThat(newest("a").lastError()).contains("no answer in 500 ms");
        now = now.plus(rest);
        dispatcher.run();

        assertThat(receiver.calls).extracting(Call::id).containsExactly("a-1", "a-1");
        assertThat(newest("a").state()).isEqualTo(State.DELIVERED);
    }

    @Test
    void receiverThatIsAwayIsTriedAgain() throws Exception {
        URI url = receiver.url();
        receiver.close();
        put("a", 1);
        try (Dispatcher away = dispatcher(url)) {
            away.run();
        }

        assertThat(newest("a").state()).isEqualTo(State.WAIT);
        assertThat(newest("a").lastError()).contains("no connection");
    }

    @Test
    void newerRevisionTakesThePlaceOfOlderOnes() throws Exception {
        receiver.answer(Reply.of(500));
        put("a", 1);
        dispatcher.run();
        put("a", 2);
        put("a", 3);

        now = now.plus(Duration.ofHours(1));
        dispatcher.run();

        assertThat(receiver.calls).extracting(Call::id).containsExactly("a-1", "a-3");
    }

    @Test
    void olderRevisionIsNeverSentAfterANewerOne() throws Exception {
        put("a", 2);
        dispatcher.run();
        put("a", 1);

        dispatcher.run();

        assertThat(receiver.calls).extracting(Call::id).containsExactly("a-2");
    }

    @Test
    void crashInATryMeansTheSameMessageAgain() throws Exception {
        put("a", 1);
        try (Connection c = connection()) {
            Outbox.update(c, newest("a").sending());
        }

        try (Dispatcher afterRestart = dispatcher(receiver.url())) {
            afterRestart.run();
        }

        assertThat(receiver.calls).extracting(Call::id).containsExactly("a-1");
        assertThat(newest("a").state()).isEqualTo(State.DELIVERED);
        assertThat(newest("a").attempts()).isEqualTo(2);
    }

    @Test
    void expiredMessageIsNotSent() throws Exception {
        put("a", 1);
        asOf = 1_000;

        dispatcher.run();

        assertThat(receiver.calls).isEmpty();
        assertThat(newest("a").state()).isEqualTo(State.DEAD);
    }

    @Test
    void threadDeliversByItself() throws Exception {
        dispatcher.start();
        put("a", 1);

        await().until(() -> newest("a").state() == State.DELIVERED);
        assertThat(receiver.calls).hasSize(1);
    }
}
