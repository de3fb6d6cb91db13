package io.sojourn.api.store;

import static io.sojourn.api.store.Samples.NOON;
import static io.sojourn.api.store.Samples.about;
import static io.sojourn.api.store.Samples.deletion;
import static io.sojourn.api.store.Samples.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import io.sojourn.fact.FactTable;
import io.sojourn.fact.Result;
import io.sojourn.fact.Result.Kind;
import io.sojourn.fact.Result.Lane;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreTest {
    private static final StoreOptions OPTIONS = new StoreOptions(512, 2, 1_000, Duration.ofMillis(20));

    @TempDir
    Path dir;

    private Store open() {
        return Store.open(dir, Samples.definition(), OPTIONS);
    }

    private static Result stay(long epoch, String caseId, int ordinal, long enteredAt) {
        return row(
                epoch,
                FactTable.STAYS,
                "case_id",
                caseId,
                "episode",
                1,
                "queue",
                "intake",
                "ordinal",
                ordinal,
                "entered_at",
                enteredAt,
                "payer",
                "A");
    }

    private static Result pane(long epoch, long pane, int count) {
        return row(
                epoch,
                FactTable.MEASURE_PANES,
                "measure",
                "received",
                "pane",
                pane,
                "payer",
                "(all)",
                "numerator",
                count,
                "denominator",
                count);
    }

    static List<String> rows(Store store, String sql) throws Exception {
        try (Connection c = store.newConnection();
                Statement s = c.createStatement();
                ResultSet r = s.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (r.next()) {
                List<String> values = new ArrayList<>();
                for (int i = 1; i <= r.getMetaData().getColumnCount(); i++) {
                    values.add(r.getString(i));
                }
                rows.add(String.join("|", values));
            }
            return rows;
        }
    }

    private static String stays(Store store) throws Exception {
        return rows(store, "SELECT case_id, ordinal, epoch_us(entered_at) - " + NOON + " FROM stays ORDER BY ALL")
                .toString();
    }

    @Test
    void theLastWordForAKeyWinsInsideABatchAndOverBatches() throws Exception {
        try (Store store = open()) {
            store.accept(List.of(stay(1, "c1", 1, NOON), stay(1, "c1", 1, NOON + 1), stay(1, "c2", 1, NOON)));
            store.flush();
            store.accept(List.of(stay(1, "c2", 1, NOON + 5), stay(1, "c2", 2, NOON + 6)));
            store.flush();
            assertThat(stays(store)).isEqualTo("[c1|1|1, c2|1|5, c2|2|6]");
        }
    }

    @Test
    void sayingTheSameResultsAgainChangesNothing() throws Exception {
        List<Result> results = List.of(
                stay(1, "c1", 1, NOON),
                pane(1, NOON, 3),
                row(FactTable.EVENTS, "case_id", "c1", "source", "s", "event_id", "e1", "revision", 0, "time", NOON),
                Samples.asOf(Lane.CASES, 0, 1, 1, NOON),
                Samples.asOf(Lane.PANES, 0, 1, 1, NOON),
                Samples.asOf(Lane.AGES, 0, 1, 1, NOON));
        try (Store store = open()) {
            store.accept(results);
            store.flush();
            store.accept(results);
            store.accept(results);
            store.flush();
            assertThat(rows(
                            store,
                            "SELECT count(*) FROM stays UNION ALL SELECT count(*) FROM measure_panes "
                                    + "UNION ALL SELECT count(*) FROM events"))
                    .containsExactly("1", "1", "1");
            assertThat(store.asOf()).hasValue(NOON);
        }
    }

    @Test
    void aDeletedRowIsGoneAndComesBackWhenSaidAgain() throws Exception {
        Result deletion = deletion(1, FactTable.STAYS, "case_id", "c1", "episode", 1, "queue", "intake", "ordinal", 1);
        try (Store store = open()) {
            store.accept(List.of(stay(1, "c1", 1, NOON), deletion));
            store.flush();
            assertThat(stays(store)).isEqualTo("[]");
            store.accept(List.of(stay(1, "c1", 1, NOON)));
            store.flush();
            store.accept(List.of(deletion));
            store.flush();
            assertThat(stays(store)).isEqualTo("[]");
            store.accept(List.of(stay(1, "c1", 1, NOON + 2)));
            store.flush();
            assertThat(stays(store)).isEqualTo("[c1|1|2]");
        }
    }

    @Test
    void whatWasFlushedSurvivesAStopWithoutClose() throws Exception {
        Path copy = dir.resolve("copy");
        Files.createDirectories(copy);
        try (Store store = open()) {
            store.putMeta("position", "41");
            store.accept(List.of(stay(1, "c1", 1, NOON)), Map.of("facts/0", 7L, "facts/1", 8L));
            store.accept(Samples.asOf(1, NOON), Map.of("facts/1", 9L));
            store.flush();
            // What a killed process leaves behind: the file and its write-ahead log as they are now.
            for (String name : List.of("store.duckdb", "store.duckdb.wal")) {
                Files.copy(dir.resolve(name), copy.resolve(name), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        try (Store store = Store.open(copy, Samples.definition(), OPTIONS)) {
            assertThat(stays(store)).isEqualTo("[c1|1|0]");
            assertThat(store.asOf()).hasValue(NOON);
            assertThat(store.meta("position")).contains("41");
            assertThat(store.positions()).isEqualTo(Map.of("facts/0", 7L, "facts/1", 9L));
        }
    }

    @Test
    void knownCasesAreReplacedAfterAReopen() throws Exception {
        try (Store store = open()) {
            store.accept(List.of(stay(1, "c1", 1, NOON)));
        }
        try (Store store = open()) {
            store.accept(List.of(about(Kind.REPLACE_CASE, 2, "c1"), stay(2, "c1", 2, NOON)));
            store.flush();
            assertThat(stays(store)).isEqualTo("[c1|2|0]");
        }
    }

    @Test
    void theStoreOfAnotherDefinitionIsRefused() {
        open().close();
        assertThatThrownBy(() -> Store.open(dir, Samples.definition("authorization", 2, "x"), OPTIONS))
                .isInstanceOfSatisfying(SojournException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.OTHER_DATA);
                    assertThat(e.fullMessage()).contains("version is 1, not 2").contains("Maybe");
                });
        assertThatThrownBy(() -> Store.open(dir, Samples.definition("authorization", 1, "y"), OPTIONS))
                .hasMessageContaining("another text of the definition");
        open().close();
    }

    @Test
    void anExistingStoreKnowsItsDefinition() {
        open().close();
        try (Store store =
                Store.openExisting(dir, OPTIONS, (name, text) -> Samples.definition("authorization", 1, text))) {
            assertThat(store.definition().definition().text()).isEqualTo("process: authorization\n");
        }
        assertThatThrownBy(() -> Store.openExisting(dir.resolve("none"), OPTIONS, (name, text) -> null))
                .isInstanceOfSatisfying(
                        SojournException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND));
    }

    @Test
    void aFailingWriterFailsEveryoneLoudly() {
        Store store = open();
        Result wrongType = row(FactTable.STAYS, "case_id", "c1", "episode", 1, "queue", "q", "ordinal", "one");
        store.accept(List.of(wrongType));
        assertThatThrownBy(store::flush).isInstanceOfSatisfying(SojournException.class, e -> assertThat(e.code())
                .isEqualTo(ErrorCode.BROKEN));
        assertThatThrownBy(() -> store.accept(List.of(stay(1, "c1", 1, NOON)))).isInstanceOf(SojournException.class);
        store.close();
    }

    @Test
    void ofABatchThatFailsNothingIsStored() throws Exception {
        Result event = row(
                FactTable.EVENTS,
                "case_id",
                "c1",
                "source",
                "s",
                "event_id",
                "e1",
                "revision",
                0,
                "operation",
                "append",
                "time",
                NOON);
        Result broken =
                row(FactTable.STAYS, "case_id", "c1", "episode", 1, "queue", "intake", "ordinal", 1, "entered_at", "x");
        Store failing = open();
        failing.accept(List.of(stay(1, "c0", 1, NOON)));
        failing.flush();
        failing.accept(List.of(event, broken));
        assertThatThrownBy(failing::flush).isInstanceOf(SojournException.class);
        failing.close();
        try (Store store = open()) {
            assertThat(rows(store, "SELECT count(*) FROM events")).containsExactly("0");
            assertThat(rows(store, "SELECT case_id FROM stays")).containsExactly("c0");
        }
    }

    @Test
    void nothingIsAppliedWhileSomethingRunsExclusively() throws Exception {
        try (Store store = open()) {
            CountDownLatch committed = new CountDownLatch(1);
            store.addListener(committed::countDown);
            boolean inside = store.exclusively(() -> {
                store.accept(List.of(stay(1, "c1", 1, NOON)));
                return committed.await(100, TimeUnit.MILLISECONDS);
            });
            assertThat(inside).isFalse();
            assertThat(committed.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }
}
