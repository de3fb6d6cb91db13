package io.sojourn.api.store;

import static io.sojourn.api.store.Samples.HOUR;
import static io.sojourn.api.store.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sojourn.fact.FactTable;
import io.sojourn.fact.Result;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerificationTest {
    private static final long AS_OF = NOON + 200 * HOUR;

    @TempDir
    Path dir;

    private Store filled() throws Exception {
        Store store = Store.open(dir, BatchFacts.DEFINITION, new StoreOptions(1_024, 2, 10_000, Duration.ofMillis(5)));
        store.accept(BatchFacts.events(7, 60));
        store.accept(Samples.asOf(1, AS_OF));
        store.flush();
        store.accept(BatchFacts.of(store, "main.events", AS_OF));
        store.flush();
        return store;
    }

    @Test
    void aFaithfulStoreIsClean() throws Exception {
        try (Store store = filled()) {
            VerifyReport report = new Verification(store).verify();
            assertThat(report.clean()).as("%s", report).isTrue();
            assertThat(report.asOfMicros()).isEqualTo(AS_OF);
            assertThat(report.tables())
                    .filteredOn(t -> t.equal() > 0)
                    .extracting(VerifyReport.TableReport::table)
                    .contains("cases", "stays", "sla_clocks", "handoffs", "measure_panes", "queue_aging");
            assertThat(new Verification(store).verify()).isEqualTo(report);
        }
    }

    @Test
    void aMissingAnExtraAndAWrongRowAreShownSideBySide() throws Exception {
        try (Store store = filled()) {
            List<Result> said = BatchFacts.of(store, "main.events", AS_OF);
            Result stay = said.stream()
                    .filter(r -> r.table() == FactTable.STAYS)
                    .findFirst()
                    .orElseThrow();
            Object[] missing = java.util.Arrays.copyOf(stay.values(), 6);
            Object[] extra = stay.values().clone();
            extra[5] = 99L;
            Object[] wrong = said.stream()
                    .filter(r -> r.table() == FactTable.HANDOFFS)
                    .findFirst()
                    .orElseThrow()
                    .values()
                    .clone();
            wrong[5] = 1_000L;
            store.accept(List.of(
                    Result.delete(FactTable.STAYS, missing, Result.NO_GROUP, 1),
                    Result.upsert(FactTable.STAYS, extra, 1),
                    Result.upsert(FactTable.HANDOFFS, wrong, 1)));
            store.flush();
            VerifyReport report = new Verification(store).verify();
            assertThat(report.clean()).isFalse();
            VerifyReport.TableReport stays = table(report, "stays");
            assertThat(stays.onlyStored()).isOne();
            assertThat(stays.onlyRecomputed()).isOne();
            assertThat(stays.differences()).hasSize(2);
            VerifyReport.TableReport handoffs = table(report, "handoffs");
            assertThat(handoffs.different()).isOne();
            VerifyReport.Difference d = handoffs.differences().get(0);
            assertThat(d.stored()).containsEntry("from_ordinal", "1000");
            assertThat(d.recomputed()).doesNotContainEntry("from_ordinal", "1000");
        }
    }

    private static VerifyReport.TableReport table(VerifyReport report, String name) {
        return report.tables().stream()
                .filter(t -> t.table().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void anEmptyStoreHasNothingToVerify() {
        try (Store store = Store.open(dir, BatchFacts.DEFINITION)) {
            assertThatThrownBy(() -> new Verification(store).verify()).hasMessageContaining("nothing to verify");
        }
    }
}
