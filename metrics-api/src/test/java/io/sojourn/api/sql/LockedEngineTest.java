package io.sojourn.api.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a worker's engine holds and keeps when both walls are switched off; what it refuses is in {@link SqlAttacksTest}. */
class LockedEngineTest {
    @TempDir
    private static Path folder;

    private static SampleStore store;
    private static Snapshots snapshots;
    private static WorkerDatabase database;

    @BeforeAll
    static void open() throws Exception {
        store = new SampleStore(1);
        snapshots = new Snapshots(folder, store::open, store::commits, Duration.ZERO, InstantSource.system());
        Files.writeString(folder.resolve("x.csv"), "a\n1\n");
        Snapshots.Lease lease = snapshots.acquire();
        database = WorkerDatabase.open(
                lease.file().toString(),
                new SqlWorker.WorkerSettings(256, folder.resolve("spill").toString(), null));
    }

    @AfterAll
    static void close() throws SQLException {
        database.close();
        snapshots.close();
        store.close();
    }

    @Test
    void snapshotHoldsThePublicTablesOnly() throws SQLException {
        try (Statement statement = database.connection().createStatement();
                ResultSet rows = statement.executeQuery(
                        "select count(*), count(*) filter (where table_name = 'secret_salary') from duckdb_tables()")) {
            rows.next();
            assertThat(rows.getInt(1)).isEqualTo(Catalog.PUBLIC.size() + 1); // and the calendars
            assertThat(rows.getInt(2)).isZero();
        }
    }

    /** With both walls off: whatever is tried, no file appears and no row changes. In a worker of its own, which is a wreck then. */
    @Test
    void noTextWritesAnything() throws Exception {
        store.run("SELECT 1");
        String snapshot = snapshots.acquire().file().toString();
        List<String> before = files();
        try (WorkerDatabase wreck = WorkerDatabase.open(
                snapshot,
                new SqlWorker.WorkerSettings(256, folder.resolve("spill").toString(), null))) {
            for (String section : List.of("Q8.writes", "Q1.files", "Q1.settings", "Q3.others")) {
                for (Attacks.Attempt attempt : Attacks.of(section)) {
                    run(wreck, attempt.text(folder).replace("/tmp/", folder + "/"));
                    run(wreck, "rollback");
                }
            }

            assertThat(files()).isEqualTo(before);
        }
        try (Connection again = DriverManager.getConnection("jdbc:duckdb:" + snapshot);
                Statement statement = again.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from events")) {
            rows.next();
            assertThat(rows.getInt(1)).isEqualTo(5);
        }
    }

    private static void run(WorkerDatabase wreck, String sql) {
        try (Statement statement = wreck.connection().createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            assertThat(e.getMessage()).as(sql).doesNotContain("4711");
        }
    }

    private static List<String> files() throws Exception {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(Path::toString).sorted().toList();
        }
    }
}
