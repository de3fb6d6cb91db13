package io.sojourn.sample;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.sojourn.sample.Truth.QueueTotals;
import io.sojourn.sample.Truth.Stay;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The summaries of the truth as JSON. */
final class TruthJson {
    private TruthJson() {}

    static JsonGenerator open(Path file) throws IOException {
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        JsonGenerator out = new JsonFactory().createGenerator(file.toFile(), JsonEncoding.UTF8);
        out.setPrettyPrinter(
                new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines));
        return out;
    }

    static void writeTruth(Path file, Truth truth, List<Waits> waits) throws IOException {
        try (JsonGenerator out = open(file)) {
            out.writeStartObject();
            out.writeStringField("as_of", new IsoText().text(truth.asOfMicros()));
            out.writeNumberField("events", truth.events());
            out.writeNumberField("cases", truth.arrived());
            out.writeNumberField("episodes_closed_by_rule", truth.closedByRule());
            queues(out, truth, waits);
            handoffs(out, truth);
            rates(out, truth);
            exceptions(out, truth);
            deadlines(out, truth);
            teams(out, truth);
            out.writeEndObject();
            out.writeRaw('\n');
        }
    }

    private static void queues(JsonGenerator out, Truth truth, List<Waits> waits) throws IOException {
        out.writeObjectFieldStart("queues");
        for (int q = 0; q < Truth.QUEUES.size(); q++) {
            String name = Truth.QUEUES.get(q);
            QueueTotals totals = truth.queue(name);
            out.writeObjectFieldStart(name);
            out.writeNumberField("entered", totals.entered());
            out.writeNumberField("left", totals.left());
            out.writeNumberField("closed", totals.closed());
            out.writeNumberField("mean_wait_seconds", waits.get(q).meanSeconds());
            out.writeNumberField("median_wait_seconds", waits.get(q).percentileSeconds(0.5));
            out.writeNumberField("p90_wait_seconds", waits.get(q).percentileSeconds(0.9));
            ages(out, truth, name);
            out.writeEndObject();
        }
        out.writeEndObject();
    }

    private static void ages(JsonGenerator out, Truth truth, String queue) throws IOException {
        Waits ages = new Waits();
        for (Stay stay : truth.openStays(queue)) {
            ages.add(truth.asOfMicros() - stay.enteredAt());
        }
        out.writeNumberField("open", ages.size());
        out.writeNumberField("oldest_age_seconds", ages.percentileSeconds(1));
        out.writeNumberField("mean_age_seconds", ages.meanSeconds());
        out.writeNumberField("median_age_seconds", ages.percentileSeconds(0.5));
    }

    private static void handoffs(JsonGenerator out, Truth truth) throws IOException {
        out.writeArrayFieldStart("handoffs");
        for (var entry : truth.handoffs().entrySet()) {
            String[] teams = entry.getKey().split(">");
            Truth.HandoffTotals totals = entry.getValue();
            out.writeStartObject();
            out.writeStringField("from", teams[0]);
            out.writeStringField("to", teams[1]);
            out.writeNumberField("count", totals.count());
            out.writeNumberField("mean_delay_seconds", totals.delayMicros() / (double) totals.count() / Units.SECOND);
            out.writeNumberField("negative", totals.negative());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static void rates(JsonGenerator out, Truth truth) throws IOException {
        out.writeObjectFieldStart("rates");
        for (var entry : truth.rates().entrySet()) {
            out.writeObjectFieldStart(entry.getKey());
            out.writeNumberField("numerator", entry.getValue().numerator());
            out.writeNumberField("denominator", entry.getValue().denominator());
            out.writeEndObject();
        }
        out.writeEndObject();
    }

    private static void exceptions(JsonGenerator out, Truth truth) throws IOException {
        out.writeObjectFieldStart("exceptions");
        for (var entry : truth.exceptions().entrySet()) {
            out.writeNumberField(entry.getKey(), entry.getValue());
        }
        out.writeEndObject();
    }

    private static void deadlines(JsonGenerator out, Truth truth) throws IOException {
        List<Deadline> open = truth.openDeadlines();
        out.writeObjectFieldStart("slas");
        for (Deadline.Rule rule : Deadline.Rule.values()) {
            out.writeObjectFieldStart(rule.key());
            for (Deadline.State state : Deadline.State.values()) {
                long running = open.stream()
                        .filter(d -> d.rule() == rule && d.state() == state)
                        .count();
                out.writeNumberField(state.word(), truth.ended(rule, state) + running);
            }
            out.writeEndObject();
        }
        out.writeEndObject();
    }

    private static void teams(JsonGenerator out, Truth truth) throws IOException {
        out.writeObjectFieldStart("teams");
        for (var entry : truth.people().entrySet()) {
            out.writeObjectFieldStart(entry.getKey());
            out.writeNumberField("people", entry.getValue());
            long worked = truth.workedMicros().getOrDefault(entry.getKey(), 0L);
            out.writeNumberField("worked_seconds", worked / (double) Units.SECOND);
            out.writeEndObject();
        }
        out.writeEndObject();
    }

    static void writeTroubles(Path file, Truth truth) throws IOException {
        try (JsonGenerator out = open(file)) {
            out.writeStartArray();
            for (PlantedTrouble t : truth.troubles()) {
                out.writeStartObject();
                out.writeStringField("trouble", t.trouble().name());
                out.writeStringField("description", t.description());
                out.writeStringField("subject", t.subject());
                out.writeStringField("queue", t.queue());
                out.writeStringField("from", t.from().toString());
                out.writeStringField("to", t.to() == null ? null : t.to().toString());
                out.writeNumberField("affected", t.affected());
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeRaw('\n');
        }
    }
}
