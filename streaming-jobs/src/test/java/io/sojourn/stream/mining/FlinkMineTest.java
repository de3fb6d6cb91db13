package io.sojourn.stream.mining;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sojourn.event.SojournException;
import io.sojourn.mining.filter.Filter;
import io.sojourn.mining.filter.LogFilter;
import io.sojourn.mining.flow.Flow;
import io.sojourn.mining.flow.FlowOptions;
import io.sojourn.mining.flow.LogFacts;
import io.sojourn.mining.flow.Mine;
import io.sojourn.mining.flow.MineDocument;
import io.sojourn.mining.format.LogLoader;
import io.sojourn.mining.format.ReadOptions;
import io.sojourn.mining.log.View;
import io.sojourn.stream.Seeds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The flow on Flink is that of the same log in memory. */
class FlinkMineTest {
    private static final List<String> CODECS = List.of("zstd", "snappy", "gzip", "uncompressed");
    private static final List<String> FILTERS = List.of(
            "has_all('Ask', 'Zahlen')",
            "and(has('Ask'), duration(min=1s))",
            "or(rework(activity='受付', times=2), eventually_follows(from='Ask', to='Zahlen'))",
            "not(event(in(resource, ['r1'])))");

    @TempDir
    static Path temporary;

    private static MiningCluster one;
    private static MiningCluster two;

    @BeforeAll
    static void start() {
        one = MiningCluster.embedded(1, temporary);
        two = MiningCluster.embedded(2, temporary);
    }

    @AfterAll
    static void stop() {
        one.close();
        two.close();
    }

    private static FlinkMine.Mined flink(MiningCluster cluster, Path log, LogFilter filter, FlowOptions options)
            throws IOException {
        Path exchange = Files.createTempDirectory(temporary, "exchange");
        return FlinkMine.mine(
                new FlinkMine.Request(log.toUri(), ReadOptions.defaults(), filter, options), cluster, exchange.toUri());
    }

    private static Mine.Mined local(Path log, LogFilter filter, FlowOptions options) {
        return Mine.mine(
                log,
                ReadOptions.defaults(),
                LogLoader.NO_ATTRIBUTES,
                bytes -> {},
                loaded -> Flow.of(filter.of(loaded.log().all()), options));
    }

    private static void assertSame(MiningCluster cluster, Path log, Path whole, LogFilter filter, FlowOptions options)
            throws IOException {
        FlinkMine.Mined flink = flink(cluster, log, filter, options);
        Mine.Mined local = local(whole, filter, options);
        String words = options + " " + filter;
        assertThat(MineDocument.text(flink.flow())).as(words).isEqualTo(MineDocument.text(local.flow()));
        assertThat(flink.flow()).as(words).isEqualTo(local.flow());
        LogFacts facts = local.facts();
        assertThat(flink.facts().rejected()).isEqualTo(facts.rejected());
        assertThat(flink.facts().orphans()).isEqualTo(facts.orphans());
        assertThat(flink.facts().starts()).isEqualTo(facts.starts());
        assertThat(flink.facts().startAndComplete()).isEqualTo(facts.startAndComplete());
        if (log.equals(whole)) {
            assertThat(flink.facts()).isEqualTo(facts);
        }
    }

    @Test
    void randomLogsGiveTheSameAsInMemory() throws Exception {
        long first = Seeds.from(20_261);
        for (int i = 0; i < Seeds.count(6); i++) {
            SplittableRandom random = new SplittableRandom(first + i);
            ParquetLogs.Kind kind = new ParquetLogs.Kind(
                    random.nextInt(1, i % 2 == 0 ? 60 : 6_000),
                    random.nextInt(3) == 0,
                    random.nextBoolean(),
                    CODECS.get(random.nextInt(CODECS.size())),
                    2_048);
            Path log = temporary.resolve("random-" + i + ".parquet");
            ParquetLogs.write(random, kind, log);
            View view = View.values()[random.nextInt(View.values().length)];
            LogFilter filter = new LogFilter(
                    Filter.parse(FILTERS.get(random.nextInt(FILTERS.size()))),
                    random.nextInt(3) == 0 ? LogFilter.parseTests("in(activity, [Ask, Zahlen])") : List.of());
            System.out.println("seed " + (first + i) + " (again with -Dsojourn.seed): " + kind + " " + view);
            assertSame(
                    random.nextBoolean() ? one : two,
                    log,
                    log,
                    filter,
                    new FlowOptions(view, random.nextInt(3) == 0 ? 5 : 0));
        }
    }

