package io.sojourn.api.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sojourn.event.SojournException;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The second wall alone, with texts that the first one never saw. */
class AstGateTest {

    /** What only the first wall has a reason to refuse: they read nothing that is hidden. */
    private static final List<String> HARMLESS =
            List.of("select $$x$$::varchar", "select interval '1 day; drop table events'");

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
        return Attacks.texts().stream().filter(t -> !HARMLESS.contains(t));
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void refusesWhatTheFirstWallMightMiss(String sql) {
        assertThatThrownBy(() -> gate.check(sql)).isInstanceOf(SojournException.class);
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
