package io.sojourn.api.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The archive in SQL: seen as one view, and the only folder that an engine without its walls can reach. */
class EventArchiveTest {
    @TempDir
    private Path folder;

    private SampleStore store;
    private EventArchive archive;
    private Snapshots snapshots;

    @BeforeEach
    void open() throws Exception {
        store = new SampleStore(1);
        archive = new EventArchive(folder.resolve("archive"));
        snapshots = new Snapshots(
                folder.resolve("snapshots"),
                store::open,
                store::commits,
                Duration.ZERO,
                InstantSource.system(),
                archive);
        write("archive/p/day=2026-01-05/a.parquet", "SELECT 'c1' AS case_id, TIMESTAMPTZ '2026-01-05 08:00Z' AS time");
        write("secret/b.parquet", "SELECT 4711 AS salary");
    }

    @AfterEach
    void close() throws SQLException {
        snapshots.close();
        store.close();
    }

    @Test
    void archivedEventsAreRowsWithTheirDay() {
        try (SqlGateway gateway = gateway()) {
            QueryResult r =
                    gateway.query("select case_id, time, day from archived_events where day = date '2026-01-05'");

            assertThat(r.rows()).containsExactly(List.of("c1", "2026-01-05T08:00:00Z", "2026-01-05"));
            assertThat(r.columns()).extracting(ColumnInfo::type).containsExactly("VARCHAR", "TIMESTAMP", "DATE");
        }
    }

    @Test
    void filesThatAreFinishedLaterAreSeenAndAttributesOfLaterVersionsToo() throws Exception {
        write(
                "archive/p/day=2026-01-06/a.parquet",
                "SELECT 'c2' AS case_id, TIMESTAMPTZ '2026-01-06 09:00Z' AS time, 'x' AS payer");
        try (SqlGateway gateway = gateway()) {
            assertThat(gateway.query("select case_id, payer from archived_events order by 1")
                            .rows())
                    .extracting(List::toString)
                    .containsExactly("[c1, null]", "[c2, x]");

            write(
                    "archive/p/day=2026-01-07/a.parquet",
                    "SELECT 'c3' AS case_id, TIMESTAMPTZ '2026-01-07 09:00Z' AS time");

            assertThat(gateway.query("select count(*) from archived_events")
                            .rows()
                            .get(0))
                    .extracting(String::valueOf)
                    .containsExactly("3");
        }
    }

    @Test
    void withoutFinishedFilesThereIsNoSuchTable() throws Exception {
        Files.move(folder.resolve("archive/p/day=2026-01-05/a.parquet"), folder.resolve(".a.parquet.inprogress"));
        try (SqlGateway gateway = gateway()) {
            assertRefused(gateway, "select * from archived_events");
            assertThat(gateway.query("select count(*) from cases").rows()).hasSize(1);
        }
    }

    @Test
    void brokenFileTakesNoOtherTableAway() throws Exception {
        Files.writeString(folder.resolve("archive/p/day=2026-01-05/a.parquet"), "PAR1 is not enough");
        try (SqlGateway gateway = gateway()) {
            assertRefused(gateway, "select * from archived_events");
            assertThat(gateway.query("select count(*) from cases").rows()).hasSize(1);
        }
    }

    @Test
    void wallsStayClosedWithAnArchive() {
        String inside = archive.folder() + "/p/day=2026-01-05/a.parquet";
        try (SqlGateway gateway = gateway()) {
            for (String sql : List.of(
                    "select * from read_parquet('" + inside + "')",
                    "select * from '" + inside + "'",
                    "select * from \"" + inside + "\"",
                    "select * from glob('" + archive.folder() + "/*')",
                    "select * from parquet_metadata('" + inside + "')",
                    "select * from main.archived_events",
                    "with archived_events as (select 1 as x) select * from archived_events",
                    "copy (select 1) to '" + archive.folder() + "/y.parquet'")) {
                assertRefused(gateway, sql);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select * from read_parquet('%s/secret/b.parquet')",
                "select * from read_parquet('%s/archive/../secret/b.parquet')",
                "select * from read_parquet('%s/archive/./../secret/b.parquet')",
                "select * from read_parquet('%s/*/b.parquet')",
                "select * from '%s/secret/b.parquet'",
                "select * from read_text('/etc/hostname')",
                "select * from read_blob('%s/archive2/x')",
                "select * from glob('%s/secret/*')",
                "attach '%s/secret/z.duckdb' as z",
                "copy cases to '%s/secret/y.csv'",
                "copy cases to '%s/archive/../secret/y.csv'",
                "set allowed_directories = ['/']",
                "set allowed_paths = ['%s/secret/b.parquet']",
                "set enable_external_access = true",
                "reset allowed_directories"
            })
    void engineWithoutItsWallsReachesNothingBesideTheArchive(String sql) throws Exception {
        String text = sql.replace("%s", folder.toString());
        try (Snapshots.Lease lease = snapshots.acquire();
                WorkerDatabase database = WorkerDatabase.open(lease.file().toString(), settings());
                Statement statement = database.connection().createStatement()) {
            assertThatThrownBy(() -> statement.execute(text)).isInstanceOf(SQLException.class);
        }
        assertThat(folder.resolve("secret")).isDirectoryNotContaining("glob:**/y.csv");
    }

    private SqlWorker.WorkerSettings settings() {
        return new SqlWorker.WorkerSettings(
                256, folder.resolve("spill").toString(), archive.folder().toString());
    }

    private SqlGateway gateway() {
        return new SqlGateway(
                SqlOptions.in(folder.resolve("workers")).withWorkers(1).withArchive(archive), snapshots);
    }

    private static void assertRefused(SqlGateway gateway, String sql) {
        assertThatThrownBy(() -> gateway.query(sql))
                .as(sql)
                .isInstanceOfSatisfying(
                        SojournException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.REFUSED_QUERY));
    }

    private void write(String file, String select) throws IOException, SQLException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("COPY (" + select + ") TO '" + path + "' (FORMAT parquet)");
        }
    }
}
