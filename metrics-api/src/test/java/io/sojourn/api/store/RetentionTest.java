package io.sojourn.api.store;

import static io.sojourn.api.store.Samples.HOUR;
import static io.sojourn.api.store.Samples.NOON;
import static io.sojourn.api.store.Samples.about;
import static io.sojourn.api.store.StoreTest.rows;
import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.definition.CompiledDefinition;
import io.sojourn.definition.Definitions;
import io.sojourn.fact.Result.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetentionTest {
    private static final long AS_OF = NOON + 300 * HOUR;
    private static final long RETAINED = 200 * HOUR;
    private static final CompiledDefinition DEFINITION =
            Definitions.compile("test.yaml", BatchFacts.DEFINITION.definition().text() + "retain: 200h\n");
    private static final String CLOSED =
            "SELECT case_id FROM cases GROUP BY case_id HAVING bool_and(closed_at IS NOT NULL)";
    private static final String OLD = "SELECT case_id FROM events GROUP BY case_id HAVING epoch_us(max(time)) < "
            + (AS_OF - RETAINED) + " INTERSECT (" + CLOSED + ") ORDER BY 1";

    @TempDir
    Path dir;

    private Store open() {
        return Store.open(dir, DEFINITION, new StoreOptions(1_024, 2, 10_000, Duration.ofMillis(5)));
    }

    /** What a stream has told when all closed cases have left it. */
    private Store filled() throws Exception {
        Store store = open();
        store.accept(BatchFacts.events(11, 60));
        store.accept(List.of(
                BatchFacts.event("late-1", 1, "SUBMITTED", NOON, false),
                BatchFacts.event("late-1", 2, "DECIDED", NOON + 50 * HOUR, false)));
        store.accept(Samples.asOf(1, AS_OF));
        store.flush();
        store.accept(BatchFacts.of(store, "main.events", AS_OF));
        store.flush();
        for (String caseId : rows(store, CLOSED)) {
            store.accept(List.of(about(Kind.EVICT_CASE, 1, caseId)));
        }
        store.flush();
        return store;
    }

    private static void assertClean(Store store) {
        assertThat(new Verification(store).verify()).matches(VerifyReport::clean, "clean");
    }

    @Test
    void oldCasesGoAndTheirPartOfThePanesStays() throws Exception {
        try (Store store = filled()) {
            List<String> old = rows(store, OLD);
            List<String> panes = rows(store, "SELECT * FROM measure_panes ORDER BY ALL");
            List<String> queues = rows(store, "SELECT * FROM queue_panes ORDER BY ALL");
            long cases = rows(store, "SELECT DISTINCT case_id FROM events").size();
            assertThat(old).isNotEmpty().hasSizeLessThan((int) cases);
            assertThat(new Retention(store).step()).isEqualTo(old.size());
            assertThat(rows(store, OLD)).isEmpty();
            for (String table : List.of("events", "cases", "stays", "sla_clocks", "activity_instances", "durations")) {
                assertThat(rows(store, "SELECT DISTINCT case_id FROM " + table))
                        .as(table)
                        .doesNotContainAnyElementsOf(old);
            }
            assertThat(rows(store, "SELECT DISTINCT case_id FROM events")).hasSize((int) cases - old.size());
            assertThat(rows(store, "SELECT * FROM measure_panes ORDER BY ALL")).isEqualTo(panes);
            assertThat(rows(store, "SELECT * FROM queue_panes ORDER BY ALL")).isEqualTo(queues);
            assertClean(store);
        }
        try (Store store = open()) {
            assertClean(store);
        }
    }

    @Test
    void stepsAreBoundedAndGoOnUntilNothingIsOld() throws Exception {
        try (Store store = filled()) {
            int old = rows(store, OLD).size();
            Retention retention = new Retention(store, 3);
            int gone = 0;
            for (int n = retention.step(); n > 0; n = retention.step()) {
                assertThat(n).isLessThanOrEqualTo(3);
                gone += n;
                assertClean(store);
            }
            assertThat(gone).isEqualTo(old).isGreaterThan(3);
            assertThat(retention.isDue(AS_OF)).isFalse();
            assertThat(retention.isDue(AS_OF + HOUR)).isTrue();
        }
    }

    @Test
    void aCaseWithALateEventStaysUntilItIsRepaired() throws Exception {
        try (Store store = filled()) {
            store.accept(List.of(BatchFacts.event("late-1", 3, "REVIEWED", NOON + 20 * HOUR, true)));
            store.flush();
            new Retention(store).step();
            assertThat(rows(store, OLD)).containsExactly("late-1");
            new CaseRepair(store).repair();
            List<String> panes = rows(store, "SELECT * FROM queue_panes ORDER BY ALL");
            assertThat(new Retention(store).step()).isEqualTo(1);
            assertThat(rows(store, OLD)).isEmpty();
            assertThat(rows(store, "SELECT * FROM queue_panes ORDER BY ALL")).isEqualTo(panes);
            assertClean(store);
        }
    }

    @Test
    void aLateEventOfACaseThatWentIsRepairedByItself() throws Exception {
        try (Store store = filled()) {
            new Retention(store).step();
            store.accept(List.of(BatchFacts.event("late-1", 3, "DECIDED", NOON + 20 * HOUR, true)));
            store.flush();
            assertThat(new CaseRepair(store).repair()).isEqualTo(1);
            assertClean(store);
            assertThat(new Retention(store).step()).isEqualTo(1);
            assertClean(store);
        }
    }

    @Test
    void aCaseThatComesBackAfterItWentIsTheBatchEngines() throws Exception {
        try (Store store = filled()) {
            new Retention(store).step();
            store.accept(List.of(
                    BatchFacts.event("late-1", 3, "SUBMITTED", AS_OF - HOUR, true),
                    about(Kind.EVICT_CASE, 1, "late-1")));
            store.flush();
            assertThat(new CaseRepair(store).repair()).isEqualTo(1);
            assertThat(rows(store, "SELECT episode FROM cases WHERE case_id = 'late-1'"))
                    .containsExactly("1");
            assertClean(store);
            assertThat(new Retention(store).step()).isZero();
        }
    }

    @Test
    void openCasesAndThoseOfTheStreamStay() throws Exception {
        try (Store store = open()) {
            store.accept(List.of(
                    BatchFacts.event("open", 1, "SUBMITTED", NOON, false),
                    BatchFacts.event("closed", 1, "DECIDED", NOON, false),
                    about(Kind.EVICT_CASE, 1, "open")));
            store.accept(Samples.asOf(1, AS_OF));
            store.flush();
            store.accept(BatchFacts.of(store, "main.events", AS_OF));
            store.flush();
            assertThat(new Retention(store).step()).isZero();
            assertThat(rows(store, "SELECT case_id FROM events ORDER BY 1")).containsExactly("closed", "open");
        }
    }

    @Test
    void theRepairLoopLetsOldCasesGo() throws Exception {
        try (Store store = filled();
                RepairLoop loop = RepairLoop.start(store)) {
            loop.step();
            assertThat(rows(store, OLD)).isEmpty();
            assertClean(store);
        }
    }
}