    @Test
    void manySmallFilesAreOneLogInTheOrderOfTheirPaths() throws Exception {
        Path whole = temporary.resolve("whole.parquet");
        ParquetLogs.write(new SplittableRandom(7), new ParquetLogs.Kind(900, false, true, "zstd", 2_048), whole);
        Path folder = Files.createDirectories(temporary.resolve("parts/day=1"));
        Files.writeString(folder.resolve(".part.parquet"), "not finished");
        String[] sql = new String[31];
        sql[0] = "CREATE TABLE log AS SELECT *, row_number() OVER () AS n FROM read_parquet('" + whole + "')";
        for (int i = 0; i < 30; i++) {
            sql[i + 1] = "COPY (SELECT * EXCLUDE n FROM log WHERE n > " + 30 * i + " AND n <= " + 30 * (i + 1)
                    + " ORDER BY n) TO '" + folder.resolve(String.format("part-%02d.parquet", i))
                    + "' (FORMAT parquet)";
        }
        ParquetLogs.run(sql);
        assertSame(two, folder.getParent(), whole, LogFilter.all(), new FlowOptions(View.INTERVAL, 0));
    }

    @Test
    void aLogWithoutEventsHasAnEmptyFlow() throws Exception {
        Path empty = temporary.resolve("empty.parquet");
        ParquetLogs.run("COPY (SELECT 'c' AS case_id, 'a' AS activity, now() AS time WHERE false) TO '" + empty
                + "' (FORMAT parquet)");
        assertSame(two, empty, empty, LogFilter.all(), FlowOptions.defaults());
        Path unusable = temporary.resolve("unusable.parquet");
        ParquetLogs.run("COPY (SELECT NULL::VARCHAR AS case_id, 'a' AS activity, now() AS time FROM range(20)) TO '"
                + unusable + "' (FORMAT parquet)");
        assertSame(two, unusable, unusable, LogFilter.all(), FlowOptions.defaults());
    }

    @Test
    void typesThatOtherProgramsWriteAreReadAsInMemory() throws Exception {
        Path log = temporary.resolve("types.parquet");
        ParquetLogs.run("COPY (SELECT (i // 3)::UBIGINT AS case_id, (i % 4)::TINYINT AS activity, "
                + "(TIMESTAMP '2024-01-01' + INTERVAL (i % 7) DAY)::DATE AS time, "
                + "make_timestamp_ns(1704067200000000000 + i * 1001) AS start_time, "
                + "uuid_str::UUID AS resource, i % 2 = 0 AS org FROM (SELECT i, "
                + "format('00000000-0000-0000-0000-{:012d}', i % 3) AS uuid_str FROM range(200) r(i))) TO '" + log
                + "' (FORMAT parquet, PARQUET_VERSION v2)");
        assertSame(one, log, log, LogFilter.all(), FlowOptions.defaults());
    }

    @Test
    void whatCantBeReadIsRefusedInWords() throws Exception {
        Path log = temporary.resolve("double.parquet");
        ParquetLogs.run("COPY (SELECT 1.5::DOUBLE AS case_id, 'a' AS activity, now() AS time) TO '" + log
                + "' (FORMAT parquet)");
        assertRefused(log, LogFilter.all(), "column \"case_id\" is no text, whole number or time");
        Path text = Files.writeString(temporary.resolve("text.parquet"), "this is no Parquet");
        assertRefused(text, LogFilter.all(), "can't be read as Parquet");
        assertRefused(temporary.resolve("none.parquet"), LogFilter.all(), "there is no file");
        assertRefused(Files.createDirectories(temporary.resolve("nothing")), LogFilter.all(), "has no Parquet file");
        assertRefused(
                log, new LogFilter(Filter.parse("variants(top=3)"), List.of()), "counts variants of the whole log");
        assertRefused(
                log,
                new LogFilter(Filter.parse("case(in(payer, [A]))"), List.of()),
                "looks at the attribute \"payer\"");
    }

    @Test
    void aDamagedFileEndsWithOneMessage() throws Exception {
        Path log = temporary.resolve("damaged.parquet");
        ParquetLogs.write(new SplittableRandom(3), new ParquetLogs.Kind(4_000, false, true, "zstd", 2_048), log);
        byte[] bytes = Files.readAllBytes(log);
        for (int i = 40; i < bytes.length / 2; i++) {
            bytes[i] ^= 0x55;
        }
        Files.write(log, bytes);
        assertRefused(log, LogFilter.all(), "damaged.parquet can't be read as Parquet");
    }

    private static void assertRefused(Path log, LogFilter filter, String message) {
        assertThatThrownBy(() -> flink(one, log, filter, FlowOptions.defaults()))
                .isInstanceOf(SojournException.class)
                .hasMessageContaining(message);
    }
}
