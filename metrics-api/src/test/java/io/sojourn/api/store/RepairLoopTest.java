package io.sojourn.api.store;

import static io.sojourn.api.store.Samples.HOUR;
import static io.sojourn.api.store.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sojourn.event.SojournException;
import io.sojourn.fact.FactTable;
import io.sojourn.fact.Result;
import io.sojourn.fact.Result.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepairLoopTest {
    private static final long AS_OF = NOON + 300 * HOUR;
    private static final List<String> REPAIRED = List.of(
            "cases",
            "stays",
            "sla_clocks",
            "activity_instances",
            "handoffs",
            "exceptions",
            "durations",
            "case_relations",
            "measure_panes",
            "queue_panes",
            "queue_aging");

    @TempDir
    Path dir;

    private Store open() {
        return Store.open(dir, BatchFacts.DEFINITION, new StoreOptions(1_024, 2, 10_000, Duration.ofMillis(5)));
    }

    private static Result evict(String caseId) {
        return Samples.about(Kind.EVICT_CASE, 1, caseId);
    }

    /** What the stream said of all events, none of them late, and of cases that have left it. */
    private Store filled(int evicted) throws Exception {
        Store store = open();
        store.accept(BatchFacts.events(5, 40));
        store.accept(Samples.asOf(1, AS_OF));
        for (int i = 0; i < evicted; i++) {
            store.accept(List.of(evict("case-" + i)));
        }
        store.flush();
        store.accept(BatchFacts.of(store, "main.events", AS_OF));
        store.flush();
        return store;
    }

    private static Result late(Random random, int n) {
        String activity = List.of("SUBMITTED", "REVIEWED", "ASKED", "DECIDED").get(random.nextInt(4));
        long time = NOON + random.nextInt(280) * HOUR;
        return BatchFacts.event("case-" + random.nextInt(25), 100 + n, activity, time, true);
    }

    private static TreeMap<String, List<String>> content(Store store) throws Exception {
        TreeMap<String, List<String>> all = new TreeMap<>();
        for (String table : REPAIRED) {
            all.put(table, StoreTest.rows(store, "SELECT * FROM " + table + " ORDER BY ALL"));
        }
        return all;
    }

    @Test
    void roundsOfRepairsGiveWhatARepairOfAllCasesGives() throws Exception {
        String given = System.getProperty("sojourn.seed", "");
        long seed = given.isEmpty() ? 77 : Long.parseLong(given);
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        Store store = filled(25);
        try {
            for (int round = 0; round < 6; round++) {
                List<Result> more = new ArrayList<>();
                for (int n = random.nextInt(6); n >= 0; n--) {
                    more.add(late(random, round * 10 + n));
                }
                store.accept(more);
                store.flush();
                if (random.nextInt(3) == 0) {
                    store.close();
                    store = open();
                }
                new CaseRepair(store).repair();
                assertThat(new Verification(store).verify()).matches(VerifyReport::clean, "clean, seed " + seed);
                TreeMap<String, List<String>> bySteps = content(store);
                new CaseRepair(store).repairAll();
                assertThat(bySteps).as("seed %d, round %d", seed, round).isEqualTo(content(store));
            }
        } finally {
            store.close();
        }
    }

    @Test
    void onlyCasesWithNewLateEventsAndOpenOnesWhenTheClockMovesAreRecomputed() throws Exception {
        try (Store store = filled(25)) {
            store.accept(List.of(
                    BatchFacts.event("case-1", 101, "DECIDED", NOON + 290 * HOUR, true),
                    BatchFacts.event("case-2", 101, "SUBMITTED", NOON + 290 * HOUR, true)));
            store.flush();
            CaseRepair repair = new CaseRepair(store);
            assertThat(repair.repair()).isEqualTo(2);
            assertThat(repair.repair()).isZero();
            store.accept(List.of(BatchFacts.event("case-1", 102, "DECIDED", NOON + 291 * HOUR, true)));
            store.flush();
            assertThat(repair.repair()).isOne();
            store.accept(Samples.asOf(1, AS_OF + 100 * HOUR));
            store.flush();
            assertThat(repair.anyOpen()).isTrue();
            assertThat(repair.repair()).isOne();
            assertThat(StoreTest.rows(
                            store,
                            "SELECT state FROM sla_clocks WHERE case_id = 'case-2' AND episode ="
                                    + " (SELECT max(episode) FROM cases WHERE case_id = 'case-2')"))
                    .containsExactly("breached");
        }
    }

    @Test
    void aCaseThatTheStreamTellsAnewLosesWhatTheRepairAddedToPanes() throws Exception {
        try (Store store = filled(25)) {
            TreeMap<String, List<String>> before = content(store);
            store.accept(List.of(BatchFacts.event("case-3", 101, "DECIDED", NOON + 1, true)));
            store.flush();
            new CaseRepair(store).repair();
            assertThat(content(store).get("measure_panes")).isNotEqualTo(before.get("measure_panes"));
            List<Result> events = BatchFacts.events(5, 40).stream()
                    .filter(r -> r.values()[2].equals("case-3"))
                    .toList();
            store.accept(List.of(Samples.replacement(2, "case-3", 1)));
            store.accept(events);
            store.flush();
            store.accept(BatchFacts.of(store, "main.events", AS_OF).stream()
                    .filter(r -> r.table().owner() == FactTable.Owner.CASE)
                    .toList());
            store.flush();
            assertThat(new CaseRepair(store).repair()).isZero();
            TreeMap<String, List<String>> after = content(store);
            before.remove("queue_aging");
            after.remove("queue_aging");
            assertThat(after).isEqualTo(before);
        }
    }

    @Test
    void aRepairGivesUpWhenTheStreamTellsACaseAnewMeanwhile() throws Exception {
        try (Store store = filled(25)) {
            store.accept(List.of(BatchFacts.event("case-3", 101, "DECIDED", NOON + 1, true)));
            store.flush();
            store.watchReplacements();
            long key = Batch.caseKey(new Object[] {"authorization", 1L, "case-3"});
            store.accept(List.of(Samples.replacement(2, "case-4", 1)));
            store.flush();
            assertThat(store.applyRepair(store.newBatch(), List.of(key), List.of()))
                    .isTrue();
            store.accept(List.of(Samples.replacement(2, "case-3", 1)));
            store.flush();
            long commits = store.commits();
            assertThat(store.applyRepair(store.newBatch(), List.of(key), List.of()))
                    .isFalse();
            assertThat(store.commits()).isEqualTo(commits);
        }
    }

    @Test
    void theLoopRepairsOnlyForAReasonAndRestsMuchLongerThanItWorks() throws Exception {
        try (Store store = filled(25)) {
            long[] clock = {1_000};
            // Each look at the clock is a second later: a repair takes a second.
            RepairLoop loop = new RepairLoop(store, Duration.ofSeconds(4), () -> clock[0] += 1_000_000_000L);
            assertThat(loop.step()).as("at the start").isTrue();
            store.accept(List.of(BatchFacts.event("case-1", 101, "DECIDED", NOON + 290 * HOUR, true)));
            store.flush();
            assertThat(loop.step()).as("it rests").isFalse();
            clock[0] += 8_000_000_000L;
            assertThat(loop.step()).as("nine times the work is over").isTrue();
            assertThat(store.repairs().cases()).isOne();
            clock[0] += 60_000_000_000L;
            assertThat(loop.step()).as("nothing new").isFalse();
            assertThat(store.repairs().repairs()).isEqualTo(2);
            assertThat(new Verification(store).verify()).matches(VerifyReport::clean, "clean");
        }
    }

    @Test
    void aFailedRepairIsCountedAndTriedAgain() throws Exception {
        Store store = filled(25);
        long[] clock = {0};
        RepairLoop loop = new RepairLoop(store, Duration.ofSeconds(4), () -> clock[0]);
        store.close();
        assertThatThrownBy(() -> new CaseRepair(store).repair()).isInstanceOf(SojournException.class);
        assertThat(loop.step()).isFalse();
        assertThat(store.repairs().failures()).isEqualTo(2);
        assertThat(loop.step()).as("it rests").isFalse();
        assertThat(store.repairs().failures()).isEqualTo(2);
        clock[0] = 5_000_000_000L;
        assertThat(loop.step()).isFalse();
        assertThat(store.repairs().failures()).isEqualTo(3);
    }
}
