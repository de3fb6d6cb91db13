package io.sojourn.mining.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sojourn.event.SojournException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetLogTest {
    @TempDir
    Path folder;

    private Path write(String name, String select) throws SQLException {
        Path file = folder.resolve(name);
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("SET TimeZone = 'UTC'");
            statement.execute("COPY (" + select + ") TO '" + file + "' (FORMAT parquet)");
        }
        return file;
    }

    @Test
    void typedColumnsAreRead() throws SQLException {
        Path file = write(
                "log.parquet",
                "SELECT 'c' || (i % 2) AS \"case:concept:name\", 'A' AS \"concept:name\","
                        + " TIMESTAMPTZ '2024-01-01 00:00:00.123456+00' + to_seconds(i) AS \"time:timestamp\","
                        + " i AS n, i / 2.0::DOUBLE AS x, i > 1 AS b, DATE '2024-02-01' AS d, NULL::VARCHAR AS empty"
                        + " FROM range(3) t(i) ORDER BY i");
        ReadLog log = ReadLog.of(file);
        assertThat(log.rejected).isEmpty();
        assertThat(log.rows).extracting(ReadLog.Row::caseId).containsExactly("c0", "c1", "c0");
        assertThat(log.rows.get(1).time()).isEqualTo(1_704_067_201_123_456L);
        assertThat(log.rows.get(1).position()).isEqualTo(2);
        assertThat(log.rows.get(1).attributes())
                .containsEntry("n", 1L)
                .containsEntry("x", 0.5)
                .containsEntry("b", false)
                .containsEntry("d", Instant.parse("2024-02-01T00:00:00Z"))
                .hasSize(4);
    }

    @Test
    void aTimestampWithoutZoneIsInTheAskedOne() throws SQLException {
        Path file = write(
                "naive.parquet", "SELECT 'c' AS case_id, 'A' AS activity, TIMESTAMP '2024-07-01 12:00:00' AS time");
        ReadOptions berlin = new ReadOptions(null, null, null, null, null, null, null, ZoneId.of("Europe/Berlin"));
        assertThat(ReadLog.of(file, berlin).rows.get(0).time()).isEqualTo(1_719_828_000_000_000L);
        assertThat(ReadLog.of(file).rows.get(0).time()).isEqualTo(1_719_835_200_000_000L);
    }

    @Test
    void charactersOfAGlobInTheNameMeanThemselves() throws SQLException {
        write("log1.parquet", "SELECT 'other' AS case_id, 'A' AS activity, TIMESTAMP '2024-07-01' AS time");
        Path file =
                write("log[1]*.parquet", "SELECT 'mine' AS case_id, 'A' AS activity, TIMESTAMP '2024-07-01' AS time");
        assertThat(ReadLog.of(file).rows).extracting(ReadLog.Row::caseId).containsExactly("mine");
    }

    @Test
    void whatIsNoParquetIsRefused() {
        Path file = ReadLog.write(folder, "bad.parquet", "PAR1 not really PAR1");
        assertThatThrownBy(() -> ReadLog.of(file))
                .isInstanceOf(SojournException.class)
                .hasMessageContaining("bad.parquet can't be read as Parquet");
    }
}
