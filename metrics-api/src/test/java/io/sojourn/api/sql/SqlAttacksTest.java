package io.sojourn.api.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.api.sql.Attacks.Attempt;
import io.sojourn.api.sql.Attacks.Engine;
import io.sojourn.api.sql.Attacks.Gate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.duckdb.DuckDBConnection;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The table of attempts is what happens: each row is asked of each wall alone, and of the engine of a locked worker behind no
 * wall. Where it isn't, what happens is in {@code target/attacks.txt}: to be read before another version of DuckDB is taken.
 */
class SqlAttacksTest {
    private static final int SECONDS = 5;

    @TempDir
    private static Path folder;

    private static Worker worker;
    private static QueryChecker first;
    private static AstGate second;

    @BeforeAll
    static void open() throws Exception {
        worker = new Worker(new SampleStore(20), folder);
        Files.writeString(folder.resolve("x.csv"), "a\n1\n");
        Connection connection = worker.database().connection();
        Catalog catalog = Catalog.read(connection, "snap_1", Set.of("office", "p/office"));
        first = new QueryChecker(catalog);
        second = new AstGate(connection, catalog.names());
    }

    @AfterAll
    static void close() throws SQLException {
        worker.close();
    }

    @Test
    void theTableIsWhatHappens() throws Exception {
        List<String> happens = new ArrayList<>();
        for (Attempt a : Attacks.all()) {
            Gate gate = gate(a.text(folder));
            Engine engine = a.engine() == Engine.UNTRIED ? Engine.UNTRIED : engine(a.text(folder));
            happens.add(new Attempt(a.id(), gate, engine, a.text()).toString());
        }
        List<String> told = Attacks.lines().stream().filter(Attacks::isAttempt).toList();
        Files.write(Path.of("target/attacks.txt"), happens);
        assertThat(happens).isEqualTo(told);
    }

    private static Gate gate(String sql) {
        boolean byFirst = isRefused(() -> first.check(sql, 10));
        boolean bySecond = isRefused(() -> second.check(sql));
        return byFirst ? bySecond ? Gate.BOTH : Gate.FIRST : bySecond ? Gate.SECOND : Gate.NONE;
    }

    private interface Wall {
        void check() throws SQLException;
    }

    private static boolean isRefused(Wall wall) {
        try {
            wall.check();
            return false;
        } catch (RuntimeException | SQLException e) {
            // A worker refuses what its parser stumbles over, too.
            return true;
        }
    }

    private static Engine engine(String sql) throws SQLException {
        try (Connection own = worker.database()
                        .connection()
                        .unwrap(DuckDBConnection.class)
                        .duplicate();
                Statement statement = own.createStatement()) {
            statement.setQueryTimeout(SECONDS);
            statement.execute(sql);
            return Engine.RUNS;
        } catch (SQLException e) {
            return Engine.REFUSES;
        }
    }

    @Test
    void eachRowHasANumberOfItsOwnAndEachKindIsThere() {
        List<Attempt> all = Attacks.all();
        assertThat(all).extracting(Attempt::id).doesNotHaveDuplicates();
        assertThat(all).extracting(Attempt::text).doesNotHaveDuplicates();
        for (String kind : List.of("Q1", "Q2", "Q3", "Q4", "Q6", "Q8")) {
            assertThat(all).as(kind).anyMatch(a -> a.id().startsWith(kind));
        }
        assertThat(all).filteredOn(a -> a.gate() == Gate.NONE).allMatch(a -> a.id().startsWith("Q2.masks"));
    }

    @Test
    void noFileAppears() throws Exception {
        try (var files = Files.walk(folder)) {
            assertThat(files.map(f -> f.getFileName().toString()))
                    .doesNotContain("y.csv", "z.duckdb", "p.json", "out", "y.parquet");
        }
    }
}
