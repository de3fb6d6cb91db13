package io.sojourn.client;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Asks what is mined of the stored events; made by {@link SojournClient#mining}. Documents other than variants and map come as trees of
 * JSON, in the form that the contract describes. A busy server answers 429: ask again after a while.
 */
public final class MiningClient {
    private final Transport transport;

    MiningClient(Transport transport) {
        this.transport = transport;
    }

    public Documents.Variants variants(Parameters parameters) {
        return transport.about("variants", parameters, Documents.Variants.class);
    }

    public Documents.ProcessMap processMap(Parameters parameters) {
        return transport.about("process-map", parameters, Documents.ProcessMap.class);
    }

    /** The process map, as SVG. */
    public String processMapPicture(Parameters parameters) {
        return transport.text("process-map.svg", parameters);
    }

    /** Where cases wait and why, which variants wait longer than their peers, who waits for whom. */
    public JsonNode bottlenecks(Parameters parameters) {
        return transport.about("bottlenecks", parameters, JsonNode.class);
    }

    /** Waits by cause. */
    public JsonNode waits(Parameters parameters) {
        return transport.about("waits", parameters, JsonNode.class);
    }

    /** Who waits for whom. */
    public JsonNode handovers(Parameters parameters) {
        return transport.about("handovers", parameters, JsonNode.class);
    }

    /** Two parts of the log side by side: {@code filter} and {@code against}. */
    public JsonNode differences(Parameters parameters) {
        return transport.about("differences", parameters, JsonNode.class);
    }

    /** The performance spectrum of a segment. */
    public JsonNode spectrum(Parameters parameters) {
        return transport.about("spectrum", parameters, JsonNode.class);
    }

    /** The performance spectrum of a segment, as SVG. */
    public String spectrumPicture(Parameters parameters) {
        return transport.text("spectrum.svg", parameters);
    }

    /** What came to a segment and left it, day by day. */
    public JsonNode cumulativeFlow(Parameters parameters) {
        return transport.about("cumulative-flow", parameters, JsonNode.class);
    }

    /** What came to a segment and left it, day by day, as SVG. */
    public String cumulativeFlowPicture(Parameters parameters) {
        return transport.text("cumulative-flow.svg", parameters);
    }

    /** The dotted chart. */
    public JsonNode dots(Parameters parameters) {
        return transport.about("dots", parameters, JsonNode.class);
    }

    /** The dotted chart, as SVG. */
    public String dotsPicture(Parameters parameters) {
        return transport.text("dots.svg", parameters);
    }

    /** Where crowding spreads from segment to segment. */
    public JsonNode cascades(Parameters parameters) {
        return transport.about("cascades", parameters, JsonNode.class);
    }

    /** Where crowding spreads from segment to segment, as SVG. */
    public String cascadesPicture(Parameters parameters) {
        return transport.text("cascades.svg", parameters);
    }
}
