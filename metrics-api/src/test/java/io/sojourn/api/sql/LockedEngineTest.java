package io.sojourn.api.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
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
                "create table t as select 1"
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
            assertThat(rows.getInt(1)).isEqualTo(Catalog.PUBLIC.size());
            assertThat(rows.getInt(2)).isZero();
        }
    }

    private static void run(String sql) throws SQLException {
        try (Statement statement = database.connection().createStatement()) {
            statement.execute(sql);
        }
    }
}
