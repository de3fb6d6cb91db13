package io.sojourn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} of the process in the middle of a run, at seeded points, then again: as if nothing had happened. */
class KillTest {
    private static final int KILLS = 3;
    /** What repairs keep: nothing in this log comes too late. */
    private static final String REPAIRS = "repaired_cases|.*_repairs";

    @TempDir
    private Path folder;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void leaveNoProcessBehind() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void aRunThatIsKilledThreeTimesLeavesTheTablesOfAnUndisturbedRun() throws Exception {
        String given = System.getProperty("sojourn.seed", "");
        long seed = given.isEmpty() ? 20_261_121 : Long.parseLong(given);
        Random random = new Random(seed);
        String log = folder.resolve("log.csv").toString();
        assertThat(Sojourn.execute("generate", "--cases", "3000", "--seed", "11", "--out", log))
                .isZero();
        Path calm = folder.resolve("calm");
        Path killed = folder.resolve("killed");
        assertThat(Sojourn.execute("run", log, "--definition", definition(), "--data", calm.toString()))
                .isZero();

        for (int i = 0; i < KILLS; i++) {
            Process run = start(log, killed);
            awaitCheckpoint(run, killed, i);
            boolean ended = run.waitFor(random.nextInt(1_500), TimeUnit.MILLISECONDS);
            assertThat(ended)
                    .as("the run ended before kill %d (seed %d)", i, seed)
                    .isFalse();
            run.destroyForcibly().waitFor();
        }
        Process last = start(log, killed);
        assertThat(last.waitFor(3, TimeUnit.MINUTES)).isTrue();
        assertThat(last.exitValue())
                .as("seed %d, see %s", seed, folder.resolve("run.log"))
                .isZero();
        assertThat(Sojourn.execute("verify", "--data", killed.toString())).isZero();
        assertThat(differences(calm, killed))
                .as("rows that differ, by table; seed %d", seed)
                .isEmpty();
    }

    private String definition() {
        return folder.resolve("prior-authorization.yaml").toString();
    }

    private Process start(String log, Path data) throws IOException {
        Path temporary = Files.createDirectories(folder.resolve("tmp"));
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-XX:+UseSerialGC",
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                System.getProperty("java.class.path"),
                "io.sojourn.cli.Sojourn",
                "run",
                log,
                "--definition",
                definition(),
                "--data",
                data.toString(),
                "--speed",
                "400000",
                "--checkpoint-seconds",
                "0.5");
        builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("run.log").toFile()));
        Process process = builder.start();
        started.add(process);
        return process;
    }

    /** Waits until a checkpoint of this run is complete that none of the earlier runs made. */
    private static void awaitCheckpoint(Process run, Path data, int round) throws IOException, InterruptedException {
        List<Path> before = checkpoints(data);
        while (run.isAlive()) {
            List<Path> now = checkpoints(data);
            now.removeAll(before);
            if (!now.isEmpty()) {
                return;
            }
            run.waitFor(20, TimeUnit.MILLISECONDS);
        }
        throw new AssertionError("the run of round " + round + " ended without a checkpoint");
    }

    private static List<Path> checkpoints(Path data) throws IOException {
        Path folder = data.resolve("checkpoints");
        if (!Files.isDirectory(folder)) {
            return new ArrayList<>();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return new ArrayList<>(files.filter(f -> f.endsWith("_metadata")).toList());
        } catch (java.io.UncheckedIOException e) {
            // An old checkpoint was removed while we looked.
            return new ArrayList<>();
        }
    }

    private static List<String> differences(Path calm, Path killed) throws SQLException {
        List<String> differences = new ArrayList<>();
        try (Connection c = DriverManager.getConnection("jdbc:duckdb:");
                Statement s = c.createStatement()) {
            s.execute("ATTACH '" + calm.resolve("store.duckdb") + "' AS calm (READ_ONLY)");
            s.execute("ATTACH '" + killed.resolve("store.duckdb") + "' AS killed (READ_ONLY)");
            for (String table : tables(s)) {
                String one = "SELECT COLUMNS(lambda c: c[1] <> '_') FROM calm.kept." + table;
                String other = "SELECT COLUMNS(lambda c: c[1] <> '_') FROM killed.kept." + table;
                long rows = count(s, "(" + one + " EXCEPT ALL " + other + ")")
                        + count(s, "(" + other + " EXCEPT ALL " + one + ")");
                if (rows > 0) {
                    differences.add(table + ": " + rows);
                }
                assertThat(count(s, "(" + one + ")") > 0
                                || table.equals("rejected_events")
                                || table.equals("deliveries")
                                || table.matches(REPAIRS))
                        .as("%s has rows", table)
                        .isTrue();
            }
        }
        return differences;
    }

    private static List<String> tables(Statement s) throws SQLException {
        List<String> tables = new ArrayList<>();
        String all = "SELECT table_name FROM duckdb_columns() WHERE database_name = 'calm' AND schema_name = 'kept'"
                + " AND column_name = '_k1' ORDER BY 1";
        try (ResultSet r = s.executeQuery(all)) {
            while (r.next()) {
                tables.add(r.getString(1));
            }
        }
        assertThat(tables).hasSizeGreaterThan(10);
        return tables;
    }

    private static long count(Statement s, String relation) throws SQLException {
        try (ResultSet r = s.executeQuery("SELECT count(*) FROM " + relation)) {
            r.next();
            return r.getLong(1);
        }
    }
}
