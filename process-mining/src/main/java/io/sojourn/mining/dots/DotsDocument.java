package io.sojourn.mining.dots;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sojourn.mining.flow.Wording;

/** A dotted chart as the document of {@code sojourn dots --json}. Its keys and their order are part of the contract. */
public final class DotsDocument {
    private static final double MICROS = 1e6;

    private DotsDocument() {}

    /** The document; the dots in three columns of equal length. */
    public static ObjectNode of(DottedChart chart) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("order", DotOptions.word(chart.options().order()));
        document.put("axis", DotOptions.word(chart.options().axis()));
        document.put("colour_by", DotOptions.word(chart.options().colour()));
        document.put("zone", Wording.zone(chart.options().zone()));
        document.put("cases", chart.cases()).put("events", chart.events()).put("events_shown", chart.size());
        ArrayNode colours = document.putArray("colours");
        for (DotColour colour : chart.colours()) {
            ObjectNode node = colours.addObject();
            node.put("name", colour.name()).put("names", colour.names()).put("events", colour.events());
        }
        ArrayNode rows = document.putArray("row");
        ArrayNode places = document.putArray("at_seconds");
        ArrayNode colourOf = document.putArray("colour");
        for (int i = 0; i < chart.size(); i++) {
            rows.add(chart.row(i));
            places.add(chart.micros(i) / MICROS);
            colourOf.add(chart.colour(i));
        }
        return document;
    }
}
