package io.sojourn.mining.flow;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The flow of a log as the document of {@code sojourn mine --json}. Its keys and their order are part of the contract. */
public final class MineDocument {
    private static final JsonFactory JSON = new JsonFactory();

    private MineDocument() {}

    /** Writes the document and a line end. Durations are in seconds; a duration of nothing is null. */
    public static void write(Flow flow, OutputStream out) {
        try (JsonGenerator json = JSON.createGenerator(out, JsonEncoding.UTF8)) {
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            document(flow, json);
            json.writeRaw('\n');
        } catch (IOException e) {
            throw new SojournException(
                    ErrorCode.BROKEN, "the document can't be written: " + e.getMessage() + ".", null, e);
        }
    }

    /** The document as a text, without a line end. */
    public static String text(Flow flow) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        write(flow, bytes);
        return bytes.toString(StandardCharsets.UTF_8).strip();
    }

    private static void document(Flow flow, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeNumberField("events", flow.events());
        json.writeNumberField("cases", flow.cases());
        json.writeArrayFieldStart("activities");
        for (ActivityCount activity : flow.activities()) {
            json.writeString(activity.activity());
        }
        json.writeEndArray();
        json.writeNumberField("variant_count", flow.variantCount());
        variants(flow.variants(), json);
        counts("start_activities", flow.startActivities(), json);
        counts("end_activities", flow.endActivities(), json);
        arcs(flow.arcs(), json);
        caseDuration(flow.caseDuration(), json);
        rework(flow.rework(), json);
        handovers(flow.handovers(), json);
        json.writeNumberField("ties", flow.ties());
        json.writeNumberField("negative_durations", flow.overlaps() + flow.negativeServiceTimes());
        json.writeEndObject();
    }

    private static void variants(List<Variant> variants, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("variants");
        for (Variant variant : variants) {
            json.writeStartObject();
            json.writeArrayFieldStart("activities");
            for (String activity : variant.activities()) {
                json.writeString(activity);
            }
            json.writeEndArray();
            json.writeNumberField("count", variant.count());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void counts(String name, List<ActivityCount> counts, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart(name);
        for (ActivityCount count : counts) {
            json.writeStartObject();
            json.writeStringField("activity", count.activity());
            json.writeNumberField("count", count.count());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void arcs(List<Arc> arcs, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("directly_follows");
        for (Arc arc : arcs) {
            json.writeStartObject();
            json.writeStringField("from", arc.from());
            json.writeStringField("to", arc.to());
            json.writeNumberField("count", arc.count());
            put("mean_seconds", arc.time().mean(), json);
            put("median_seconds", arc.time().median(), json);
            put("min_seconds", arc.time().min(), json);
            put("max_seconds", arc.time().max(), json);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void caseDuration(Distribution d, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("case_duration");
        put("min", d.min(), json);
        put("mean", d.mean(), json);
        put("median", d.median(), json);
        put("p90", d.p90(), json);
        put("max", d.max(), json);
        json.writeEndObject();
    }

    private static void rework(List<Rework> rework, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("rework");
        for (Rework r : rework) {
            json.writeStartObject();
            json.writeStringField("activity", r.activity());
            json.writeNumberField("cases", r.cases());
            json.writeNumberField("repeats", r.repeats());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void handovers(List<Handover> handovers, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("handovers");
        for (Handover h : handovers) {
            json.writeStartObject();
            json.writeStringField("from", h.from());
            json.writeStringField("to", h.to());
            json.writeNumberField("count", h.count());
            put("mean_delay_seconds", h.meanDelaySeconds(), json);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void put(String name, double seconds, JsonGenerator json) throws IOException {
        if (Double.isNaN(seconds)) {
            json.writeNullField(name);
        } else {
            json.writeNumberField(name, seconds);
        }
    }
}
