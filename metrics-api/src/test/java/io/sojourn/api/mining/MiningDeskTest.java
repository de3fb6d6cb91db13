package io.sojourn.api.mining;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.javalin.http.HttpResponseException;
import io.sojourn.api.access.Scope;
import io.sojourn.api.resources.Reads;
import io.sojourn.api.store.Samples;
import io.sojourn.api.store.Store;
import io.sojourn.definition.CompiledDefinition;
import io.sojourn.definition.DefinitionHistory;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MiningDeskTest {
    private static final CompiledDefinition DEFINITION = MinedEvents.definition("authorization");
    private final DefinitionHistory history = DefinitionHistory.of(DEFINITION);
    private final AtomicInteger computed = new AtomicInteger();
    private Store store;
    private MiningDesk desk;

    @BeforeEach
    void open(@TempDir Path dir) {
        store = Store.open(dir, DEFINITION);
        desk = new MiningDesk(store, new MiningOptions(1, 1, 100, 4_000));
    }

    @AfterEach
    void close() {
        desk.close();
        store.close();
    }

    private Question question(String key, int bytes) {
        return new Question(key, log -> {
            computed.incrementAndGet();
            return new byte[bytes];
        });
    }

    /** Begins when it says so, and ends when it is let go. */
    private Question held(CountDownLatch begun, CountDownLatch go) {
        return new Question("held", log -> {
            begun.countDown();
            await(go);
            return new byte[1];
        });
    }

    private byte[] get(CompletableFuture<byte[]> answer) throws Exception {
        return answer.get(20, TimeUnit.SECONDS);
    }

    @Test
    void aQuestionOfManyIsAnsweredOnceAndOneTooManyIsRefused() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        CompletableFuture<byte[]> running = desk.ask(history, Scope.all(), held(begun, go));
        begun.await();
        CompletableFuture<byte[]> waiting = desk.ask(history, Scope.all(), question("a", 1));
        CompletableFuture<byte[]> same = desk.ask(history, Scope.all(), question("a", 1));
        CompletableFuture<byte[]> tooMany = desk.ask(history, Scope.all(), question("b", 1));

        assertThatThrownBy(() -> get(tooMany))
                .hasRootCauseInstanceOf(HttpResponseException.class)
                .hasMessageContaining("too many questions");
        assertThat(waiting).isNotDone();
        go.countDown();
        assertThat(get(running)).hasSize(1);
        assertThat(get(waiting)).isSameAs(get(same));
        assertThat(computed).hasValue(1);
        assertThat(get(desk.ask(history, Scope.all(), question("b", 1)))).hasSize(1);
    }

    @Test
    void whatIsKnownIsAnsweredWhileAllThreadsAreAtWork() throws Exception {
        byte[] known = get(desk.ask(history, Scope.all(), question("a", 5)));
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        CompletableFuture<byte[]> running = desk.ask(history, Scope.all(), held(begun, go));
        begun.await();

        assertThat(desk.ask(history, Scope.all(), question("a", 5))).isCompletedWithValue(known);
        go.countDown();
        get(running);
    }

    @Test
    void answersGoWhenThereIsNoRoomForThem() throws Exception {
        get(desk.ask(history, Scope.all(), question("large", 970)));
        get(desk.ask(history, Scope.all(), question("large", 970)));
        assertThat(computed)
                .as("more than a quarter of the room, eight bytes a sign of the question included, is not kept")
                .hasValue(2);
        for (int i = 0; i < 5; i++) {
            get(desk.ask(history, Scope.all(), question("q" + i, 984)));
        }
        get(desk.ask(history, Scope.all(), question("q4", 984)));
        assertThat(computed).hasValue(7);
        get(desk.ask(history, Scope.all(), question("q0", 984)));
        assertThat(computed).hasValue(8);
    }

    @Test
    void theWriterDoesNotWaitForAReadingWhichSeesOneCommit() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        MinedEvents events = MinedEvents.of(DEFINITION, 1, 3);
        try (Reads reads = new Reads(store, 1)) {
            CompletableFuture<Integer> reading =
                    CompletableFuture.supplyAsync(() -> reads.read(history, Scope.all(), s -> {
                        begun.countDown();
                        await(go);
                        return new LogReading(s, 100, Long.MAX_VALUE).read().size();
                    }));
            begun.await();
            store.accept(events.results());
            store.accept(Samples.asOf(1, events.lastTime()));
            store.flush();
            go.countDown();
            assertThat(reading.get(20, TimeUnit.SECONDS)).isZero();
            assertThat(reads.<Integer>read(history, Scope.all(), s -> new LogReading(s, 100, Long.MAX_VALUE)
                            .read()
                            .size()))
                    .isEqualTo(events.effective().size());
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aFailureIsToldAndNotKept() throws Exception {
        assertThatThrownBy(() -> get(desk.ask(history, Scope.all(), new Question("x", log -> {
                    throw new IllegalStateException("no");
                }))))
                .hasRootCauseMessage("no");
        assertThat(get(desk.ask(history, Scope.all(), question("x", 1)))).hasSize(1);
    }
}
