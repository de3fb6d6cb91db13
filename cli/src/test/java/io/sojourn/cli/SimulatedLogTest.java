package io.sojourn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The simulated log, which uses every part of a definition: in order, and disturbed as real feeds are. */
class SimulatedLogTest {
    @TempDir
    private Path folder;

    @Test
    void aSimulatedLogIsStreamedExactly() {
        generate(1_000, "--trouble", "REWORK_LOOP,HANDOFF_PING_PONG");
        run();
    }

    @Test
    void aDisturbedLogAsItArrivesIsStreamedExactly() {
        generate(
                1_000,
                "--late",
                "0.10",
                "--duplicated",
                "0.05",
                "--corrected",
                "0.007",
                "--retracted",
                "0.003",
                "--malformed",
                "0.001");
        run("--as-arrived");
    }

    @Test
    void eventsThatComeAfterTheirCaseHasLeftTheStreamAreBroughtInByTheBatchEngine() throws SQLException {
        generate(
                1_500,
                "--late",
                "0.10",
                "--window-minutes",
                "2880",
                "--duplicated",
                "0.05",
                "--corrected",
                "0.01",
                "--retracted",
                "0.005");
        run("--as-arrived");
        assertThat(lateEvents())
                .as("events that came after their case had left")
                .isPositive();
    }

    @Test
    @Tag("full")
    void aSimulatedLogOfTwoHundredThousandEventsIsStreamedExactly() {
        generate(15_000, "--trouble", "PAYER_OUTAGE,SHORT_STAFFED_TEAM,REWORK_LOOP,SLOW_VARIANT,HANDOFF_PING_PONG");
        run();
    }

    @Test
    @Tag("full")
    void aDisturbedLogOfTwoHundredThousandEventsIsStreamedExactly() {
        generate(
                15_000,
                "--late",
                "0.10",
                "--duplicated",
                "0.05",
                "--corrected",
                "0.007",
                "--retracted",
                "0.003",
                "--malformed",
                "0.001");
        run("--as-arrived", "--parallelism", "2");
    }

    private long lateEvents() throws SQLException {
        String store = "jdbc:duckdb:" + folder.resolve("data").resolve("store.duckdb");
        try (Connection c = DriverManager.getConnection(store);
                Statement s = c.createStatement();
                ResultSet r = s.executeQuery("SELECT count(*) FROM events WHERE late")) {
            r.next();
            return r.getLong(1);
        }
    }

    private void generate(int cases, String... options) {
        String[] args = {
            "generate", "--cases", Integer.toString(cases), "--seed", "7", "--out", log(), "--truth", path("truth")
        };
        assertThat(Sojourn.execute(concat(args, options))).isZero();
    }

    private void run(String... options) {
        String[] args = {"run", log(), "--definition", path("prior-authorization.yaml"), "--data", path("data")};
        assertThat(Sojourn.execute(concat(args, options))).isZero();
        assertThat(Sojourn.execute("verify", "--data", path("data"))).isZero();
    }

    private static String[] concat(String[] a, String[] b) {
        String[] all = java.util.Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, all, a.length, b.length);
        return all;
    }

    private String log() {
        return path("log.csv");
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }
}
