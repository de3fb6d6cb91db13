package io.sojourn.api.pgwire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatementTextTest {
    @Test
    void aScriptIsCutAtItsSemicolonsAlone() {
        String script = "select ';' ; select \";\" -- ;\n; /* ; /* ; */ ; */ select $x$ ; $x$, e'\\';' ;; ";

        assertThat(StatementText.of(script).statements())
                .extracting(StatementText::text)
                .containsExactly("select ';'", "select \";\"", "select $x$ ; $x$, e'\\';'");
    }

    @Test
    void placesLeadBackThroughAllChanges() {
        StatementText text = StatementText.of("x; select $1, public.events\nfrom $2 wrong")
                .statements()
                .get(1);
        Prepared statement = new Prepared(text, Prepared.Kind.QUERY, new int[] {25, 25});
        StatementText filled = statement.with(new boolean[2], new byte[][] {"a long text".getBytes(), null});

        int line = 2;
        int column = filled.text().lines().toList().get(1).indexOf("wrong") + 1;
        assertThat(filled.text()).contains("'a long text'").contains("CAST(NULL AS VARCHAR)");
        assertThat(filled.position(line, column))
                .isEqualTo("x; select $1, public.events\nfrom $2 wrong".indexOf("wrong") + 1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "select * from cases where started_at between $1 and $2|TIMESTAMPTZ|TIMESTAMPTZ",
                "select * from cases c where c.events in ($1, $2)|INT8|INT8",
                "select * from cases where payer like $1 limit $2|TEXT|INT8",
                "select $1, '$2', \"$2\", $2 from cases|none|none",
                "select * from cases where lower(payer) = $1 and events >= $2|none|INT8"
            })
    void parametersAreOfTheTypeOfWhatTheyAreComparedWith(String sql, String first, String second) {
        Map<String, PgType> columns =
                Map.of("started_at", PgType.TIMESTAMPTZ, "events", PgType.INT8, "payer", PgType.TEXT);
        int[] types = Statements.read(StatementText.of(sql), new int[0], () -> columns)
                .types();

        assertThat(List.of(name(types[0]), name(types[1]))).containsExactly(first, second);
    }

    private static String name(int oid) {
        return oid == 0 ? "none" : PgType.of(oid).name();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "select * from events|QUERY",
                "select 'pg_class' from events|QUERY",
                "with a as (select 1) select * from a|QUERY",
                "select 1|CATALOG",
                "select version()|CATALOG",
                "select current_schema(), session_user|CATALOG",
                "select * from \"pg_catalog\".\"pg_class\"|CATALOG",
                "/* x */ SELECT * FROM INFORMATION_SCHEMA.tables|CATALOG",
                "SHOW x|COMMAND",
                "Begin|COMMAND"
            })
    void whereAStatementGoesIsSeenFromItsWords(String sql, Prepared.Kind kind) {
        assertThat(Statements.read(StatementText.of(sql), new int[0], Map::of).kind())
                .isEqualTo(kind);
    }
}
