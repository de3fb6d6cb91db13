package io.sojourn.api.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.api.delivery.Message;
import io.sojourn.api.delivery.Outbox;
import io.sojourn.api.staffing.Staffing;
import io.sojourn.api.staffing.StaffingOptions;
import io.sojourn.api.store.Samples;
import io.sojourn.api.store.Store;
import io.sojourn.fact.FactTable;
import io.sojourn.fact.Result;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gateway and the outbox on the product's own store, while it is written. */
class StoreSnapshotTest {
    @TempDir
    private Path folder;

    @Test
    void queriesSeeWholeCommitsOfTheStore() {
        try (Store store = Store.open(folder, Samples.definition());
                Snapshots snapshots = new Snapshots(
                        folder.resolve("snapshots"),
                        store::newConnection,
                        store::commits,
                        Duration.ZERO,
                        InstantSource.system());
                SqlGateway gateway =
                        new SqlGateway(SqlOptions.in(folder.resolve("workers")).withWorkers(1), snapshots)) {
            for (int i = 0; i < 3; i++) {
                store.accept(cases(i * 1_000, 1_000));
                store.flush();

                QueryResult result = gateway.query("select count(*) as n, count(distinct case_id) as d from cases");

                assertThat(result.rows().get(0))
                        .extracting(String::valueOf)
                        .containsOnly(Integer.toString((i + 1) * 1_000));
            }
        }
    }

    @Test
    void outboxIsWrittenBesideTheStoresOwnWriter() throws Exception {
        try (Store store = Store.open(folder, Samples.definition());
                Staffing staffing =
                        new Staffing(Samples.definition(), store::newConnection, StaffingOptions.defaults());
                Connection connection = store.newConnection()) {
            for (int i = 0; i < 50; i++) {
                store.accept(cases(i * 100, 100));
                Outbox.put(connection, Message.ready("m" + i, "erp", "s", i, "{}", Long.MAX_VALUE));
            }
            store.flush();

            assertThat(Outbox.newest(connection, "s").orElseThrow().revision()).isEqualTo(49);
            assertThat(staffing.signals()).isEmpty();
            assertThat(staffing.evaluate(Samples.NOON)).isEqualTo(Staffing.Outcome.NO_RULES);
        }
    }

    private static List<Result> cases(int from, int count) {
        return IntStream.range(from, from + count)
                .mapToObj(i -> Samples.row(
                        FactTable.CASES,
                        "process",
                        "authorization",
                        "version",
                        1L,
                        "case_id",
                        "c" + i,
                        "episode",
                        1L,
                        "started_at",
                        Samples.NOON))
                .toList();
    }
}
