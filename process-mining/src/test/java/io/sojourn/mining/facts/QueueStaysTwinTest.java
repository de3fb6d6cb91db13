package io.sojourn.mining.facts;

import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.definition.CompiledDefinition;
import io.sojourn.definition.Definitions;
import io.sojourn.event.Event;
import io.sojourn.fact.FactTable;
import io.sojourn.mining.format.EventMapper;
import io.sojourn.mining.format.LogFile;
import io.sojourn.mining.format.LogLoader;
import io.sojourn.mining.format.LogRow;
import io.sojourn.mining.format.Logs;
import io.sojourn.mining.format.ReadOptions;
import io.sojourn.mining.format.RejectedRow;
import io.sojourn.mining.format.RowHandler;
import io.sojourn.mining.log.EventLog;
import io.sojourn.mining.waits.WaitSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stays that are read off a log in memory are those of the batch engine, over random definitions and logs. */
class QueueStaysTwinTest {
    private static final int DEFINITIONS = 10;

    private static final String[] CONDITIONS = {
        "activity IN ('A', 'C')",
        "activity = 'B'",
        "activity = 'D' AND outcome IS NULL",
        "lifecycle = 'complete' AND payer = 'u'",
        "amount > 5",
        "flag",
        "team IS NULL",
        "sequence > 100",
        "TRUE"
    };

    @TempDir
    Path folder;

    @Test
    void staysInMemoryAreThoseOfTheBatchEngine() throws SQLException, IOException {
        String given = System.getProperty("sojourn.seed", "");
        long first = given.isEmpty() ? 1 : Long.parseLong(given);
        int compared = 0;
        try (BatchRun run = new BatchRun()) {
            for (long seed = first; seed < first + (given.isEmpty() ? DEFINITIONS : 1); seed++) {
                compared += compare(run, seed);
            }
        }
        assertThat(compared).as("some have stays").isPositive();
    }

    private int compare(BatchRun run, long seed) throws SQLException, IOException {
        Random random = new Random(seed);
        CompiledDefinition definition = Definitions.compile("random.yaml", yaml(random));
        Path file = Files.writeString(folder.resolve("log" + seed + ".csv"), csv(random));
        List<Event> events = events(file, definition);
        EventLog log = load(file);
        long asOf = events.stream().mapToLong(Event::timeMicros).max().orElseThrow();
        run.run(definition, events, asOf);
        List<String> expected = run.rows(
                FactTable.STAYS, "case_id, queue, epoch_us(entered_at), epoch_us(left_at)", definition.definition());
        List<String> actual = WaitSettings.of(ZoneOffset.UTC).withDefinition(definition).stays(log).stream()
                .map(s -> String.join(
                        " | ",
                        log.caseId(s.caseIndex()),
                        s.queue().name(),
                        Long.toString(s.from()),
                        s.isOpen() ? "-" : Long.toString(s.to())))
                .toList();
        assertThat(actual).as("-Dsojourn.seed=%d", seed).containsExactlyInAnyOrderElementsOf(expected);
        return expected.size();
    }

    private static String yaml(Random random) {
        StringBuilder text =
                new StringBuilder("process: random\nattributes: {payer: text, amount: integer, flag: boolean}\n");
        text.append(random.nextInt(3) == 0 ? "" : "close: activity = 'E' AND outcome = 'x'\n");
        text.append(random.nextBoolean() ? "" : "close_after: " + (1 + random.nextInt(20)) + "h\n");
        text.append("queues:\n");
        for (int q = random.nextInt(3); q >= 0; q--) {
            text.append("  q").append(q).append(": {enter: \"").append(one(random, CONDITIONS));
            text.append("\", leave: \"").append(one(random, CONDITIONS));
            text.append(random.nextBoolean() ? "\", per: instance}\n" : "\"}\n");
        }
        return text.toString();
    }

    /** Cases one after the other, each in the order of its times, so that a row's place is the same in file and memory. */
    private static String csv(Random random) {
        boolean starts = random.nextInt(3) == 0;
        StringBuilder text = new StringBuilder(
                "case_id,activity,lifecycle,time,resource,team,outcome,reason,instance,payer,amount,flag"
                        + (starts ? ",start_time\n" : "\n"));
        for (int c = 0; c < 40; c++) {
            long time = TestLog.at("2026-01-05T06:00Z");
            for (int e = random.nextInt(20); e >= 0; e--) {
                time += random.nextInt(4) == 0 ? 0 : random.nextInt(12) * TestDefinition.HOUR;
                text.append("c")
                        .append(c)
                        .append(',')
                        .append(one(random, "A", "B", "C", "D", "E"))
                        .append(',');
                text.append(starts ? "complete" : one(random, "start", "complete", "schedule"))
                        .append(',')
                        .append(instant(time))
                        .append(',');
                text.append(one(random, "ann", ""))
                        .append(',')
                        .append(one(random, "T1", ""))
                        .append(',');
                text.append(one(random, "x", "y", ""))
                        .append(',')
                        .append(one(random, "r", ""))
                        .append(',');
                text.append(one(random, "i1", "i2", ""))
                        .append(',')
                        .append(one(random, "it's", "u", ""))
                        .append(',');
                text.append(one(random, "3", "9", "")).append(',').append(one(random, "true", "false", ""));
                text.append(starts ? "," + instant(time - e * TestDefinition.MINUTE) + "\n" : "\n");
            }
        }
        return text.toString();
    }

    private static String one(Random random, String... values) {
        return values[random.nextInt(values.length)];
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    private static EventLog load(Path file) {
        try (LogFile log = Logs.open(file, ReadOptions.defaults())) {
            return LogLoader.load(log, LogLoader.ALL_ATTRIBUTES, bytes -> {}).log();
        }
    }

    private static List<Event> events(Path file, CompiledDefinition definition) {
        List<Event> events = new ArrayList<>();
        try (LogFile log = Logs.open(file, ReadOptions.defaults())) {
            EventMapper mapper = new EventMapper(definition.definition(), log.source());
            log.read(new RowHandler() {
                @Override
                public void row(LogRow row) {
                    mapper.map(row, events::add, this::rejected);
                }

                @Override
                public void rejected(RejectedRow row) {
                    throw new AssertionError(row.message());
                }
            });
        }
        return events;
    }
}
