package io.sojourn.api;

import static io.sojourn.api.store.Samples.HOUR;
import static io.sojourn.api.store.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sojourn.fact.FactTable;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.util.Text;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExportsTest {
    private static final String FORMULA = "=HYPERLINK(\"http://x\"),\"1\n2\"";
    private FlowingStore flowing;

    @BeforeAll
    void start(@TempDir Path dir) throws Exception {
        List<FlowingStore.Event> events = new ArrayList<>(FlowingStore.events(new Random(3), 30));
        events.add(new FlowingStore.Event(FORMULA, 1, "SUBMITTED", NOON));
        flowing = new FlowingStore(dir, events);
        flowing.flowTo(NOON + 200 * HOUR);
    }

    @AfterAll
    void stop() {
        flowing.close();
    }

    @ParameterizedTest
    @EnumSource(FactTable.class)
    void aParquetFileHasTheRowsOfTheTable(FactTable table, @TempDir Path dir) throws Exception {
        String name = table.tableName();
        Path file = dir.resolve(name + ".parquet");
        HttpResponse<Path> response =
                flowing.asking.send("exports/" + name + "?format=parquet", BodyHandlers.ofFile(file));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Disposition"))
                .contains("attachment; filename=\"authorization-" + name + ".parquet\"");
        try (Connection c = flowing.store.newConnection();
                Statement s = c.createStatement();
                ResultSet r = s.executeQuery("WITH sent AS (FROM '" + file + "'), kept AS (FROM main." + name
                        + ") SELECT (SELECT count(*) FROM (FROM sent EXCEPT ALL FROM kept)), (SELECT count(*) FROM"
                        + " (FROM kept EXCEPT ALL FROM sent)), (SELECT count(*) FROM sent)")) {
            r.next();
            assertThat(r.getLong(1)).isZero();
            assertThat(r.getLong(2)).isZero();
            assertThat(response.headers().firstValueAsLong("X-Row-Count")).hasValue(r.getLong(3));
        }
    }

    @ParameterizedTest
    @EnumSource(FactTable.class)
    void anArrowStreamHasTheRowsOfTheTable(FactTable table) throws Exception {
        String name = table.tableName();
        HttpResponse<InputStream> response =
                flowing.asking.send("exports/" + name + "?format=arrow", BodyHandlers.ofInputStream());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/vnd.apache.arrow.stream");
        List<List<Object>> sent = new ArrayList<>();
        List<String> columns;
        try (RootAllocator memory = new RootAllocator();
                ArrowStreamReader reader = new ArrowStreamReader(response.body(), memory)) {
            VectorSchemaRoot batch = reader.getVectorSchemaRoot();
            columns = batch.getSchema().getFields().stream().map(Field::getName).toList();
            while (reader.loadNextBatch()) {
                for (int row = 0; row < batch.getRowCount(); row++) {
                    List<Object> values = new ArrayList<>();
                    for (FieldVector column : batch.getFieldVectors()) {
                        values.add(value(column.getObject(row)));
                    }
                    sent.add(values);
                }
            }
        }
        assertThat(sent).containsExactlyInAnyOrderElementsOf(kept(name, columns));
        assertThat(response.headers().firstValueAsLong("X-Row-Count")).hasValue(sent.size());
    }

    private static Object value(Object value) {
        return value instanceof Text ? value.toString() : value;
    }

    /** The rows of a table, times as microseconds. */
    private List<List<Object>> kept(String table, List<String> columns) throws Exception {
        List<List<Object>> rows = new ArrayList<>();
        try (Connection c = flowing.store.newConnection();
                Statement s = c.createStatement();
                ResultSet r = s.executeQuery("FROM main." + table)) {
            assertThat(r.getMetaData().getColumnCount()).isEqualTo(columns.size());
            while (r.next()) {
                List<Object> row = new ArrayList<>();
                for (int i = 1; i <= columns.size(); i++) {
                    assertThat(r.getMetaData().getColumnName(i)).isEqualTo(columns.get(i - 1));
                    Object value = r.getObject(i);
                    row.add(
                            value instanceof Timestamp
                                    ? ChronoUnit.MICROS.between(
                                            LocalDateTime.of(1970, 1, 1, 0, 0), r.getObject(i, LocalDateTime.class))
                                    : value);
                }
                rows.add(row);
            }
        }
        return rows;
    }

    @Test
    void textsThatLookLikeFormulasAreGuardedUnlessAskedOtherwise() {
        String quoted = FORMULA.replace("\"", "\"\"");
        assertThat(flowing.asking.get("exports/cases").body()).contains("\"'" + quoted + "\"");
        assertThat(flowing.asking.get("exports/cases?formulas=keep").body())
                .contains("\"" + quoted + "\"")
                .doesNotContain("'=HYPER");
        assertThat(flowing.asking.get("exports/cases?format=ndjson").body()).doesNotContain("'=HYPER");
    }

    @Test
    void linesOfJsonAreTheRowsInTheOrderOfTheirKey() throws Exception {
        List<String> keys = new ArrayList<>();
        for (String line : flowing.asking
                .get("exports/stays?format=ndjson&columns=case_id,entered_at,left_at")
                .body()
                .split("\n")) {
            var row = new ObjectMapper().readTree(line);
            assertThat(row).hasSize(3);
            assertThat(row.path("entered_at").textValue()).matches("2026-03-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z");
            keys.add(row.path("case_id").textValue());
        }
        assertThat(keys).isSorted().hasSizeGreaterThan(5);
    }

    @Test
    void equalRowsAreEqualBytesAndChosenOnesFewer() {
        String all = flowing.asking.get("exports/stays").body();
        assertThat(flowing.asking.get("exports/stays").body()).isEqualTo(all);
        String some = flowing.asking
                .get("exports/stays?where=payer:payer%201&filter=has(DECIDED)")
                .body();
        assertThat(some.lines().count()).isBetween(2L, all.lines().count() - 1);
        assertThat(all.lines().toList()).containsAll(some.lines().toList());
    }

    @Test
    void filesAreGoneAndTurnsGivenBackWhoeverStopsReading() throws Exception {
        long before = folders();
        for (int i = 0; i < 6; i++) {
            flowing.asking
                    .send("exports/events?format=ndjson", BodyHandlers.ofInputStream())
                    .body()
                    .close();
            flowing.asking.problem("exports/events?columns=nothing", 404);
        }
        org.awaitility.Awaitility.await().untilAsserted(() -> assertThat(
                        flowing.asking.get("exports/cases").statusCode())
                .isEqualTo(200));
        assertThat(folders()).isEqualTo(before);
    }

    private static long folders() throws Exception {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(f -> f.getFileName().toString().startsWith("sojourn-export"))
                    .count();
        }
    }

    @Test
    void whatATableDoesNotHaveIsRefused() {
        flowing.asking.problem("exports/secrets", 404);
        flowing.asking.problem("exports/stays?format=xlsx", 400);
        flowing.asking.problem("exports/events?where=payer:x", 400);
        flowing.asking.problem("exports/measure_panes?filter=has(DECIDED)", 400);
    }
}
