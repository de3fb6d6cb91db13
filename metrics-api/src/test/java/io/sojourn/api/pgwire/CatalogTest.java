package io.sojourn.api.pgwire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sojourn.api.sql.ColumnInfo;
import io.sojourn.api.sql.QueryResult;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogTest {
    private static CatalogDatabase catalog;

    @BeforeAll
    static void open() {
        catalog = CatalogDatabase.of(new TableList(Map.of(
                "events",
                List.of(new ColumnInfo("case_id", "VARCHAR"), new ColumnInfo("time", "TIMESTAMP")),
                "cases",
                List.of(new ColumnInfo("cost", "DECIMAL(18,3)")))));
    }

    @AfterAll
    static void close() {
        catalog.close();
    }

    private static QueryResult ask(String sql) {
        return catalog.ask(StatementText.of(sql), "o'ana");
    }

    @Test
    void namesTypesAndNumbersAreThoseOfTheTables() {
        assertThat(ask("SELECT table_name, column_name, data_type, numeric_scale FROM information_schema.columns"
                                + " ORDER BY table_name, ordinal_position")
                        .rows())
                .hasToString("[[cases, cost, numeric, 3], [events, case_id, text, null], [events, time,"
                        + " timestamp with time zone, null]]");
        assertThat(ask("SELECT pg_catalog.format_type(a.atttypid, a.atttypmod) FROM pg_catalog.pg_attribute a"
                                + " WHERE a.attrelid = 'public.cases'::pg_catalog.regclass")
                        .rows())
                .hasToString("[[numeric(18,3)]]");
    }

    /** Ways in which tools ask: psql, drivers, Metabase, Grafana, DBeaver. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT c.relname FROM pg_catalog.pg_class c WHERE c.relname OPERATOR(pg_catalog.~) '^(cases)$' COLLATE pg_catalog.default",
                "SELECT relname FROM pg_class WHERE relname ~* '^CAS'",
                "SELECT \"c\".\"relname\" FROM \"pg_catalog\".\"pg_class\" \"c\" JOIN \"pg_catalog\".\"pg_namespace\" \"n\""
                        + " ON \"c\".\"relnamespace\" = \"n\".\"oid\" WHERE \"n\".\"nspname\" !~ '^pg_' AND \"c\".\"relname\" <> 'events'",
                "SELECT relname FROM pg_class WHERE relname = ANY ('{cases,stays}'::text[])",
                "SELECT relname FROM pg_class WHERE oid = to_regclass('cases')",
                "SELECT t.relname FROM pg_class t WHERE t.oid = 'cases'::regclass AND pg_catalog.pg_table_is_visible(t.oid)",
                "with p as (select t.tablename as name, has_table_privilege(current_user, '\"' || replace(t.schemaname, '\"', '\"\"')"
                        + " || '\"', 'select') as sees from pg_catalog.pg_tables t) select name from p where sees and name ~ 'cas'",
                "SELECT quote_ident(table_name) FROM information_schema.tables WHERE table_name LIKE 'c%'"
            })
    void toolsFindATable(String sql) {
        assertThat(ask(sql).rows()).hasToString("[[cases]]");
    }

    @Test
    void aConnectionKnowsWhoItIs() {
        assertThat(ask("SELECT current_user, session_user, current_database(), current_schema(), user")
                        .rows())
                .hasToString("[[o'ana, o'ana, sojourn, public, o'ana]]");
        assertThat(ask("SELECT current_setting('server_version_num')::int/100 AS version")
                        .rows())
                .hasToString("[[1400]]");
        assertThat(ask("SELECT n.nspname = ANY(current_schemas(true)) FROM pg_namespace n WHERE n.oid = 11")
                        .rows())
                .hasToString("[[true]]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM read_csv('/etc/passwd'), pg_class",
                "SELECT * FROM '/etc/passwd', pg_class",
                "SELECT * FROM duckdb_settings(), pg_class",
                "SELECT * FROM pg_class; SELECT 1",
                "SELECT current_setting('x'), getenv('HOME') FROM pg_class",
                "SELECT * FROM shown_tables, pg_class",
                "SELECT * FROM pgc.shown_tables, pg_class",
                "SELECT * FROM system.information_schema.tables, pg_class",
                "SELECT * FROM query('select 1'), pg_class",
                "SELECT repeat('x', 1000000000) FROM pg_class",
                "SELECT lpad('x', 1000000000) FROM pg_class",
                "SELECT len(generate_series(1, 1000000000)) FROM pg_class",
                "SELECT len(range(1000000000)) FROM pg_class",
                "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) SELECT * FROM r, pg_class",
                "WITH d AS (DELETE FROM pg_class RETURNING *) SELECT * FROM d",
                "INSERT INTO pg_class VALUES (1)",
                "ATTACH '/tmp/x.db' AS pg_x",
                "COPY pg_class TO '/tmp/x'",
                "SET pg_x = 1",
                "CREATE MACRO pg_x() AS 1",
                "SELECT COLUMNS('.*') FROM pg_class",
                "SELECT * FROM pg_class USING SAMPLE 10",
                "SELECT main.pg_get_userbyid(1) FROM pg_class",
                "SELECT replace(replace(replace('aaaa', 'a', 'aaaaaaaa'), 'a', 'aaaaaaaa'), 'a', 'aaaaaaaa') FROM pg_class",
                "SELECT replace(relname, '', 'aaaaaaaa'), replace(relname, relname, relname) FROM pg_class",
                "SELECT x || x || x || x FROM (SELECT x || x || x || x AS x FROM (SELECT x || x || x || x AS x FROM"
                        + " (SELECT relname || relname || relname || relname AS x FROM pg_class)))",
                "SELECT sleep_ms(10000) FROM pg_class",
                "DESCRIBE pg_class",
                "PIVOT pg_class ON relname",
                "SELECT 'pg_x'::regclass::blob, write_log('x')"
            })
    void nothingElseIsAnswered(String sql) {
        assertThatThrownBy(() -> ask(sql)).isInstanceOf(PgFailure.class).hasMessageNotContaining("root:");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT count(*) FROM generate_series(1, 100000000000) s, pg_class",
                "SELECT length(array_to_string(array(SELECT a.typname FROM pg_type a, pg_type b, pg_type c, pg_type d, pg_type e), ','))"
            })
    void whatTakesTooLongOrTooMuchIsStopped(String sql) {
        long start = System.nanoTime();
        assertThatThrownBy(() -> ask(sql)).isInstanceOf(PgFailure.class);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
        assertThat(ask("SELECT count(*) FROM pg_class").rows()).hasToString("[[2]]");
    }

    @Test
    void aDeepNestingIsRefused() {
        String deep = "(".repeat(3_000) + "1" + ")".repeat(3_000);
        assertThatThrownBy(() -> ask("SELECT " + deep + " FROM pg_class")).isInstanceOf(PgFailure.class);
    }
}
