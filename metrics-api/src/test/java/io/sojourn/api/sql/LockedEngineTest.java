package io.sojourn.api.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the engine itself refuses in a worker when both walls are switched off. */
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select * from '%s/x.csv'",
                "select * from read_csv('%s/x.csv')",
                "select * from read_text('%s/x.csv')",
                "select * from read_blob('%s/x.csv')",
                "select * from glob('%s/*')",
                "copy events to '%s/y.csv'",
                "export database '%s/out'",
                "attach '%s/z.duckdb' as z",
                "install httpfs",
                "load httpfs",
                "set memory_limit = '10GB'",
                "set enable_external_access = true",
                "reset lock_configuration",
                "pragma enable_profiling",
                "call enable_logging()",
                "insert into deliveries values ('p', 1, 'c', 1, 1)",
                "drop table events",
                "create table t as select 1",
                "update events set activity = 'x'",
                "delete from events",
                "alter table events add column x integer",
                "create index i on events (case_id)",
                "create schema s",
                "attach '%s/z.duckdb' as z (read_only)",
                "import database '%s/out'",
                "copy (select 1) to '%s/y.parquet' (format parquet)",
                "copy events from '%s/x.csv'",
                "select * from read_json('%s/x.csv')",
                "select * from read_parquet('%s/x.csv')",
                "select * from parquet_metadata('%s/x.csv')",
                "select * from sniff_csv('%s/x.csv')",
                "select * from 'https://example.org/x.parquet'",
                "set threads = 64",
                "set temp_directory = '%s'",
                "set max_temp_directory_size = '10GB'",
                "set allowed_directories = ['/']",
                "set lock_configuration = false",
                "reset memory_limit",
                "pragma memory_limit = '10GB'",
                "pragma profiling_output = '%s/p.json'",
                "install spatial from community",
                "select getenv('HOME')",
                "with t as (insert into deliveries select * from deliveries returning *) select * from t"
            })
    void engineRefuses(String sql) {
        assertThatThrownBy(() -> run(sql.replace("%s", folder.toString()))).isInstanceOf(SQLException.class);
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
            for (String sql : Stream.concat(Attacks.writes().stream(), Attacks.reads().stream())
                    .toList()) {
                run(wreck, sql.replace("/tmp/", folder + "/"));
                run(wreck, "rollback");
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

    private static void run(String sql) throws SQLException {
        try (Statement statement = database.connection().createStatement()) {
            statement.execute(sql);
        }
    }
}
