package io.sojourn.api.pgwire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The command psql, where there is one. */
@ExtendWith(SharedFront.class)
class PsqlTest {
    private static PgFront front;

    @BeforeAll
    static void take(PgFront shared) throws Exception {
        boolean there = isThere();
        assertThat(there || System.getenv("CI") == null)
                .as("continuous integration has psql")
                .isTrue();
        assumeTrue(there, "the command psql isn't here");
        front = shared;
    }

    private static boolean isThere() throws InterruptedException {
        try {
            return new ProcessBuilder("psql", "--version").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static String psql(String secret, String... commands) throws Exception {
        Process process = start(secret, commands);
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return said;
    }

    private static Process start(String secret, String... commands) throws IOException {
        List<String> line = new ArrayList<>(List.of(
                "psql", "-X", "-w", "-h", "127.0.0.1", "-p", "" + front.server.port(), "-U", "ana", "-d", "sojourn"));
        for (String command : commands) {
            line.add("-c");
            line.add(command);
        }
        ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
        builder.environment().put("PGPASSWORD", secret);
        builder.environment().put("PAGER", "");
        return builder.start();
    }

    @Test
    void tenQueriesGiveAsManyRowsAsNatively() throws Exception {
        List<String> ten = PgJdbcTest.analystQueries().limit(10).toList();
        List<String> natively = new ArrayList<>();
        try (Connection store = front.store.open();
                Statement statement = store.createStatement()) {
            for (String sql : ten) {
                try (ResultSet count = statement.executeQuery("select count(*) from (" + sql + ")")) {
                    count.next();
                    natively.add(count.getString(1));
                }
            }
        }
        List<String> counts = new ArrayList<>();
        Matcher footer =
                Pattern.compile("(?m)^\\((\\d+) rows?\\)$").matcher(psql(PgFront.SECRET, ten.toArray(String[]::new)));
        while (footer.find()) {
            counts.add(footer.group(1));
        }

        assertThat(counts).isEqualTo(natively).hasSize(10);
    }

    /** As Ctrl-C does. */
    @Test
    void aQueryIsStoppedByItsUser() throws Exception {
        Process process = start(PgFront.SECRET, "select count(*) from events a, events b, events c, events d");
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
            new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                    .start()
                    .waitFor();
            return !process.isAlive();
        });

        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("canceling statement due to user request");
        assertThat(psql(PgFront.SECRET, "select count(*) from cases")).contains("2000");
    }

    @Test
    void aForbiddenTableIsRefused() throws Exception {
        for (String table : List.of("secret_salary", "main.secret_salary", "kept.calendars", "'/etc/passwd'")) {
            assertThat(psql(PgFront.SECRET, "select * from " + table))
                    .contains("ERROR:")
                    .doesNotContain("4711", "root:", "(1 row)");
        }
    }

    @Test
    void tablesAreListed() throws Exception {
        assertThat(psql(PgFront.SECRET, "\\dt"))
                .contains(" public | events ", " public | cases ", " public | queue_now ", "(16 rows)")
                .doesNotContain("secret_salary");
    }

    @Test
    void aTableIsDescribed() throws Exception {
        assertThat(psql(PgFront.SECRET, "\\d stays"))
                .contains(
                        "Table \"public.stays\"", " entered_at  | timestamp with time zone ", " episode     | bigint ");
        assertThat(psql(PgFront.SECRET, "\\d+ deliveries")).contains("Access method");
        assertThat(psql(PgFront.SECRET, "\\d nothing")).contains("Did not find any relation named \"nothing\".");
    }

    @Test
    void otherListsAreAnswered() throws Exception {
        assertThat(psql(
                        PgFront.SECRET,
                        List.of("\\dn", "\\l", "\\du", "\\df", "\\dv", "\\di", "\\dT", "\\db", "\\dx", "\\d", "\\dt+")
                                .toArray(String[]::new)))
                .contains("List of schemas", "List of databases", "List of roles", "List of functions")
                .doesNotContain("ERROR");
    }

    @Test
    void rowsAreShownAsInPostgres() throws Exception {
        assertThat(psql(
                        PgFront.SECRET,
                        "select case_id, started_at, events, 1.50 as n, true as b, cast(null as varchar) as v from public.cases"
                                + " order by case_id limit 1"))
                .contains(" c0      | 2026-01-05 08:00:00+00 |      5 | 1.50 | t | ", "(1 row)");
    }

    @Test
    void anErrorPointsAtItsPlace() throws Exception {
        assertThat(psql(PgFront.SECRET, "select count(*)\nfrom cases where casid = 'x'"))
                .contains("LINE 2: from cases where casid = 'x'\n                         ^");
        assertThat(psql(PgFront.SECRET, "select \"public\".\"cases\".\"casid\" from \"public\".\"cases\""))
                .contains("LINE 1", "casid");
        assertThat(psql(PgFront.SECRET, "select * from secret_salary"))
                .contains("ERROR:  Object 'secret_salary' not found", "HINT:  Maybe one of the tables");
    }

    @Test
    void scriptsAndCommandsAreAnswered() throws Exception {
        assertThat(psql(PgFront.SECRET, "begin; select count(*) as n from cases; commit", "show search_path", ""))
                .contains("BEGIN", "2000", "COMMIT", "public");
        assertThat(psql(PgFront.SECRET, "set timezone to 'America/New_York'"))
                .contains("NOTICE:  instants are in UTC here");
        assertThat(psql(PgFront.SECRET, "\\conninfo")).contains("connected to database \"sojourn\"");
    }

    @Test
    void wrongSecretIsRefused() throws Exception {
        assertThat(psql("wrong", "select 1")).contains("password authentication failed for user \"ana\"");
    }
}
