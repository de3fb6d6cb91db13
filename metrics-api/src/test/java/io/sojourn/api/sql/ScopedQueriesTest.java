package io.sojourn.api.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sojourn.api.access.MaskKey;
import io.sojourn.api.access.Redaction;
import io.sojourn.api.access.Scope;
import io.sojourn.api.access.ScopedWorld;
import io.sojourn.api.access.ScopedWorld.Row;
import io.sojourn.api.access.Sight;
import io.sojourn.api.store.Store;
import io.sojourn.definition.Definitions;
import io.sojourn.definition.ProcessDefinition;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a scope's query gives is what everybody's query gives where the rest was really deleted. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScopedQueriesTest {
    private static final long SEED = Long.getLong("sojourn.seed", 11);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final MaskKey KEY = MaskKey.of("0123456789abcdef".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    private static final Set<String> TEAMS = Set.of("claims");
    private static final Scope NORTH =
            new Scope(Set.of(), Map.of("facility", Set.of("North")), Set.of("case_id", "resource"), 0);

    private static final Scope ONE = new Scope(Set.of("claims"), Map.of(), Set.of(), 0);
    /** Two offices that differ, and a calendar that one process has. */
    private static final List<ProcessDefinition> CALENDARS = Stream.of(
                    "process: authorization\ncalendars: {office: {week: Mon-Fri 08:00-17:00}, clinic: {week: Mon-Sun 00:00-24:00}}\n",
                    "process: claims\ncalendars: {office: {week: Mon-Fri 09:00-12:00}}\n")
            .map(text -> Definitions.compile("calendars.yaml", text).definition())
            .toList();

    private Path dir;
    private List<Row> rows;
    private Opened all;
    /** Where there never was another process than the one that {@link #ONE} sees. */
    private Opened alone;

    /** A store's snapshot, opened as a worker does. */
    private record Opened(Store store, Snapshots snapshots, Snapshots.Lease lease, WorkerDatabase database)
            implements AutoCloseable {
        static Opened of(Path dir, List<Row> rows, Set<String> processes) {
            Store store = ScopedWorld.store(dir, rows, processes);
            Snapshots snapshots = new Snapshots(
                            dir.resolve("copies"),
                            store::newConnection,
                            store::commits,
                            Duration.ZERO,
                            InstantSource.system())
                    .withCalendarsOf(() -> CALENDARS.stream()
                            .filter(d -> processes.isEmpty() || processes.contains(d.process()))
                            .toList());
            Snapshots.Lease lease = snapshots.acquire();
            String spill = dir.resolve("spill").toString();
            return new Opened(
                    store,
                    snapshots,
                    lease,
                    WorkerDatabase.open(lease.file().toString(), new SqlWorker.WorkerSettings(256, spill, null)));
        }

        /** The rows, or the words of the refusal. */
        String ask(String sql, WorkerSight sight) throws Exception {
            try {
                JsonNode answer = answer(sql, sight);
                return answer.path("columns") + "\n" + answer.path("rows");
            } catch (SojournException e) {
                return e.code() + " " + e.fullMessage();
            }
        }

        JsonNode answer(String sql, WorkerSight sight) throws Exception {
            WorkerRequest request = new WorkerRequest(sql, lease.file().toString(), 10_000, 8 << 20, 20, null, sight);
            return JSON.readTree(database.run(request));
        }

        @Override
        public void close() {
            database.close();
            lease.close();
            snapshots.close();
            store.close();
        }
    }

    @BeforeAll
    void open(@TempDir Path folder) throws SQLException {
        dir = folder;
        rows = ScopedWorld.rows(dir.resolve("events"), SEED, 60);
        all = Opened.of(dir.resolve("all"), rows, Set.of());
        alone = Opened.of(dir.resolve("alone"), Redaction.of(rows, ONE, KEY), ONE.processes());
    }

    @AfterAll
    void close() {
        all.close();
        alone.close();
    }

    private static WorkerSight sight(Scope scope) {
        return WorkerSight.of(Sight.ofNames(scope, ScopedWorld.processes()), KEY);
    }

    @Test
    void theyGiveWhatIsLeftWhereTheRestWasDeleted() throws Exception {
        compare(SEED, 3, 100);
    }

    @Test
    @Tag("full")
    void theyGiveWhatIsLeftForManyQueries() throws Exception {
        int queries = Integer.getInteger("sojourn.queries", 800);
        int scopes = Math.max(4, queries / 500);
        compare(SEED + 1, scopes, queries / scopes);
    }

    private void compare(long seed, int scopes, int queries) throws Exception {
        long start = System.nanoTime();
        Random random = new Random(seed);
        int many = 0;
        int refused = 0;
        for (int i = 0; i < scopes; i++) {
            Scope scope = i == 0 ? NORTH : ScopedWorld.randomScope(random);
            List<Row> left = Redaction.of(rows, scope, KEY);
            try (Opened redacted = Opened.of(dir.resolve("redacted " + seed + " " + i), left, scope.processes())) {
                Catalog catalog = Catalog.read(redacted.database().connection(), "snap_1", Set.of());
                RandomQueries grammar = new RandomQueries(random.nextLong(), catalog, literals(left));
                for (int q = 0; q < queries; q++) {
                    String sql = grammar.next();
                    String actual = all.ask(sql, sight(scope));
                    String expected = redacted.ask(sql, null);
                    assertThat(actual)
                            .as("-Dsojourn.seed=" + SEED + " " + scope + "\n" + sql)
                            .isEqualTo(expected);
                    many += actual.length() > 200 ? 1 : 0;
                    refused += actual.startsWith("REFUSED") ? 1 : 0;
                }
            }
        }
        System.out.printf(
                "%d queries of %d scopes, seed %d: %d with several rows, %d refused or failed alike, %d s%n",
                scopes * queries, scopes, SEED, many, refused, (System.nanoTime() - start) / 1_000_000_000);
        assertThat(many).as("answers with several rows").isGreaterThan(scopes * queries / 4);
        assertThat(refused).as("refused or failed").isBetween(1, scopes * queries / 3);
    }

    /** Values as they are stored and as they are shown. */
    private List<String> literals(List<Row> left) {
        Set<String> found = new TreeSet<>(List.of("North", "South", "A", "B'b", "claims", "(none)"));
        List<Row> both = new ArrayList<>(rows);
        both.addAll(left);
        Random random = new Random(SEED);
        for (int i = 0; i < 200; i++) {
            List<Object> values = new ArrayList<>(
                    both.get(random.nextInt(both.size())).values().values());
            if (values.get(random.nextInt(values.size())) instanceof String text) {
                found.add(text);
            }
        }
        return List.copyOf(found);
    }

    static List<Attacks.Attempt> masked() {
        return Attacks.of("Q2.masks");
    }

    /** Each tries to see a resource or a case as it is stored. */
    @ParameterizedTest
    @MethodSource("masked")
    void noWayLeadsToWhatIsHidden(Attacks.Attempt attempt) throws Exception {
        String answer = all.ask(attempt.text(), sight(NORTH));
        assertThat(answer).doesNotContainPattern("\"(r[0-9]|C-[0-9]+.*)\"").doesNotContain("Jane");
    }

    /** Their bodies name tables: they must read what is seen, too. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "select * from variant()",
                "select * from directly_follows()",
                "select * from rework()",
                "select * from waiting_time()",
                "select * from conforms(array['START > a'])",
                "select process, case_id, episode, queue, entered_at from queue_now",
                "select process, case_id, episode, sla, due_at from sla_now",
                "select v.variant, count(*) from variant() v join cases c using (process, case_id) group by v.variant",
                "select count(*) from variant() where cast(substring(case_id from 3 for 1) as integer) >= 0"
            })
    void operatorsAndLiveViewsReadWhatIsSeen(String sql) throws Exception {
        try (Opened redacted =
                Opened.of(dir.resolve("operators " + sql.hashCode()), Redaction.of(rows, NORTH, KEY), Set.of())) {
            List<String> seen = sorted(all.ask(sql, sight(NORTH)));
            assertThat(seen).isEqualTo(sorted(redacted.ask(sql, null)));
            assertThat(seen).isNotEqualTo(sorted(all.ask(sql, null)));
        }
    }

    /** What only a hidden process has is, in columns, errors, hints, proposals and what is read, as if it never was. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "select * from events",
                "select * from cases",
                "select * from queue_now",
                "select * from measure_panes",
                "select payer from events",
                "select amount from events",
                "select amoun from events",
                "select reviewed from cases",
                "select c.payr from cases c",
                "select working_time(started_at, last_at, 'office') from cases",
                "select working_time(started_at, last_at, 'authorization/office') from cases",
                "select working_time(started_at, last_at, 'clinic') from cases",
                "select working_time(started_at, last_at, 'clinc') from cases",
                "select working_time(started_at, last_at, 'x') from cases",
                "select e.* from events e natural join events f"
            })
    void namesOfHiddenProcessesAreAsIfTheyNeverWere(String sql) throws Exception {
        String answer = all.ask(sql, sight(ONE));
        assertThat(answer)
                .isEqualTo(alone.ask(sql, null))
                .doesNotContain("amount\"", "\"payer", "meant payer", "meant reviewed", "clinic\".");
        for (int cursor = 0; cursor <= sql.length(); cursor += 5) {
            assertThat(all.database().complete(sql, cursor, sight(ONE)))
                    .isEqualTo(alone.database().complete(sql, cursor, null));
        }
    }

    @Test
    void calendarsOfWhoSeesBothAreNamedByTheirProcess() throws Exception {
        Scope masked = new Scope(Set.of(), Map.of(), Set.of("resource"), 0);
        String sql = "select count(working_time(started_at, last_at, '%s')) > 0 as some from cases";
        for (String calendar : List.of("claims/office", "authorization/office", "clinic")) {
            assertThat(all.ask(sql.replace("%s", calendar), sight(masked)))
                    .isEqualTo(all.ask(sql.replace("%s", calendar), null))
                    .contains("true");
        }
        assertThat(all.ask(sql.replace("%s", "office"), sight(masked))).contains("no calendar 'office'");
    }

    /** The order is not asked for. */
    private static List<String> sorted(String answer) {
        return Arrays.stream(answer.split("\n|\\],\\["))
                .map(row -> row.replaceAll("[\\[\\]]", ""))
                .sorted()
                .toList();
    }

    @Test
    void anErrorOverAHiddenRowIsNotToldOf() throws Exception {
        String hidden = rows.stream()
                .filter(r -> r.table().tableName().equals("cases") && "South".equals(r.text("facility")))
                .map(r -> r.text("case_id"))
                .findFirst()
                .orElseThrow();
        Scope plain = new Scope(Set.of(), Map.of("facility", Set.of("North")), Set.of(), 0);
        String probe = "select count(*) from stays where case when facility = 'South' then cast(case_id as integer) = 1"
                + " else true end";
        assertThat(all.ask(probe, null)).contains("Conversion Error").doesNotContain(hidden);
        assertThat(all.ask(probe, sight(plain))).doesNotContain("Error");
        assertThat(all.ask(probe, null))
                .as("the error is still told to who sees the row")
                .contains("Conversion Error");
    }

    @Test
    void anotherScopeOrNoneIsNotAnsweredFromTheSameViews() throws Exception {
        String sql = "select count(*) as n from cases";
        Scope east = new Scope(Set.of(), Map.of("facility", Set.of("East")), Set.of(), 0);
        Scope claims = new Scope(Set.of("claims"), Map.of(), Set.of(), 0);
        Set<String> answers = new TreeSet<>();
        for (int i = 0; i < 2; i++) {
            for (Scope scope : List.of(NORTH, east, claims)) {
                answers.add(all.ask(sql, sight(scope)));
            }
            answers.add(all.ask(sql, null));
        }
        assertThat(answers).hasSize(4);
    }

    @Test
    void theWorkerHoldsTheScopeAndTokensAreThoseOfTheDocuments() {
        SqlOptions options = SqlOptions.in(dir.resolve("workers")).withWorkers(1);
        try (SqlGateway gateway = new SqlGateway(options, all.snapshots(), KEY)) {
            QueryResult result =
                    gateway.query("select distinct case_id from cases order by 1", new Sight(NORTH, TEAMS));
            Set<Object> expected = new TreeSet<>();
            Redaction.of(rows, NORTH, KEY).stream()
                    .filter(r -> r.table().tableName().equals("cases"))
                    .forEach(r -> expected.add(r.text("case_id")));
            assertThat(result.rows().stream().map(r -> r.get(0))).containsExactlyElementsOf(expected);

            Sight small = new Sight(new Scope(Set.of(), Map.of(), Set.of(), 5), TEAMS);
            SojournException e =
                    catchThrowableOfType(SojournException.class, () -> gateway.query("select 1 as x", small));
            assertThat(e.code()).isEqualTo(ErrorCode.REFUSED_QUERY);
            assertThat(e).hasMessageContaining("at least 5 cases");
        }
        assertThatThrownBy(() -> MaskKey.of(new byte[15])).hasMessageContaining("15 bytes");
        assertThat(KEY.toString() + sight(NORTH)).doesNotContain(KEY.secret());
    }
}
