package io.sojourn.mining.map;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import io.sojourn.mining.flow.Distribution;
import io.sojourn.mining.flow.VariantClass;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;

/** A map as one JSON document. Its keys and their order are part of the contract: {@code docs/reference/map.md}. */
public final class ProcessMapDocument {
    private static final JsonFactory JSON = new JsonFactory();

    private final JsonGenerator json;

    private ProcessMapDocument(JsonGenerator json) {
        this.json = json;
    }

    /** What is shown of the map. Times are in seconds; what there is none of is null. */
    public static String of(ProcessMap map) {
        return of(map, null);
    }

    /** The same, with the variants whose loops were cut short. */
    public static String of(ProcessMap map, List<VariantClass> classes) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            new ProcessMapDocument(json).document(map, classes);
        } catch (IOException e) {
            throw new SojournException(
                    ErrorCode.BROKEN, "the document can't be written: " + e.getMessage() + ".", null, e);
        }
        return text.toString();
    }

    private void document(ProcessMap map, List<VariantClass> classes) throws IOException {
        json.writeStartObject();
        json.writeStringField("view", map.options().view().word());
        json.writeStringField(
                "calendar",
                map.options().calendar() == null
                        ? null
                        : map.options().calendar().name());
        json.writeNumberField("events", map.events());
        json.writeNumberField("cases", map.cases());
        json.writeNumberField("activity_count", map.allActivities());
        json.writeNumberField("path_count", map.allPaths());
        json.writeObjectFieldStart("shown_percent");
        json.writeNumberField("activities", map.sliders().activities());
        json.writeNumberField("paths", map.sliders().paths());
        json.writeEndObject();
        json.writeArrayFieldStart("activities");
        for (MapActivity activity : map.activities()) {
            activity(activity);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("paths");
        for (MapPath path : map.paths()) {
            path(path);
        }
        json.writeEndArray();
        if (classes != null) {
            classes(classes);
        }
        json.writeEndObject();
    }

    private void activity(MapActivity a) throws IOException {
        json.writeStartObject();
        json.writeStringField("activity", a.name());
        counts(a.count(), a.cases(), a.mostInCase());
        json.writeNumberField("begins", a.begins());
        json.writeNumberField("ends", a.ends());
        json.writeNumberField("mean_place", a.meanPlace());
        seconds("service_seconds", a.service());
        seconds("working_seconds", a.working());
        json.writeEndObject();
    }

    private void path(MapPath p) throws IOException {
        json.writeStartObject();
        json.writeStringField("from", p.from());
        json.writeStringField("to", p.to());
        counts(p.count(), p.cases(), p.mostInCase());
        seconds("seconds", p.time());
        seconds("working_seconds", p.working());
        json.writeEndObject();
    }

    private void counts(long count, long cases, long most) throws IOException {
        json.writeNumberField("count", count);
        json.writeNumberField("cases", cases);
        json.writeNumberField("most_in_case", most);
    }

    private void seconds(String name, Distribution d) throws IOException {
        if (d.count() == 0) {
            json.writeNullField(name);
            return;
        }
        json.writeObjectFieldStart(name);
        json.writeNumberField("min", d.min());
        json.writeNumberField("mean", d.mean());
        json.writeNumberField("median", d.median());
        json.writeNumberField("p90", d.p90());
        json.writeNumberField("max", d.max());
        json.writeNumberField("total", d.total());
        json.writeEndObject();
    }

    private void classes(List<VariantClass> classes) throws IOException {
        json.writeArrayFieldStart("variant_classes");
        for (VariantClass c : classes) {
            json.writeStartObject();
            json.writeArrayFieldStart("steps");
            for (String step : c.steps()) {
                json.writeString(step);
            }
            json.writeEndArray();
            json.writeNumberField("cases", c.cases());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
