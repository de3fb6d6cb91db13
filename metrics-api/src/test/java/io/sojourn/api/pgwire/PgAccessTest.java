package io.sojourn.api.pgwire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sojourn.api.access.Access;
import io.sojourn.api.access.AccessFiles;
import io.sojourn.api.access.AccessOptions;
import io.sojourn.api.access.KeyFile;
import io.sojourn.api.access.MovingClock;
import io.sojourn.definition.Definitions;
import io.sojourn.definition.Processes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The front as a server wires it: keys of the rules, their rates, the audit log, and what becomes of a connection when they change. */
@ExtendWith(SharedFront.class)
class PgAccessTest {
    private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final short ZERO = 0;

    private static PgFront shared;

    @TempDir
    private Path dir;

    private final MovingClock clock = new MovingClock(NOW);
    private AccessFiles files;
    private Access access;
    private PgServer server;

    @BeforeAll
    static void take(PgFront front) {
        shared = front;
    }

    private void start(String rates) {
        files = AccessFiles.write(dir.resolve("access.yaml"), rates, "chief", "clerk", "viewer");
        access = Access.open(AccessOptions.of(files.file(), clock).withAudit(dir.resolve("audit.jsonl")));
        Processes processes = Processes.of(Definitions.compile(
                "p.yaml", "process: p\nattributes: {urgency: text, payer_class: text}\ndimensions: [payer_class]\n"));
        server = PgServer.start(
                PgOptions.defaults()
                        .withTimes(
                                Duration.ofSeconds(10),
                                Duration.ofMinutes(1),
                                Duration.ofSeconds(5),
                                Duration.ofMillis(5)),
                Authenticator.over(access),
                QueryRunner.over(shared.gateway, () -> processes, access),
                null);
    }

    @AfterEach
    void stop() {
        server.close();
        access.close();
    }

    private RawClient login(String policy) throws IOException {
        RawClient client = tried(files.key(policy));
        client.until('Z');
        return client;
    }

    private RawClient tried(String secret) throws IOException {
        RawClient client = new RawClient(server.port());
        client.first(196_608, "user", "ana", "database", "sojourn", "");
        assertThat(client.next().body()).isEqualTo(RawClient.body(3));
        return client.send('p', secret);
    }

    private static String answer(RawClient client, String sql) throws IOException {
        return client.send('Q', sql).until('Z').stream()
                .map(RawClient.Answer::text)
                .collect(Collectors.joining());
    }

    /** The last words to a client, which is hung up on then. */
    private static void assertEnded(RawClient client) throws IOException {
        assertThat(client.until('E').stream().map(RawClient.Answer::text).collect(Collectors.joining()))
                .contains("SFATAL|", "C57P01|", "terminating connection");
        assertThat(client.isHungUp()).isTrue();
    }

