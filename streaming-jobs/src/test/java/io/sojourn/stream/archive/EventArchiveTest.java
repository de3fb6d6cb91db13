package io.sojourn.stream.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.event.Event;
import io.sojourn.event.Operation;
import io.sojourn.stream.EmbeddedJob;
import io.sojourn.stream.StreamJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventArchiveTest {
    private static final int EVENTS = 300_000;
    private static final AtomicInteger CHECKPOINTS = new AtomicInteger();
    private static final AtomicInteger FAILURES = new AtomicInteger();

    @TempDir
    private Path folder;

    @BeforeEach
    void forget() {
        CHECKPOINTS.set(0);
        FAILURES.set(0);
    }

    @Test
    void eachEventIsOnceInTheFinishedFilesAfterTwoFailures() throws Exception {
        Path archive = folder.resolve("archive");
        run(archive, EVENTS, 2);

        assertThat(FAILURES).hasValue(2);
        assertThat(finishedFiles(archive)).hasSizeGreaterThan(12);
        List<Object> figures =
                row("SELECT count(*), count(DISTINCT sequence), min(sequence), max(sequence), count(DISTINCT day),"
                        + " count(*) FILTER (day <> CAST(make_timestamp(epoch_us(time)) AS DATE)) FROM "
                        + files(archive));
        assertThat(figures).extracting(String::valueOf).containsExactly("300000", "300000", "0", "299999", "7", "0");
    }

    @Test
    void rowsHoldAllThatTheEventsHold() throws Exception {
        Path archive = folder.resolve("archive");
        run(archive, 2_000, 0);

        List<List<Object>> rows = rows(
                "SELECT process, version, case_id, source, event_id, revision, sequence, operation, activity, lifecycle,"
                        + " epoch_us(time), resource, resource_kind, team, queue, outcome, exception, reason, instance,"
                        + " related, epoch_us(received_at), payer, amount, steps, urgent, epoch_us(due) FROM "
                        + files(archive) + " ORDER BY sequence");

        assertThat(rows).hasSize(2_000);
        for (int i = 0; i < rows.size(); i++) {
            assertThat(rows.get(i)).isEqualTo(expected(ArchivedEvents.event(i)));
        }
    }

    @Test
    void timesAreInstantsInUtc() throws Exception {
        Path archive = folder.resolve("archive");
        run(archive, 1, 0);

        List<Object> types =
                row("SELECT typeof(time), typeof(received_at), typeof(due), typeof(sequence), typeof(amount),"
                        + " typeof(urgent), typeof(payer), typeof(day) FROM " + files(archive));
        assertThat(types)
                .containsExactly(
                        "TIMESTAMP WITH TIME ZONE",
                        "TIMESTAMP WITH TIME ZONE",
                        "TIMESTAMP WITH TIME ZONE",
                        "BIGINT",
                        "DOUBLE",
                        "BOOLEAN",
                        "VARCHAR",
                        "DATE");
    }

    private static List<Object> expected(Event e) {
        boolean append = e.operation() == Operation.APPEND;
        List<Object> row = new ArrayList<>(List.of("archived", 1L, e.caseId(), e.source()));
        row.add(append ? e.eventId() : e.corrects());
        row.addAll(List.of((long) e.version(), e.sequence(), e.operation().word()));
        row.add(e.activity());
        row.add(e.lifecycle());
        row.add(e.timeMicros());
        row.add(e.resource());
        row.add(e.resourceKind());
        row.add(e.team());
        row.add(e.queue());
        row.add(e.outcome());
        row.add(e.exception());
        row.add(e.reason());
        row.add(e.instance());
        row.add(e.related());
        row.add(e.receivedMicros() == 0 ? null : e.receivedMicros());
        row.addAll(Arrays.asList(e.attributes()));
        return row;
    }

    private void run(Path archive, int events, int failures) {
        EmbeddedJob.Settings settings =
                new EmbeddedJob.Settings(folder.resolve("checkpoints"), Duration.ofMillis(20), 2);
        try (EmbeddedJob job = EmbeddedJob.start(settings, "archive", env -> build(env, archive, events, failures))) {
            job.await();
        }
    }

    private static void build(StreamExecutionEnvironment env, Path archive, int events, int failures) {
        env.fromSource(new NumberSequenceSource(0, events - 1), WatermarkStrategy.noWatermarks(), "numbers")
                .uid("numbers")
                .map(new Failing(failures))
                .returns(StreamJob.EVENT)
                .uid("failing")
                .sinkTo(EventArchive.sink(archive.toUri(), ArchivedEvents.definition()))
                .uid("archive");
    }

    /** Fails at an event after a checkpoint, then again in the notice of a checkpoint. */
    private static final class Failing implements MapFunction<Long, Event>, CheckpointListener {
        private static final long serialVersionUID = 1L;
        private final int failures;

        Failing(int failures) {
            this.failures = failures;
        }

        @Override
        public Event map(Long number) {
            if (CHECKPOINTS.get() > 0 && failures > 0 && FAILURES.compareAndSet(0, 1)) {
                throw new IllegalStateException("planted: at an event");
            }
            return ArchivedEvents.event(number);
        }

        @Override
        public void notifyCheckpointComplete(long id) {
            if (CHECKPOINTS.incrementAndGet() > 2 && failures > 1 && FAILURES.compareAndSet(1, 2)) {
                throw new IllegalStateException("planted: after a checkpoint");
            }
        }
    }

    private static List<Path> finishedFiles(Path archive) throws IOException {
        try (Stream<Path> files = Files.walk(archive)) {
            return files.filter(f -> f.toString().endsWith(".parquet")).toList();
        }
    }

    private static String files(Path archive) {
        return "read_parquet('" + archive + "/*/*.parquet', hive_partitioning = true)";
    }

    private static List<Object> row(String sql) throws SQLException {
        return rows(sql).get(0);
    }

    private static List<List<Object>> rows(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<List<Object>> rows = new ArrayList<>();
            while (result.next()) {
                List<Object> row = new ArrayList<>();
                for (int c = 1; c <= result.getMetaData().getColumnCount(); c++) {
                    row.add(result.getObject(c));
                }
                rows.add(row);
            }
            return rows;
        }
    }
}
