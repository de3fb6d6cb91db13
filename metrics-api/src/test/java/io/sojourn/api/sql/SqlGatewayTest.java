package io.sojourn.api.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sojourn.api.access.Sight;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SqlGatewayTest {
    private static final Pattern FRACTION = Pattern.compile("(?<=[\\[,])-?\\d+\\.\\d+(E-?\\d+)?(?=[\\],])");

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    @TempDir
    private static Path folder;

    private static SampleStore store;
    private static Snapshots snapshots;
    private static SqlGateway gateway;

    @BeforeAll
    static void open() throws SQLException {
        store = new SampleStore(2_000);
        snapshots = new Snapshots(
                folder.resolve("snapshots"), store::open, store::commits, Duration.ZERO, InstantSource.system());
        SqlOptions options = SqlOptions.in(folder.resolve("workers")).withTimeout(Duration.ofSeconds(2));
        gateway = new SqlGateway(options.withWorkers(1), snapshots);
    }

    @AfterAll
    static void close() throws SQLException {
        gateway.close();
        snapshots.close();
        store.close();
    }

    static Stream<String> analystQueries() throws IOException {
        String text = Files.readString(Path.of("src/test/resources/sql/analyst-queries.sql"));
        return Stream.of(text.split(";\\s*\\n")).map(String::strip).filter(q -> !q.isEmpty());
    }

    @ParameterizedTest
    @MethodSource("analystQueries")
    void analystQueryGivesTheSameRowsAsRunNatively(String sql) throws Exception {
        QueryResult result = gateway.query(sql);

        JsonNode native_ = natively(sql);
        assertThat(rounded(JSON.valueToTree(result.rows())))
                .as(result.sqlRun())
                .isEqualTo(rounded(native_.path("rows")));
        assertThat(result.columns()).hasSize(native_.path("columns").size());
    }

    /** Sums of doubles depend on the order in which threads add them: their last digits are no part of the answer. */
    private static String rounded(JsonNode rows) {
        return FRACTION.matcher(rows.toString()).replaceAll(number -> new BigDecimal(number.group())
                .round(new MathContext(9))
                .stripTrailingZeros()
                .toPlainString());
    }

    private static JsonNode natively(String sql) throws Exception {
        QueryChecker.Checked query = new QueryChecker.Checked(sql, new Lineage(List.of(), List.of()));
        try (Connection connection = store.open();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            WorkerRequest limits = new WorkerRequest(sql, "", 10_000, 8 << 20, 10);
            return JSON.readTree(ResultWriter.write(rows, query, limits, 0));
        }
    }

    static Stream<String> refused() {
        return Stream.of(Attacks.texts(), Attacks.spellings()).flatMap(List::stream);
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refusesWhatIsNotAllowed(String sql) {
        SojournException e = catchThrowableOfType(SojournException.class, () -> gateway.query(sql));

        assertThat(e).isNotNull();
        assertThat(e.code()).isIn(ErrorCode.REFUSED_QUERY, ErrorCode.QUERY_LIMIT);
        assertThat(e.fullMessage()).doesNotContain("4711").hasSizeLessThan(2_000);
    }

    @Test
    void refusalNamesThePlaceInTheUsersText() {
        assertThatThrownBy(() -> gateway.query("select time, time,\n  time, activty from events"))
                .isInstanceOf(SojournException.class)
                .hasMessageContaining("line 2 column 9")
                .hasMessageContaining("activty");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "select * from cases ANTI JOIN stays USING (case_id) | ANTI JOIN | NOT EXISTS | 21",
                "select * from cases semi join stays using (case_id) | SEMI JOIN | EXISTS | 21",
                "select * from cases, stays SEMI JOIN events USING (case_id) | SEMI JOIN | EXISTS | 28",
                "select * from (select 1 as x) positional join stays on true | POSITIONAL JOIN | row_number() | 31",
                "select * from cases join stays using (case_id) Anti Join events using (case_id) | ANTI JOIN | NOT EXISTS | 48"
            })
    void joinsThatWouldBeTakenForAnAliasAreRefusedWithWhatToUse(String sql, String join, String instead, int column) {
        SojournException e = catchThrowableOfType(SojournException.class, () -> gateway.query(sql));

        assertThat(e).isNotNull();
        assertThat(e.code()).isEqualTo(ErrorCode.REFUSED_QUERY);
        assertThat(e.getMessage()).contains(join + " is not allowed", "line 1 column " + column);
        assertThat(e.hint()).contains(instead);
    }

    @Test
    void wordsOfOtherJoinsAreAliasesWhereTheyCannotBeMistaken() {
        List<String> texts = List.of(
                "select count(*) from cases \"anti\" join cases c on c.case_id = \"anti\".case_id where false",
                "select count(*) from cases as semi join cases c on c.case_id = semi.case_id where false",
                "select count(*) from cases c join cases positional on positional.case_id = c.case_id where false",
                "select count(*) as semi from cases anti where anti.case_id = 'anti join'");
        for (String sql : texts) {
            assertThat(gateway.query(sql).rows().toString()).as(sql).isEqualTo("[[0]]");
        }
    }

    @Test
    void commentsAndQuotesInTextsAreText() {
        List<Object> row = gateway.query("select '-- ; /* ' /* a */ as a, 'it''s' as b -- end")
                .rows()
                .get(0);

        assertThat(row).containsExactly("-- ; /* ", "it's");
    }

    @Test
    void valuesKeepTheirTypes() {
        QueryResult result = gateway.query("select timestamp '2026-01-02 03:04:05.000006' as t, date '2026-01-02' as d,"
                + " 1.5 as n, 9007199254740993 as i, true as b, cast(null as varchar) as v");

        assertThat(result.rows().get(0))
                .extracting(String::valueOf)
                .containsExactly(
                        "2026-01-02T03:04:05.000006Z", "2026-01-02", "1.5", "9007199254740993", "true", "null");
        assertThat(result.columns()).extracting(ColumnInfo::name).containsExactly("t", "d", "n", "i", "b", "v");
    }

    @Test
    void errorsTellNoRowValues() {
        assertThatThrownBy(() -> gateway.query("select cast(resource as integer) from events where resource = 'r7'"))
                .isInstanceOf(SojournException.class)
                .hasMessageContaining("Conversion Error")
                .hasMessageNotContaining("r7");
    }

    @Test
    void rowsBeyondTheLimitAreCutAndSaidSo() throws Exception {
        SqlOptions few = SqlOptions.in(folder.resolve("few")).withWorkers(1).withResultLimits(7, 100_000);
        try (SqlGateway small = new SqlGateway(few, snapshots)) {
            QueryResult rows = small.query("select sequence from events order by 1");
            assertThat(rows.rows()).hasSize(7);
            assertThat(rows.truncated()).isTrue();
            assertThat(small.query("select 1 as x").truncated()).isFalse();
        }
        SqlOptions short_ =
                SqlOptions.in(folder.resolve("short")).withWorkers(1).withResultLimits(10_000, 5_000);
        try (SqlGateway small = new SqlGateway(short_, snapshots)) {
            QueryResult bytes = small.query("select case_id, activity from events");
            assertThat(bytes.truncated()).isTrue();
            assertThat(bytes.rows()).hasSizeBetween(50, 1_000);
        }
    }

    static Stream<String> greedy() {
        return Stream.of(
                "select count(*) from events a, events b, events c, events d",
                "with recursive r(n) as (select 1 union all select n + 1 from r) select max(n) from r",
                "with recursive r(s) as (select 'xxxxxxxxxxxxxxxx' union all select s || s from r) select max(length(s)) from r",
                "with recursive r(n, s) as (select 1, 'xxxxxxxxxxxxxxxx' union all select n + 1, s || s from r where n < 26)"
                        + " select s from r",
                "select string_agg(a.case_id || b.case_id, ',' order by a.time, b.time) from events a, events b");
    }

    @ParameterizedTest
    @MethodSource("greedy")
    void greedyQueryIsStoppedAndTheNextOneWorks(String sql) {
        long start = System.nanoTime();

        assertThatThrownBy(() -> gateway.query(sql))
                .isInstanceOf(SojournException.class)
                .extracting(e -> ((SojournException) e).code())
                .isEqualTo(ErrorCode.QUERY_LIMIT);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
        assertThat(gateway.query("select count(*) as n from cases").rows().get(0))
                .extracting(String::valueOf)
                .containsExactly("2000");
    }

    @Test
    void wideStarsInStarsCostAtMostAWorker() {
        StringBuilder sql = new StringBuilder("with t0 as (select * from events)");
        for (int i = 1; i < 30; i++) {
            sql.append(", t" + i + " as (select a.*, b.* from t" + (i - 1) + " a, t" + (i - 1) + " b)");
        }

        assertThatThrownBy(() -> gateway.query(sql + " select count(*) from t29"))
                .isInstanceOf(SojournException.class)
                .extracting(e -> ((SojournException) e).code())
                .isEqualTo(ErrorCode.QUERY_LIMIT);
        assertThat(gateway.query("select 1 as x").rows()).hasSize(1);
    }

    @Test
    void newCommitIsSeenByTheNextQuery() throws SQLException {
        String before = count("select count(*) from deliveries");

        store.run("INSERT INTO deliveries VALUES ('p', 1, 'new', 2, 0)");

        assertThat(count("select count(*) from deliveries")).isEqualTo(Integer.toString(Integer.parseInt(before) + 1));
        store.run("DELETE FROM deliveries WHERE case_id = 'new'");
    }

    @Test
    void gatewayTellsWhatWasAskedToWhoeverAudits() {
        List<QueryRecord> told = new ArrayList<>();

        gateway.query(
                "select max(x.team) from (select team from events limit 5) x", Sight.ALL, new QueryStop(), told::add);
        assertThatThrownBy(() -> gateway.query("select * from secret_salary", Sight.ALL, new QueryStop(), told::add))
                .isInstanceOf(SojournException.class);

        assertThat(told.get(0).tables()).containsExactly("events");
        assertThat(told.get(0).columns()).containsExactly("events.team");
        assertThat(told.get(0).rows()).isEqualTo(1);
        assertThat(told.get(0).statement()).matches("[0-9a-f]{64}");
        assertThat(told.get(1).refused()).isEqualTo(ErrorCode.REFUSED_QUERY);
        assertThat(told).hasSize(2);
    }

    @Test
    void proposalsComeThroughTheGateway() {
        Proposals proposals = gateway.complete("select tea from events", 10);

        assertThat(proposals.from()).isEqualTo(7);
        assertThat(proposals.items()).extracting(Proposals.Item::text).contains("team");
    }

    private static String count(String sql) {
        return String.valueOf(gateway.query(sql).rows().get(0).get(0));
    }
}
