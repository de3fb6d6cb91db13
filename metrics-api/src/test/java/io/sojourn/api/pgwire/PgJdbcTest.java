package io.sojourn.api.pgwire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SharedFront.class)
class PgJdbcTest {
    private static PgFront front;

    @BeforeAll
    static void take(PgFront shared) {
        front = shared;
    }

    static Stream<String> analystQueries() throws IOException {
        String text = Files.readString(Path.of("src/test/resources/sql/analyst-queries.sql"));
        return Stream.of(text.split(";\\s*\\n")).map(String::strip).filter(q -> !q.isEmpty());
    }

    static Stream<String> someAnalystQueries() throws IOException {
        List<String> all = analystQueries().toList();
        return IntStream.iterate(0, i -> i < all.size(), i -> i + 6).mapToObj(all::get);
    }

    @Tag("full")
    @ParameterizedTest
    @MethodSource("analystQueries")
    void eachQueryGivesTheSameRowsAsNatively(String sql) throws SQLException {
        queryGivesTheSameRowsAsTextAsBinaryAndNatively(sql);
    }

    @ParameterizedTest
    @MethodSource("someAnalystQueries")
    void queryGivesTheSameRowsAsTextAsBinaryAndNatively(String sql) throws SQLException {
        List<List<String>> natively;
        try (Connection store = front.store.open();
                Statement statement = store.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            natively = rows(rows);
        }

        assertThat(asked(sql, "?preferQueryMode=simple")).isEqualTo(natively);
        assertThat(asked(sql, "?prepareThreshold=-1")).isEqualTo(natively);
    }

    private static List<List<String>> asked(String sql, String more) throws SQLException {
        try (Connection connection = front.connect(more);
                PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = statement.executeQuery()) {
            return rows(rows);
        }
    }

    private static List<List<String>> rows(ResultSet rows) throws SQLException {
        ResultSetMetaData meta = rows.getMetaData();
        List<List<String>> all = new ArrayList<>();
        while (rows.next()) {
            List<String> row = new ArrayList<>();
            for (int i = 1; i <= meta.getColumnCount(); i++) {
                row.add(value(rows, meta, i));
            }
            all.add(row);
        }
        return all;
    }

    /** Sums of doubles depend on the order in which threads add them: their last digits are no part of the answer. */
    private static String value(ResultSet rows, ResultSetMetaData meta, int column) throws SQLException {
        Object value = rows.getObject(column);
        if (value instanceof Number n) {
            return new BigDecimal(n.toString())
                    .round(new MathContext(9))
                    .stripTrailingZeros()
                    .toPlainString();
        }
        if (value instanceof Timestamp) {
            boolean zoned = meta.getColumnTypeName(column).equals("timestamptz");
            return zoned
                    ? rows.getObject(column, OffsetDateTime.class).toInstant().toString()
                    : rows.getObject(column, LocalDateTime.class)
                            .toInstant(ZoneOffset.UTC)
                            .toString();
        }
        if (meta.getColumnTypeName(column).equalsIgnoreCase("time")) {
            return String.valueOf(rows.getObject(column, LocalTime.class));
        }
        return String.valueOf(meta.getColumnTypeName(column).equals("interval") ? rows.getString(column) : value);
    }

    @Test
    void parametersOfAllTypesAreValuesAndNothingElse() throws SQLException {
        String sql =
                "select count(*) from cases where case_id = ? and events = ? and started_at >= ? and payer_class <> ?"
                        + " and cycle_time_us > ? and started_at > ? limit ?";
        for (String mode : List.of("", "?prepareThreshold=-1")) {
            try (Connection connection = front.connect(mode);
                    PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setString(1, "c5");
                statement.setInt(2, 5);
                statement.setTimestamp(3, Timestamp.from(Instant.parse("2026-01-05T08:00:00Z")));
                statement.setString(4, "' or 1=1 --");
                statement.setLong(5, -1);
                statement.setObject(6, OffsetDateTime.parse("2026-01-05T03:00:00-05:00"));
                statement.setInt(7, 3);
                assertThat(number(statement)).isEqualTo(1);
                statement.setString(1, "c5' or 'a' = 'a");
                assertThat(number(statement)).isZero();
            }
        }
    }

