package io.sojourn.api.mining;

import io.sojourn.api.store.Samples;
import io.sojourn.definition.CompiledDefinition;
import io.sojourn.definition.Definitions;
import io.sojourn.event.Column;
import io.sojourn.fact.FactTable;
import io.sojourn.fact.Result;
import io.sojourn.fact.TableSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Random cases of a process as a store has them, with corrections and retractions; and what is left of them by a loop, as a
 * file that the commands read.
 */
final class MinedEvents {
    private static final long MINUTE = 60_000_000L;
    private static final List<String> ACTIVITIES = List.of("Submit", "Review", "Ask", "Decide", "Notify");

    private final CompiledDefinition definition;
    private final Random random;
    private final List<Row> rows = new ArrayList<>();

    /** One stored row; {@code version} 0 is the event itself. */
    record Row(
            String caseId,
            long sequence,
            String operation,
            long version,
            String activity,
            String lifecycle,
            long time,
            String resource,
            String team,
            String payer,
            Double amount) {
        Row corrected(long byVersion, String newActivity, long newTime, String newPayer) {
            return new Row(
                    caseId,
                    sequence,
                    "correct",
                    byVersion,
                    newActivity,
                    lifecycle,
                    newTime,
                    resource,
                    team,
                    newPayer,
                    null);
        }

        Row retracted(long byVersion) {
            return new Row(caseId, sequence, "retract", byVersion, null, null, time, null, null, null, null);
        }
    }

    private MinedEvents(CompiledDefinition definition, long seed) {
        this.definition = definition;
        this.random = new Random(seed);
    }

    static CompiledDefinition definition(String process) {
        return Definitions.compile(
                process + ".yaml",
                """
                process: %s
                timezone: America/New_York
                attributes: {payer: text, amount: number, never: integer}
                dimensions: [payer]
                close: activity = 'Notify'
                calendars:
                  office: {week: "Mon-Fri 08:00-18:00"}
                queues:
                  payer: {enter: "activity = 'Ask'", leave: "activity = 'Decide' AND payer IS NOT NULL", waits_on: payer}
                handoffs: {between: team}
                """
                        .formatted(process));
    }

    /** Cases with starts and completions of each activity; payer B is slow at one of them. */
    static MinedEvents of(CompiledDefinition definition, long seed, int cases) {
        MinedEvents made = new MinedEvents(definition, seed);
        for (int c = 0; c < cases; c++) {
            made.addCase("case-" + c);
        }
        return made;
    }

    private void addCase(String caseId) {
        String payer = random.nextInt(3) == 0 ? "B" : "A";
        long time = Samples.NOON + random.nextInt(60 * 24 * 60) * MINUTE;
        int sequence = 0;
        for (int step = 0, steps = 2 + random.nextInt(5); step < steps; step++) {
            String activity = ACTIVITIES.get(step == 0 ? 0 : random.nextInt(ACTIVITIES.size()));
            int person = random.nextInt(6);
            time += (random.nextInt(240) + (payer.equals("B") && activity.equals("Decide") ? 2_000 : 0)) * MINUTE;
            Double amount = random.nextInt(3) == 0 ? random.nextInt(100) / 4.0 : null;
            if (random.nextInt(4) > 0) {
                rows.add(row(caseId, sequence++, activity, "start", time, person, payer, null));
                time += random.nextInt(30) * MINUTE;
            }
            rows.add(row(caseId, sequence++, activity, "complete", time, person, payer, amount));
        }
        corrections();
    }

    private Row row(
            String c, long n, String activity, String lifecycle, long t, int person, String payer, Double amount) {
        String team = person == 0 ? null : "team " + person % 3;
        return new Row(c, n, "append", 0, activity, lifecycle, t, "r" + person, team, payer, amount);
    }

    /** Now and then the last event is corrected, some of these again; or taken away. */
    private void corrections() {
        Row last = rows.get(rows.size() - 1);
        int chance = random.nextInt(12);
        if (chance < 3) {
            rows.add(last.corrected(1, "Ask", last.time + MINUTE, last.payer));
        }
        if (chance == 1) {
            rows.add(last.corrected(2, "Decide", last.time - MINUTE, null));
        } else if (chance == 2 || chance == 3) {
            rows.add(last.retracted(3));
        }
    }

    /** The rows as the stream says them. */
    List<Result> results() {
        List<Column> columns =
                TableSchema.of(FactTable.EVENTS, definition.definition()).columns();
        return rows.stream()
                .map(row -> {
                    Map<String, Object> values = values(row);
                    return Result.upsert(
                            FactTable.EVENTS,
                            columns.stream().map(c -> values.get(c.name())).toArray(),
                            1);
                })
                .toList();
    }

    private Map<String, Object> values(Row row) {
        Map<String, Object> values = new HashMap<>();
        values.put("process", definition.definition().process());
        values.put("version", 1L);
        values.put("case_id", row.caseId);
        values.put("source", "s");
        values.put("event_id", "e" + row.sequence);
        values.put("revision", row.version);
        values.put("sequence", row.sequence);
        values.put("operation", row.operation);
        values.put("activity", row.activity);
        values.put("lifecycle", row.lifecycle);
        values.put("time", row.time);
        values.put("received_at", row.time);
        values.put("late", false);
        values.put("resource", row.resource);
        values.put("team", row.team);
        values.put("payer", row.payer);
        values.put("amount", row.amount);
        return values;
    }

    /** What counts, by (time, sequence, case). */
    List<Row> effective() {
        Map<String, Row> latest = new HashMap<>();
        for (Row row : rows) {
            latest.merge(row.caseId + " " + row.sequence, row, (a, b) -> a.version > b.version ? a : b);
        }
        return latest.values().stream()
                .filter(r -> !r.operation.equals("retract"))
                .sorted(Comparator.comparingLong(Row::time)
                        .thenComparingLong(Row::sequence)
                        .thenComparing(Row::caseId))
                .toList();
    }

    /** The events of some cases as a CSV file. */
    Path csv(Path file, Predicate<String> cases) throws IOException {
        Stream<String> lines = effective().stream()
                .filter(r -> cases.test(r.caseId))
                .map(r -> String.join(
                        ",",
                        r.caseId,
                        r.activity,
                        Instant.EPOCH.plus(r.time, ChronoUnit.MICROS).toString(),
                        r.lifecycle,
                        r.resource,
                        r.team == null ? "" : r.team,
                        r.payer == null ? "" : r.payer,
                        r.amount == null ? "" : r.amount.toString()));
        return Files.write(
                file,
                Stream.concat(Stream.of("case_id,activity,time,lifecycle,resource,team,payer,amount"), lines)
                        .toList());
    }

    /** The value that counts of each case's payer: that of its last event that has one. */
    Map<String, String> payers() {
        Map<String, String> payers = new HashMap<>();
        for (Row row : effective()) {
            if (row.payer != null) {
                payers.put(row.caseId, row.payer);
            }
        }
        return payers;
    }

    long lastTime() {
        return rows.stream().mapToLong(Row::time).max().orElseThrow();
    }
}
