package io.sojourn.mining.cascade;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sojourn.event.Limits;
import io.sojourn.mining.flow.Wording;
import io.sojourn.mining.spectrum.Segment;
import io.sojourn.mining.spectrum.Windows;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Cascades as the document of {@code sojourn cascades --json}. Its keys and their order are part of the contract. */
public final class CascadeDocument {
    private static final double MICROS_AN_HOUR = 3_600e6;

    private CascadeDocument() {}

    /** The document; of more than {@link Limits#DRAWN_LINES} crowdings those with the most excess. */
    public static ObjectNode of(Cascades cascades) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        Windows windows = cascades.windows();
        document.put("window", windows == null ? null : windows.width().word());
        document.put("zone", windows == null ? null : Wording.zone(windows.zone()));
        document.put("windows", windows == null ? 0 : windows.size());
        document.put("segments", cascades.segments());
        document.put("max_false", cascades.maxFalse());
        ArrayNode found = document.putArray("cascades");
        cascades.cascades().forEach(c -> cascade(found.addObject(), c, windows));
        ArrayNode links = document.putArray("links");
        cascades.links().forEach(l -> link(links.addObject(), l));
        document.put("crowding_count", cascades.crowdings().size());
        ArrayNode crowdings = document.putArray("crowdings");
        cascades.crowdings().stream()
                .limit(Limits.DRAWN_LINES)
                .forEach(c -> crowding(segment(crowdings.addObject(), c.segment()), c, windows));
        return document;
    }

    private static void cascade(ObjectNode node, Cascade cascade, Windows windows) {
        ArrayNode activities = node.putArray("activities");
        cascade.activities().forEach(activities::add);
        node.put("times", cascade.times());
        node.put("hours", cascade.micros() / MICROS_AN_HOUR);
        node.put("excess_hours", cascade.excessMicros() / MICROS_AN_HOUR);
        node.put("q", cascade.q());
        ArrayNode chains = node.putArray("chains");
        for (List<Crowding> chain : cascade.chains()) {
            ArrayNode steps = chains.addArray();
            chain.forEach(c -> crowding(steps.addObject(), c, windows));
        }
    }

    private static void link(ObjectNode node, Link link) {
        segment(node.putObject("from"), link.from());
        segment(node.putObject("to"), link.to());
        node.put("count", link.count()).put("of", link.of()).put("expected", link.expected());
        node.put("p", link.p()).put("q", link.q());
    }

    private static ObjectNode segment(ObjectNode node, Segment segment) {
        return node.put("from", segment.from()).put("to", segment.to());
    }

    private static void crowding(ObjectNode node, Crowding crowding, Windows windows) {
        node.put("begin", time(windows.begin(crowding.first())));
        node.put("end", time(windows.begin(crowding.last() + 1)));
        node.put("hours", crowding.micros() / MICROS_AN_HOUR);
        node.put("excess_hours", crowding.excessMicros() / MICROS_AN_HOUR);
        node.put("peak", crowding.peak());
    }

    private static String time(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString();
    }
}