    private List<JsonNode> log() throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(dir.resolve("audit.jsonl"))) {
            lines.add(JSON.readTree(line));
        }
        return lines;
    }

    private static List<String> each(List<JsonNode> lines, String field) {
        return lines.stream().map(l -> l.path(field).asText()).toList();
    }

    @Test
    void aWithdrawnKeyEndsItsConnectionAtTheNextStatementAndNoOther() throws Exception {
        start("");
        try (RawClient chief = login("chief");
                RawClient clerk = login("clerk")) {
            assertThat(answer(chief, "select count(*) from cases")).contains("2000");
            chief.send('P', "s", "select case_id from cases order by 1", ZERO).send('S');
            chief.until('Z');
            KeyFile rules = KeyFile.open(files.file());
            rules.revoke(files.key("chief").substring(4, 12), NOW);
            rules.write();
            chief.send('B', "", "s", ZERO, ZERO, ZERO);
            assertEnded(chief);
            assertThat(answer(clerk, "select count(*) from cases")).contains("2000");
            try (RawClient again = tried(files.key("chief"))) {
                assertThat(again.next().text()).contains("C28P01|");
            }
        }
    }

    @Test
    void anotherPolicyEndsConnectionsThatAskForNothingWithinSeconds() throws Exception {
        start("");
        try (RawClient idle = login("clerk");
                RawClient chief = login("chief")) {
            files.rewrite(Files.readString(files.file())
                    .replace("clerk: {roles: [viewer, analyst]}", "clerk: {roles: [viewer, analyst], masked: [team]}"));
            long start = System.nanoTime();
            assertEnded(idle);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
            assertThat(answer(chief, "select count(*) from cases")).contains("2000");
            try (RawClient again = login("clerk")) {
                assertThat(answer(again, "select min(team) from events"))
                        .contains("~")
                        .doesNotContain("team0");
            }
        }
    }

    @Test
    void aKeyThatRunsOutEndsItsConnectionToo() throws Exception {
        start("");
        try (RawClient client = login("chief")) {
            clock.move(Duration.ofDays(10_000));
            client.send('Q', "select 1 from cases");
            assertEnded(client);
        }
    }

    @Test
    void signInsQueriesAndWhatOnlyDescribesAreRecorded() throws Exception {
        start("");
        try (RawClient client = login("chief")) {
            answer(client, "select case_id from cases limit 3");
            answer(client, "select hush from secret_salary");
            client.send('P', "s", "select case_id from cases", ZERO)
                    .send('D', 'S', "s")
                    .send('S');
            client.until('Z');
            answer(client, "select relname from pg_class where relname = 'cases'");
        }
        try (RawClient wrong = tried("sjn_guess")) {
            assertThat(wrong.next().text()).contains("C28P01|");
        }
        List<JsonNode> lines = log();
        assertThat(each(lines, "method"))
                .containsExactly("SQL-LOGIN", "SQL", "SQL", "SQL-DESCRIBE", "SQL-CATALOG", "SQL-LOGIN");
        assertThat(each(lines, "status")).containsExactly("200", "200", "400", "200", "200", "401");
        assertThat(each(lines, "rows")).containsExactly("", "3", "0", "0", "1", "");
        assertThat(lines.get(1).path("who").asText()).startsWith("key of chief ");
        assertThat(lines.get(5).path("who").asText()).isEqualTo("-");
        assertThat(lines.get(5).path("address").asText()).isEqualTo("127.0.0.1");
        assertThat(lines.get(3).path("statement").asText()).matches("[0-9a-f]{64}");
        assertThat(Files.readString(dir.resolve("audit.jsonl")))
                .doesNotContain("hush", "guess", files.key("chief").substring(13));
    }

    @Test
    void everyQuestionTakesOfTheRateOfItsKeyAndOfNoOther() throws Exception {
        start("rates: {per_minute: 6, burst: 23}\n");
        try (RawClient chief = login("chief");
                RawClient clerk = login("clerk")) {
            // 10 and 10 for queries, 2 for a description, 1 for the catalog: 23.
            assertThat(answer(chief, "select count(*) from cases")).contains("2000");
            assertThat(answer(chief, "select wrong from cases")).contains("C42703|");
            chief.send('P', "s", "select case_id from cases", ZERO)
                    .send('D', 'S', "s")
                    .send('S');
            assertThat(chief.letters()).isEqualTo("1tTZ");
            assertThat(answer(chief, "select count(*) from pg_class")).contains("SELECT 1");
            assertThat(answer(chief, "select count(*) from pg_class")).contains("C53000|", "Maybe try again in ");
            chief.send('D', 'S', "s").send('S');
            assertThat(chief.letters()).isEqualTo("EZ");
            assertThat(answer(chief, "select count(*) from cases")).contains("C53000|");
            assertThat(answer(clerk, "select count(*) from cases")).contains("2000");
        }
    }

    @Test
    void whoHasNotTheRoleIsToldSoAndWrongKeysAreCounted() throws Exception {
        start("rates: {wrong_tries: 2}\n");
        try (RawClient viewer = tried(files.key("viewer"))) {
            assertThat(viewer.next().text()).contains("C42501|", "analyst");
        }
        for (int i = 0; i < 4; i++) {
            try (RawClient wrong = tried("guess")) {
                assertThat(wrong.next().text()).contains("C28P01|");
            }
        }
        assertThat(log().stream().filter(l -> l.path("status").asInt() == 401))
                .as("those over the limit are not recorded: nobody can fill the disk")
                .hasSize(2);
        try (RawClient right = login("chief")) {
            assertThat(answer(right, "select count(*) from cases")).contains("2000");
        }
    }
}
