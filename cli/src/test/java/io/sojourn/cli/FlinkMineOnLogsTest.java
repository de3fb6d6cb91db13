package io.sojourn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.mining.filter.LogFilter;
import io.sojourn.mining.flow.Flow;
import io.sojourn.mining.flow.FlowOptions;
import io.sojourn.mining.flow.MineDocument;
import io.sojourn.mining.format.LogExport;
import io.sojourn.mining.format.LogFile;
import io.sojourn.mining.format.LogLoader;
import io.sojourn.mining.format.Logs;
import io.sojourn.mining.format.ReadOptions;
import io.sojourn.mining.log.EventLog;
import io.sojourn.mining.log.View;
import io.sojourn.stream.mining.FlinkMine;
import io.sojourn.stream.mining.MiningCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real logs give on Flink what they give in memory, in every view, to the last byte. */
class FlinkMineOnLogsTest {
    @TempDir
    static Path temporary;

    private static MiningCluster cluster;

    @BeforeAll
    static void start() {
        cluster = MiningCluster.embedded(2, temporary);
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"running-example.xes", "interval_event_log.csv"})
    void smallLogsGiveTheSame(String name) throws IOException {
        assertSame(name);
    }

    @Tag("full")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "sepsis.xes.gz",
                "hospital_billing_10k.csv",
                "bpic2012.xes.gz",
                "bpic2013_incidents.xes.gz",
                "bpic2020_DomesticDeclarations.xes.gz",
                "road_traffic.xes.gz",
                "helpdesk.xes.gz",
                "receipt.xes.gz",
                "production.csv",
                "teleclaims.xes.gz"
            })
    void everyLogGivesTheSame(String name) throws IOException {
        assertSame(name);
    }

    private static void assertSame(String name) throws IOException {
        EventLog log;
        try (LogFile file = Logs.open(RealLogs.log(name), ReadOptions.defaults())) {
            log = LogLoader.load(file, bytes -> {}).log();
        }
        Path parquet = temporary.resolve(name + ".parquet");
        LogExport.write(log.all(), parquet);
        for (View view : View.values()) {
            FlowOptions options = new FlowOptions(view, 0);
            Path exchange = Files.createTempDirectory(temporary, "exchange");
            Flow flink = FlinkMine.mine(
                            new FlinkMine.Request(parquet.toUri(), ReadOptions.defaults(), LogFilter.all(), options),
                            cluster,
                            exchange.toUri())
                    .flow();
            Flow local = Flow.of(log, options);
            assertThat(MineDocument.text(flink)).as(name + " " + view).isEqualTo(MineDocument.text(local));
            assertThat(flink).as(name + " " + view).isEqualTo(local);
        }
    }
}