    private static long number(PreparedStatement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery()) {
            assertThat(row.next()).isTrue();
            return row.getLong(1);
        }
    }

    @Test
    void everyParameterComesBackAsItWent() throws SQLException {
        String sql =
                "select cast(? as varchar), cast(? as bigint), cast(? as double), cast(? as boolean), cast(? as date),"
                        + " cast(? as varchar), cast(? as decimal(20, 4))";
        for (String mode : List.of("", "?prepareThreshold=-1")) {
            try (Connection connection = front.connect(mode);
                    PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setString(1, "it's; -- \\ \" $1 é漢");
                statement.setLong(2, Long.MIN_VALUE + 1);
                statement.setDouble(3, -1.25e-7);
                statement.setBoolean(4, true);
                statement.setObject(5, LocalDate.parse("2026-02-28"));
                statement.setNull(6, Types.VARCHAR);
                statement.setBigDecimal(7, new BigDecimal("-12345.6789"));
                try (ResultSet row = statement.executeQuery()) {
                    row.next();
                    assertThat(row.getString(1)).isEqualTo("it's; -- \\ \" $1 é漢");
                    assertThat(row.getLong(2)).isEqualTo(Long.MIN_VALUE + 1);
                    assertThat(row.getDouble(3)).isEqualTo(-1.25e-7);
                    assertThat(row.getBoolean(4)).isTrue();
                    assertThat(row.getObject(5, LocalDate.class)).isEqualTo(LocalDate.parse("2026-02-28"));
                    assertThat(row.getString(6)).isNull();
                    assertThat(row.getBigDecimal(7)).isEqualByComparingTo("-12345.6789");
                }
            }
        }
    }

    @Test
    void typesAreToldBeforeAStatementRuns() throws SQLException {
        String sql = "select case_id, events, started_at, count(*) over () as n, sum(events) over () as s from cases"
                + " where started_at > ? and payer_class = ? limit ?";
        try (Connection connection = front.connect("");
                PreparedStatement statement = connection.prepareStatement(sql)) {
            ResultSetMetaData meta = statement.getMetaData();
            List<String> types =
                    IntStream.rangeClosed(1, 5).mapToObj(i -> typeName(meta, i)).toList();

            assertThat(types).containsExactly("text", "int8", "timestamptz", "int8", "numeric");
            assertThat(statement.getParameterMetaData().getParameterTypeName(1)).isEqualTo("timestamptz");
            assertThat(statement.getParameterMetaData().getParameterTypeName(2)).isEqualTo("text");
            assertThat(statement.getParameterMetaData().getParameterTypeName(3)).isEqualTo("int8");
        }
    }

    private static String typeName(ResultSetMetaData meta, int column) {
        try {
            return meta.getColumnTypeName(column);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void rowsAreFetchedInParts() throws SQLException {
        try (Connection connection = front.connect("")) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.setFetchSize(7);
                try (ResultSet rows =
                        statement.executeQuery("select sequence from events order by sequence limit 100")) {
                    for (int i = 0; i < 100; i++) {
                        assertThat(rows.next()).isTrue();
                        assertThat(rows.getLong(1)).isEqualTo(i);
                    }
                    assertThat(rows.next()).isFalse();
                }
            }
            connection.commit();
        }
    }

    @Test
    void aQueryIsStoppedByItsClient() throws Exception {
        try (Connection connection = front.connect("");
                Statement statement = connection.createStatement()) {
            CompletableFuture<Throwable> end = CompletableFuture.supplyAsync(() -> catchThrowableOfType(
                    SQLException.class,
                    () -> statement.executeQuery("select count(*) from events a, events b, events c, events d")));

            Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> {
                statement.cancel();
                return end.isDone();
            });

            assertThat(((SQLException) end.join()).getSQLState()).isEqualTo("57014");
            assertThat(end.join()).hasMessageContaining("user request");
            try (ResultSet row = statement.executeQuery("select count(*) from cases")) {
                row.next();
                assertThat(row.getInt(1)).isEqualTo(2_000);
            }
        }
    }

    @Test
    void wrongSecretIsRefused() {
        assertThatThrownBy(() -> java.sql.DriverManager.getConnection(
                        "jdbc:postgresql://127.0.0.1:" + front.server.port() + "/sojourn?user=ana&password=wrong"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("authentication failed")
                .extracting(e -> ((SQLException) e).getSQLState())
                .isEqualTo("28P01");
    }

    @Test
    void anotherDatabaseIsRefusedWithItsName() {
        assertThatThrownBy(() -> java.sql.DriverManager.getConnection("jdbc:postgresql://127.0.0.1:"
                        + front.server.port() + "/other?user=ana&password=" + PgFront.SECRET))
                .hasMessageContaining("\"other\" does not exist")
                .hasMessageContaining("sojourn");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select * from secret_salary|42P01",
                "select x from main.secret_salary|42P01",
                "select casid from cases|42703",
                "selekt 1|42601",
                "select md5('x')|42883",
                "insert into cases values (1)|25006",
                "select * from read_csv('/etc/passwd')|42",
                "select 1; drop table cases|25006",
                "select * from pg_read_file('/etc/passwd')|0A000",
                "show nothing|42704"
            })
    void refusalsHaveTheirCode(String line) throws SQLException {
        String[] parts = line.split("\\|");
        try (Connection connection = front.connect("");
                Statement statement = connection.createStatement()) {
            SQLException e = catchThrowableOfType(SQLException.class, () -> statement.execute(parts[0]));

            assertThat((Object) e).isNotNull();
            assertThat(e.getSQLState()).startsWith(parts[1]);
            assertThat(e.getMessage()).doesNotContain("4711", "root:");
        }
    }

    @Test
    void aResultOverTheLimitIsCutAndSaysSo() throws SQLException {
        try (Connection connection = front.connect("");
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("select sequence from events union all select sequence from events")) {
            int count = 0;
            while (rows.next()) {
                count++;
            }
            assertThat(count).isEqualTo(10_000);
            assertThat(statement.getWarnings().getSQLState()).isEqualTo("01004");
        }
    }

    @Test
    void manyConnectionsAskAtATime() {
        List<CompletableFuture<Integer>> all = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> countOf("c" + i)))
                .toList();

        List<Integer> counts = all.stream().map(CompletableFuture::join).toList();
        assertThat(counts).containsOnly(5);
    }

    private static int countOf(String caseId) {
        try (Connection connection = front.connect("");
                PreparedStatement statement =
                        connection.prepareStatement("select count(*) from events where case_id = ?")) {
            statement.setString(1, caseId);
            return (int) number(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void theCatalogShowsTheGatewaysTables() throws SQLException {
        try (Connection connection = front.connect("")) {
            DatabaseMetaData meta = connection.getMetaData();
            assertThat(names(meta.getTables(null, "public", "%", new String[] {"TABLE"}), "TABLE_NAME"))
                    .contains("events", "cases", "stays", "deliveries", "queue_now", "sla_now")
                    .doesNotContain("secret_salary")
                    .hasSize(16);
            assertThat(names(meta.getColumns(null, "public", "queue_panes", "%"), "COLUMN_NAME"))
                    .isEqualTo(natively("queue_panes"));
            assertThat(names(meta.getSchemas(), "TABLE_SCHEM")).contains("public", "pg_catalog");
            assertThat(names(meta.getCatalogs(), "TABLE_CAT")).containsExactly("sojourn");
            assertThat(names(meta.getTypeInfo(), "TYPE_NAME")).contains("int8", "timestamptz");
            assertThat(names(meta.getPrimaryKeys(null, "public", "cases"), "COLUMN_NAME"))
                    .isEmpty();
            assertThat(names(meta.getIndexInfo(null, "public", "cases", false, true), "INDEX_NAME"))
                    .isEmpty();
            assertThat(names(meta.getImportedKeys(null, "public", "cases"), "FK_NAME"))
                    .isEmpty();
            assertThat(names(meta.getFunctions(null, null, "%"), "FUNCTION_NAME"))
                    .isEmpty();
            assertThat(names(meta.getTablePrivileges(null, "public", "cases"), "PRIVILEGE"))
                    .containsExactly("SELECT");
            assertThat(meta.getSQLKeywords()).isNotEmpty();
        }
    }

    private static List<String> natively(String table) throws SQLException {
        try (Connection store = front.store.open();
                Statement statement = store.createStatement();
                ResultSet rows = statement.executeQuery("select * from " + table + " limit 0")) {
            ResultSetMetaData meta = rows.getMetaData();
            List<String> names = new ArrayList<>();
            for (int i = 1; i <= meta.getColumnCount(); i++) {
                names.add(meta.getColumnName(i));
            }
            return names;
        }
    }

    private static List<String> names(ResultSet rows, String column) throws SQLException {
        List<String> names = new ArrayList<>();
        while (rows.next()) {
            names.add(rows.getString(column));
        }
        return names;
    }

    /** As Grafana writes its time filter, and Metabase its names. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "select count(*) from measure_panes where pane between '2026-01-05T08:00:00Z' and '2027-01-05T08:00:00.5Z'",
                "select count(*) as n from \"public\".\"measure_panes\" where \"public\".\"measure_panes\".\"measure\" = 'denial_rate'",
                "-- a tool's remark\nselect count(*) from public.measure_panes p where p.measure <> ''"
            })
    void toolsWriteTheirOwnWay(String sql) throws SQLException {
        try (Connection connection = front.connect("");
                PreparedStatement statement = connection.prepareStatement(sql)) {
            assertThat(number(statement)).isPositive();
        }
    }

    @Test
    void aFailedTransactionIsOverOnlyWhenItIsEnded() throws SQLException {
        try (Connection connection = front.connect("?autosave=never")) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                assertThatThrownBy(() -> statement.executeQuery("select nothing from cases"));
                assertThatThrownBy(() -> statement.executeQuery("select 1"))
                        .extracting(e -> ((SQLException) e).getSQLState())
                        .isEqualTo("25P02");
                connection.rollback();
                assertThat(statement.executeQuery("select count(*) from cases").next())
                        .isTrue();
            }
        }
    }
}
