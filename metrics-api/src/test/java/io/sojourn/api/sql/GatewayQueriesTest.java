package io.sojourn.api.sql;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What goes through both walls gives what the text gives without them. */
class GatewayQueriesTest {
    @TempDir
    private static Path folder;

    private static Worker worker;

    @BeforeAll
    static void open() throws SQLException {
        worker = new Worker(new SampleStore(2_000), folder);
    }

    @AfterAll
    static void close() throws SQLException {
        worker.close();
    }

    static List<NamedQuery> queries() throws IOException {
        return NamedQuery.all();
    }

    @ParameterizedTest
    @MethodSource("queries")
    void queryGivesTheSameRowsAsRunNatively(NamedQuery query) throws Exception {
        JsonNode answer = worker.run(query.sql());
        List<String> rows = Worker.rows(answer.path("rows"));
        List<String> natively = Worker.rows(worker.natively(query.sql()));
        if (!query.sql().contains("order by")) {
            Collections.sort(rows);
            Collections.sort(natively);
        }

        assertThat(rows).as(answer.path("sql").asText()).isNotEmpty().isEqualTo(natively);
    }

    @Test
    void queriesReadEveryTableAndOperator() throws Exception {
        Set<String> tables = new TreeSet<>();
        StringBuilder all = new StringBuilder();
        for (NamedQuery query : queries()) {
            worker.run(query.sql()).path("tables").forEach(t -> tables.add(t.asText()));
            all.append(query.sql()).append('\n');
        }

        assertThat(queries()).hasSize(94);
        assertThat(tables).containsAll(Catalog.PUBLIC).containsAll(LiveViews.NAMES);
        ProcessOperators.names().forEach(o -> assertThat(all.toString()).contains(o + "("));
    }
}
