package io.sojourn.client;

import com.fasterxml.jackson.databind.JsonNode;

/** Changes something on a server, for who may; made by {@link SojournClient#operating}. */
public final class OperatingClient {
    private static final String LINES = "application/x-ndjson";
    private static final String YAML = "application/yaml";

    private final Transport transport;

    OperatingClient(Transport transport) {
        this.transport = transport;
    }

    /** Posts events, a line of JSON each; what is accepted is durable when this returns, and counts once however often it is sent. */
    public Documents.Taken events(String lines) {
        return transport.send("POST", "events", Parameters.none(), LINES, lines, Documents.Taken.class);
    }

    /**
     * Reads rejected events again.
     *
     * @param parameters {@code code}, {@code source}, {@code case}, {@code dry_run}
     * @param corrected events in place of theirs, a line of JSON each; may be empty
     */
    public Documents.Replayed replayRejected(Parameters parameters, String corrected) {
        return transport.send("POST", "rejected-events/replay", parameters, LINES, corrected, Documents.Replayed.class);
    }

    /**
     * Puts a version of a definition, or with {@code dry_run=true} shows what it would change.
     *
     * @param parameters {@code dry_run}, {@code restate}
     */
    public JsonNode putDefinition(String process, String yaml, Parameters parameters) {
        String path = "definitions/" + Parameters.encoded(process);
        return transport.send("PUT", path, parameters, YAML, yaml, JsonNode.class);
    }

    /** Recomputes all facts from the events and compares: takes long. */
    public JsonNode verify() {
        return transport.send("POST", "verify", Parameters.none(), "application/json", "", JsonNode.class);
    }
}
