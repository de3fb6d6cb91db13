package io.sojourn.api.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workers that are killed, by hand or because a query asks too much. */
class LostWorkerTest {
    private static final String SLOW = "select count(*) from events a, events b, events c, events d";
    private static final Duration BACK = Duration.ofSeconds(3);

    @TempDir
    private Path folder;

    private SampleStore store;
    private Snapshots snapshots;

    @BeforeEach
    void open() throws SQLException {
        store = new SampleStore(2_000);
        snapshots = new Snapshots(
                folder.resolve("snapshots"), store::open, store::commits, Duration.ZERO, InstantSource.system());
    }

    @AfterEach
    void close() throws SQLException {
        snapshots.close();
        store.close();
    }

    private SqlGateway gateway(int workers, Duration timeout) {
        return new SqlGateway(
                SqlOptions.in(folder.resolve("workers")).withWorkers(workers).withTimeout(timeout), snapshots);
    }

    /** Worker processes of this test: they keep their files in its folder. */
    private List<ProcessHandle> workers() {
        return ProcessHandle.current()
                .children()
                .filter(p -> p.info().commandLine().orElse("").contains(folder + "/workers/"))
                .toList();
    }

    private static Duration busy(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private static void kill(ProcessHandle process) throws Exception {
        assertThat(new ProcessBuilder("kill", "-9", Long.toString(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }

    private static void assertAnswers(SqlGateway gateway) {
        assertThat(gateway.query("select count(*) as n from cases").rows()).hasToString("[[2000]]");
    }

    /** The machine may have other work: then a return takes as long as the first start does, and no longer than twice that. */
    @Test
    void aKilledWorkerIsBackForTheNextQuery() throws Exception {
        try (SqlGateway gateway = gateway(1, Duration.ofSeconds(60))) {
            long begun = System.nanoTime();
            assertAnswers(gateway);
            long first = millisSince(begun);
            ProcessHandle worker = workers().get(0);
            Duration before = busy(worker);
            CompletableFuture<SojournException> running = CompletableFuture.supplyAsync(
                    () -> catchThrowableOfType(SojournException.class, () -> gateway.query(SLOW)));
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> busy(worker).minus(before).toMillis() > 300);
            long start = System.nanoTime();
            kill(worker);
            assertThat(running.join().code()).isEqualTo(ErrorCode.QUERY_LIMIT);
            assertAnswers(gateway);
            long back = millisSince(start);
            System.out.printf("SQL worker: first answer after %d ms, after kill -9 in a query %d ms%n", first, back);
            assertThat(back).isLessThan(Math.max(BACK.toMillis(), 2 * first));
            assertThat(workers()).hasSize(1).doesNotContain(worker);

            ProcessHandle waiting = workers().get(0);
            kill(waiting);
            waiting.onExit().join();
            assertAnswers(gateway);
        }
        assertThat(left()).as("files of killed workers").isEmpty();
    }

    private static long millisSince(long start) {
        return (System.nanoTime() - start) / 1_000_000;
    }

    private List<Path> left() throws Exception {
        try (Stream<Path> files = Files.list(folder.resolve("workers"))) {
            return files.toList();
        }
    }

    static final List<String> GREEDY = List.of(
            SLOW,
            "with recursive r(n) as (select 1 union all select n + 1 from r) select max(n) from r",
            "with recursive r(s) as (select 'xxxxxxxxxxxxxxxx' union all select s || s from r) select max(length(s)) from r",
            "select string_agg(a.case_id || b.case_id, ',' order by a.time, b.time) from events a, events b");

    /** As counts and bounds, not as times: each ends with its own word, this process keeps nothing of them, and goes on. */
    @Test
    @Tag("full")
    void twentyGreedyQueriesAtATimeEndAndLeaveNothing() throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(20);
        try (SqlGateway gateway = gateway(2, Duration.ofSeconds(2))) {
            assertAnswers(gateway);
            long before = heap();
            List<CompletableFuture<SojournException>> all = IntStream.range(0, 20)
                    .mapToObj(i -> CompletableFuture.supplyAsync(
                            () -> catchThrowableOfType(
                                    SojournException.class, () -> gateway.query(GREEDY.get(i % GREEDY.size()))),
                            clients))
                    .toList();
            AtomicInteger most = new AtomicInteger();
            Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> {
                most.accumulateAndGet(workers().size(), Math::max);
                return all.stream().allMatch(CompletableFuture::isDone);
            });
            assertThat(all).allSatisfy(f -> assertThat(f.join().code()).isIn(ErrorCode.QUERY_LIMIT, ErrorCode.BUSY));
            long limited = all.stream()
                    .filter(f -> f.join().code() == ErrorCode.QUERY_LIMIT)
                    .count();
            assertAnswers(gateway);
            long kept = heap() - before;
            System.out.printf(
                    "20 greedy queries: %d stopped, %d told to come again, at most %d workers, heap %+d KB%n",
                    limited, 20 - limited, most.get(), kept >> 10);
            assertThat(limited).isGreaterThanOrEqualTo(2);
            assertThat(most.get()).as("two, and those that end").isLessThanOrEqualTo(4);
            assertThat(kept).as("bytes of this process").isLessThan(32L << 20);
        } finally {
            clients.shutdown();
        }
        assertThat(left()).isEmpty();
    }

    private static long heap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
