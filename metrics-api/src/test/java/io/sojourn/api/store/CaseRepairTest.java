package io.sojourn.api.store;

import static io.sojourn.api.store.Samples.HOUR;
import static io.sojourn.api.store.Samples.NOON;
import static io.sojourn.api.store.Samples.about;
import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.fact.Result;
import io.sojourn.fact.Result.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaseRepairTest {
    private static final long AS_OF = NOON + 300 * HOUR;

    @TempDir
    Path dir;

    private Store open() {
        return Store.open(dir, BatchFacts.DEFINITION, new StoreOptions(1_024, 2, 10_000, Duration.ofMillis(5)));
    }

    /** A stream that folded everything but two late events of cases that it had evicted. */
    private Store filled() throws Exception {
        Store store = open();
        store.accept(BatchFacts.events(11, 30));
        store.accept(List.of(
                BatchFacts.event("late-1", 1, "SUBMITTED", NOON, false),
                BatchFacts.event("late-1", 2, "DECIDED", NOON + 50 * HOUR, false),
                BatchFacts.event("late-22", 1, "SUBMITTED", NOON, false),
                BatchFacts.event("late-22", 4, "DECIDED", NOON + 90 * HOUR, false),
                about(Kind.EVICT_CASE, 1, "late-1"),
                about(Kind.EVICT_CASE, 1, "late-22")));
        store.accept(Samples.asOf(1, AS_OF));
        store.flush();
        List<Result> said = BatchFacts.of(store, "main.events", AS_OF);
        store.accept(said);
        store.accept(List.of(
                BatchFacts.event("late-1", 3, "REVIEWED", NOON + 20 * HOUR, true),
                BatchFacts.event("late-22", 2, "DECIDED", NOON + 60 * HOUR, true)));
        store.flush();
        return store;
    }

    @Test
    void repairedCasesAgreeWithTheBatchEngine() throws Exception {
        try (Store store = filled()) {
            assertThat(new Verification(store).verify().clean()).isFalse();
            long before = store.commits();
            assertThat(new CaseRepair(store).repair()).isEqualTo(2);
            assertThat(store.commits()).isEqualTo(before + 1);
            assertThat(new Verification(store).verify()).matches(VerifyReport::clean, "clean");
        }
    }

    @Test
    void repairingAgainChangesNothingAndAReopenKeepsIt() throws Exception {
        try (Store store = filled()) {
            new CaseRepair(store).repair();
            new CaseRepair(store).repair();
            assertThat(new Verification(store).verify()).matches(VerifyReport::clean, "clean");
        }
        try (Store store = open()) {
            assertThat(new Verification(store).verify()).matches(VerifyReport::clean, "clean");
            store.accept(List.of(BatchFacts.event("late-1", 9, "DECIDED", NOON + 70 * HOUR, true)));
            store.flush();
            assertThat(new Verification(store).verify().clean()).isFalse();
            new CaseRepair(store).repair();
            assertThat(new Verification(store).verify()).matches(VerifyReport::clean, "clean");
        }
    }

    @Test
    void withoutLateEventsNothingIsRepaired() {
        try (Store store = open()) {
            store.accept(Samples.asOf(1, AS_OF));
            store.flush();
            assertThat(new CaseRepair(store).repair()).isZero();
        }
    }
}
