package io.sojourn.api.store;

import static io.sojourn.api.store.Samples.NOON;
import static io.sojourn.api.store.Samples.asOf;
import static io.sojourn.api.store.Samples.inGroup;
import static io.sojourn.api.store.Samples.row;
import static io.sojourn.api.store.StoreTest.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import io.sojourn.fact.FactTable;
import io.sojourn.fact.Result;
import io.sojourn.fact.Result.Lane;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLongArray;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A task at one instant sees of all writers what they said up to it, while they go on at their own pace. */
class MeetingTest {
    private static final int WRITERS = 4;
    private static final int LEAD = 3;

    @TempDir
    Path dir;

    private final AtomicLongArray rounds = new AtomicLongArray(WRITERS);
    private final AtomicBoolean stopping = new AtomicBoolean();

    private Store open() {
        return Store.open(dir, Samples.definition(), new StoreOptions(512, 2, 1_000, Duration.ofMillis(5)));
    }

    /** Writers 0 and 1 say cases, 2 panes, 3 ages: each round a row of that round, then the round as as_of. */
    private static Result said(int writer, long round) {
        long at = NOON + round;
        return switch (writer) {
            case 0, 1 ->
                inGroup(
                        writer * 64 + 5,
                        row(
                                FactTable.STAYS,
                                "case_id",
                                "c" + writer,
                                "episode",
                                1,
                                "queue",
                                "intake",
                                "ordinal",
                                1,
                                "entered_at",
                                at));
            case 2 ->
                inGroup(
                        9,
                        row(FactTable.QUEUE_PANES, "queue", "intake", "pane", NOON, "payer", "(all)", "arrivals", at));
            default -> inGroup(70, row(FactTable.QUEUE_AGING, "queue", "intake", "payer", "(none)", "open", at));
        };
    }

    private static Result word(int writer, long round) {
        return switch (writer) {
            case 0, 1 -> asOf(Lane.CASES, writer, 2, 1, NOON + round);
            case 2 -> asOf(Lane.PANES, 0, 1, 1, NOON + round);
            default -> asOf(Lane.AGES, 0, 1, 1, NOON + round);
        };
    }

    private void say(Store store, int writer, Random random) {
        for (long round = 1; !stopping.get(); round++) {
            store.accept(List.of(said(writer, round)));
            if (random.nextInt(4) == 0) {
                Thread.yield();
            }
            store.accept(List.of(word(writer, round)));
            if (round % 300 == 0) {
                store.flush();
            }
            rounds.set(writer, round);
            while (round - slowest() > LEAD && !stopping.get()) {
                Thread.onSpinWait();
            }
        }
    }

    private long slowest() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < WRITERS; i++) {
            least = Math.min(least, rounds.get(i));
        }
        return least;
    }

    private static List<String> saidIn(Store store) throws Exception {
        return rows(
                store,
                "SELECT said FROM (SELECT case_id AS writer, epoch_us(entered_at) AS said FROM stays"
                        + " UNION ALL SELECT 'panes 2', arrivals FROM queue_panes"
                        + " UNION ALL SELECT 'panes 3', open FROM queue_aging"
                        + " UNION ALL SELECT 'progress', as_of_us FROM kept.progress) ORDER BY writer");
    }

    @Test
    void aTaskSeesOneInstantOfAllWritersAndNothingIsLostOrTornBehindIt() throws Exception {
        String given = System.getProperty("sojourn.seed", "");
        long seed = given.isEmpty() ? System.nanoTime() : Long.parseLong(given);
        System.out.println("-Dsojourn.seed=" + seed);
        List<Thread> writers = new ArrayList<>();
        try (Store store = open()) {
            for (int i = 0; i < WRITERS; i++) {
                int writer = i;
                writers.add(new Thread(() -> say(store, writer, new Random(seed + writer))));
            }
            writers.forEach(Thread::start);
            while (slowest() < 1) {
                Thread.onSpinWait();
            }
            long before = 0;
            for (int i = 0; i < 20; i++) {
                List<String> said = store.atOneInstant(() -> saidIn(store));
                assertThat(said).as("seed %d, meeting %d", seed, i).hasSize(5);
                assertThat(said.stream().distinct())
                        .as("%s, seed %d", said, seed)
                        .hasSize(1);
                long now = Long.parseLong(said.get(0));
                assertThat(now).isGreaterThan(before);
                before = now;
            }
            stopping.set(true);
            for (Thread t : writers) {
                t.join();
            }
            store.flush();
            assertThat(saidIn(store).subList(0, 4))
                    .containsExactly(
                            "" + (NOON + rounds.get(0)),
                            "" + (NOON + rounds.get(1)),
                            "" + (NOON + rounds.get(2)),
                            "" + (NOON + rounds.get(3)));
        } finally {
            stopping.set(true);
        }
    }

    @Test
    void whereNobodySpeaksWhatIsStoredIsTaken() throws Exception {
        try (Store store = open()) {
            assertThat(store.atOneInstant(() -> "empty")).isEqualTo("empty");
            store.accept(List.of(said(0, 1), word(0, 1), said(2, 1)));
            assertThat(store.atOneInstant(() -> rows(store, "SELECT arrivals - " + NOON + " FROM queue_panes")))
                    .containsExactly("1");
        }
    }

    @Test
    @Tag("full")
    void writersThatNeverMeetAreWaitedForTenSecondsAndLoseNothing() throws Exception {
        try (Store store = open()) {
            for (int writer = 0; writer < WRITERS; writer++) {
                store.accept(List.of(said(writer, 1), word(writer, 1)));
            }
            Thread one = new Thread(() -> {
                for (long round = 2; !stopping.get(); round++) {
                    store.accept(List.of(said(0, round), word(0, round)));
                    rounds.set(0, round);
                }
            });
            one.start();
            assertThatThrownBy(() -> store.atOneInstant(() -> "never"))
                    .isInstanceOfSatisfying(
                            SojournException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BUSY));
            stopping.set(true);
            one.join();
            store.flush();
            assertThat(rows(store, "SELECT epoch_us(entered_at) - " + NOON + " FROM stays WHERE case_id = 'c0'"))
                    .containsExactly("" + rounds.get(0));
        } finally {
            stopping.set(true);
        }
    }
}
