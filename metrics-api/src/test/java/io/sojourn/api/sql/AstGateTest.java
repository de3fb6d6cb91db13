package io.sojourn.api.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sojourn.event.SojournException;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The second wall alone, with texts that the first one never saw. */
class AstGateTest {
    private static SampleStore store;
    private static Connection connection;
    private static AstGate gate;

    @BeforeAll
    static void open() throws SQLException {
        store = new SampleStore(1);
        connection = store.open();
        Set<String> tables =
                new TreeSet<>(Catalog.read(connection, "memory", Set.of()).names());
        tables.addAll(LiveViews.NAMES);
        gate = new AstGate(connection, tables);
    }

    @AfterAll
    static void close() throws SQLException {
        connection.close();
        store.close();
    }

    static Stream<String> attacks() {
        return Attacks.all().stream()
                .filter(a -> a.gate() == Attacks.Gate.BOTH || a.gate() == Attacks.Gate.SECOND)
                .map(Attacks.Attempt::text);
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void refusesWhatTheFirstWallMightMiss(String sql) {
        assertThatThrownBy(() -> gate.check(sql)).isInstanceOf(SojournException.class);
    }

    /** A name that WITH gives is none in its own body: there it would be a table outside of the lists. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "with x as (select 1 as a) select * from x",
                "with x as (select 1 as a), y as (select * from x) select * from y, x",
                "with recursive r(n) as (select 1 union all select n + 1 from r where n < 3) select * from r",
                "with x as (select 1 as a) select * from (with y as (select * from x) select * from y) q",
                "with x as (select 1 as a) select (select max(a) from x) from events where exists (select 1 from x)",
                "with x as (select 1 as a) select * from x union all select * from x"
            })
    void namesOfWithAreSeenFromBehindThem(String sql) throws SQLException {
        gate.check(sql);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "with x as (select * from x) select * from x",
                "with x as (select * from y), y as (select 1 as a) select * from x",
                "with recursive r(n) as (select n from r union all select 1) select * from r",
                "with x as (with y as (select * from x) select * from y) select * from x",
                "with a as (with inner_one as (select 1 as x) select * from inner_one) select * from inner_one",
                "select * from (with t as (select 1 as a) select * from t) q, t"
            })
    void andFromNowhereElse(String sql) {
        assertThatThrownBy(() -> gate.check(sql))
                .isInstanceOf(SojournException.class)
                .hasMessageContaining("table ");
    }

    @ParameterizedTest
    @MethodSource("io.sojourn.api.sql.SqlGatewayTest#analystQueries")
    void letsCheckedQueriesThrough(String sql) throws SQLException, IOException {
        String checked = new QueryChecker(Catalog.read(connection, "memory", Set.of()))
                .check(sql, 10_000)
                .sql();

        gate.check(checked);

        assertThat(checked).isNotEqualTo(sql);
    }
}
