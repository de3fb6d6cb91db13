package io.sojourn.stream;

import io.sojourn.definition.CompiledDefinition;
import io.sojourn.definition.Definitions;
import io.sojourn.event.Event;
import io.sojourn.fact.FactTable;
import io.sojourn.fact.Result;
import io.sojourn.mining.results.ResultJson;
import io.sojourn.stream.source.SpoolWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * State of a version as its job left it, in a folder: {@code definition.yaml}, {@code spool} (the whole log), {@code
 * savepoint/_metadata} (after half of it) and {@code told.ndjson} (the rows that were told until then). Main writes the folder of
 * the version that runs it: once for each release, and never again.
 */
final class SavedState {
    private static final String DEFINITION =
            """
            process: random
            timezone: America/New_York
            calendars:
              office: {week: "Mon-Fri 08:00-12:00 12:30-17:00", holidays: us-federal}
            attributes: {payer: text, amount: number, urgency: text, steps: integer}
            dimensions: [payer]
            close: activity = 'F' AND lifecycle = 'complete'
            close_after: 2d
            lateness: 30m
            case: {seen: {any: "activity = 'A'"}, steps_done: {count: "lifecycle = 'start'"}}
            queues:
              q0: {enter: activity = 'A', leave: "activity IN ('B', 'C')", ages: [30m, 2h, 1d]}
              q1: {enter: activity = 'C', leave: activity = 'D', per: instance, ages: [30m, 2h, 1d]}
            handoffs: {between: team}
            exceptions: {when: exception IS NOT NULL, category: exception}
            slas:
              s0:
                start: activity = 'A'
                stop: activity = 'E'
                pause: activity = 'C'
                resume: activity = 'D'
                within: 3 working_hours
                calendar: office
                at_risk: 50%
              s1: {start: activity = 'B', stop: activity = 'F', within: 4h}
            measures:
              m_share: {share: "urgency = 'HIGH'", of: "activity = 'B'", by: [payer]}
              m_average: {average: amount, of: "activity = 'C'", by: [payer]}
              m_duration: {from: "activity = 'A'", to: "activity = 'E'", unit: hours, by: []}
              m_case: {per: case, share: "rework = 0 AND seen", of: "events > 1", by: [payer]}
            """;

    private final String yaml;
    private final CompiledDefinition definition;
    private final List<Event> events;

    private SavedState(String yaml, List<Event> events) {
        this.yaml = yaml;
        this.definition = Definitions.compile("definition.yaml", yaml);
        this.events = events;
    }

    /** The log that main makes a state of. */
    static SavedState current() {
        Random random = new Random(20_261_122);
        List<Event> log = RandomLog.events(random, 240, 24);
        return new SavedState(DEFINITION, RandomLog.disturbed(random, log, 10, 5));
    }

    CompiledDefinition definition() {
        return definition;
    }

    List<Event> events() {
        return events;
    }

    /** The folder to write. */
    public static void main(String[] args) throws Exception {
        current().write(Path.of(args[0]));
    }

    private void write(Path folder) throws Exception {
        Files.createDirectories(folder.resolve("savepoint"));
        Files.writeString(folder.resolve("definition.yaml"), yaml);
        Path spool = folder.resolve("spool");
        TableModel model = new TableModel(definition.definition());
        int half = events.size() / 2;
        append(spool, events.subList(0, half), false);
        Path savepoint = new SavepointJob(definition, spool, model)
                .untilSavepoint(new SavepointJob.Start("hashmap", 1, null), half, folder.resolve("made"));
        Files.move(savepoint.resolve("_metadata"), folder.resolve("savepoint/_metadata"));
        Files.delete(savepoint);
        Files.delete(folder.resolve("made"));
        append(spool, events.subList(half, events.size()), true);
        tell(model, folder.resolve("told.ndjson"));
    }

    private static void append(Path spool, List<Event> events, boolean end) {
        try (SpoolWriter writer = SpoolWriter.append(spool)) {
            events.forEach(writer::write);
            if (end) {
                writer.end();
            }
        }
    }

    private void tell(TableModel model, Path file) throws IOException {
        ResultJson json = ResultJson.of(List.of(definition.definition()));
        List<String> lines = new ArrayList<>();
        for (FactTable t : FactTable.values()) {
            for (Object[] row : model.rows(t)) {
                Result r = Result.upsert(t, row, model.group(t, row), 1);
                lines.add(new String(json.write(r), StandardCharsets.UTF_8));
            }
        }
        Files.write(file, lines);
    }

    /** The tables as they were told until the savepoint. */
    static TableModel told(Path folder, CompiledDefinition definition) throws IOException {
        ResultJson json = ResultJson.of(List.of(definition.definition()));
        TableModel model = new TableModel(definition.definition());
        for (String line : Files.readAllLines(folder.resolve("told.ndjson"))) {
            model.apply(json.read(line.getBytes(StandardCharsets.UTF_8)));
        }
        return model;
    }
}
