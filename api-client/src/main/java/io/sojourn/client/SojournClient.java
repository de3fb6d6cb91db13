package io.sojourn.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Asks a server: each operation of the contract by its name there. Immutable and safe for many threads; each question is one request,
 * each page of a list another one. What the server refuses is a {@link SojournProblem} with its words. Members of answers that this
 * version does not know are ignored.
 */
public final class SojournClient {
    private final Transport transport;

    private SojournClient(Transport transport) {
        this.transport = transport;
    }

    /** @param server such as {@code http://127.0.0.1:8765/} */
    public static SojournClient of(URI server) {
        return new SojournClient(Transport.of(server));
    }

    /** The same, with a header in each request. */
    public SojournClient withHeader(String name, String value) {
        return new SojournClient(transport.withHeader(name, value));
    }

    /** The same, with a key or a token. */
    public SojournClient withKey(String key) {
        return withHeader("Authorization", "Bearer " + key);
    }

    /** The same about one of several processes. */
    public SojournClient ofProcess(String name) {
        return new SojournClient(transport.ofProcess(name));
    }

    /** The same, and an answer with a member that this version does not know is refused: for tests. */
    public SojournClient strict() {
        return new SojournClient(transport.strict());
    }

    /** What is mined of the stored events. */
    public MiningClient mining() {
        return new MiningClient(transport);
    }

    /** What changes something. */
    public OperatingClient operating() {
        return new OperatingClient(transport);
    }

    /** Who asks. */
    public Documents.Session session() {
        return transport.get("session", Parameters.none(), Documents.Session.class);
    }

    public Documents.Processes processes() {
        return transport.get("processes", Parameters.none(), Documents.Processes.class);
    }

    public Documents.Health health() {
        return get("health", Parameters.none(), Documents.Health.class);
    }

    /** The process, with the names of its queues, measures and SLAs. */
    public JsonNode definition() {
        return get("definition", Parameters.none(), JsonNode.class);
    }

    /** The newest version of each definition. */
    public List<Documents.DefinitionVersion> definitions() {
        return transport
                .get("definitions", Parameters.none(), Documents.Definitions.class)
                .definitions();
    }

    /** A version of a definition with its text. @param parameters {@code version}, or none for the newest one */
    public Documents.DefinitionVersion oneDefinition(String name, Parameters parameters) {
        return transport.get("definitions/" + Parameters.encoded(name), parameters, Documents.DefinitionVersion.class);
    }

    /** All versions of a definition. */
    public List<Documents.DefinitionVersion> definitionHistory(String name) {
        String path = "definitions/" + Parameters.encoded(name) + "/history";
        return transport
                .get(path, Parameters.none(), Documents.DefinitionHistory.class)
                .versions();
    }

    public Documents.Queues queues(Parameters parameters) {
        return get("queues", parameters, Documents.Queues.class);
    }

    public Documents.QueueHistory queue(String queue, Parameters parameters) {
        return get("queues/" + Parameters.encoded(queue), parameters, Documents.QueueHistory.class);
    }

    public Stream<Documents.Stay> stays(String queue, Parameters parameters) {
        return list("queues/" + Parameters.encoded(queue) + "/stays", "stays", parameters, Documents.Stay.class);
    }

    public Documents.Measures measures(Parameters parameters) {
        return get("measures", parameters, Documents.Measures.class);
    }

    /** @param measure its name; {@code sla:} and the name of an SLA for its breach rate */
    public Documents.MeasureSeries measure(String measure, Parameters parameters) {
        return get("measures/" + Parameters.encoded(measure), parameters, Documents.MeasureSeries.class);
    }

    /** Clocks by state, the most urgent ones and the newest breaches. */
    public Documents.Slas slas(Parameters parameters) {
        return get("slas", parameters, Documents.Slas.class);
    }

    /** Clocks that run, by the time that is left. */
    public Stream<Documents.Clock> clocks(Parameters parameters) {
        return list("slas/clocks", "clocks", parameters, Documents.Clock.class);
    }

    /** Breaches, those that were due last in front. */
    public Stream<Documents.Breach> breaches(Parameters parameters) {
        return list("slas/breaches", "breaches", parameters, Documents.Breach.class);
    }

    public Documents.Handoffs handoffs(Parameters parameters) {
        return get("handoffs", parameters, Documents.Handoffs.class);
    }

    /** Cases, those with the newest events first. */
    public Stream<Documents.CaseRow> cases(Parameters parameters) {
        return list("cases", "cases", parameters, Documents.CaseRow.class);
    }

    /** One case with all its facts. */
    public JsonNode oneCase(String id, Parameters parameters) {
        return get("cases/" + Parameters.encoded(id), parameters, JsonNode.class);
    }

    /** The pseudonym of a case's id, for who may see ids, where the server has the key for case ids. */
    public String caseId(String id) {
        return transport
                .post("case-ids", Map.of("case_id", id), JsonNode.class)
                .path("case_id")
                .textValue();
    }

    /** The yearly public figures on prior authorization. @param parameters {@code year} at least */
    public JsonNode cmsFigures(Parameters parameters) {
        return get("cms-0057", parameters, JsonNode.class);
    }

    /** The requests behind one of them, by receipt. @param parameters {@code year} and {@code figure} at least */
    public Stream<JsonNode> cmsRequests(Parameters parameters) {
        return list("cms-0057/requests", "requests", parameters, JsonNode.class);
    }

    /** The requests of a year in the names of HL7's PASMetricData. @param parameters {@code year} at least */
    public JsonNode pasMetricData(Parameters parameters) {
        return get("cms-0057/pas-metric-data", parameters, JsonNode.class);
    }

    public Documents.DataQuality dataQuality() {
        return get("data-quality", Parameters.none(), Documents.DataQuality.class);
    }

    /** Staffing signals. */
    public JsonNode signals() {
        return get("signals", Parameters.none(), JsonNode.class);
    }

    /** Runs one SELECT. */
    public Documents.QueryResult sql(String query) {
        return transport.post("sql", Map.of("sql", query), Documents.QueryResult.class);
    }

    /** What can stand at a place of a query. @param cursor number of characters before the place */
    public Documents.Proposals sqlComplete(String query, int cursor) {
        return transport.post("sql/complete", Map.of("sql", query, "cursor", cursor), Documents.Proposals.class);
    }

    /** Writes a table into a file, which is there as a whole or not at all; gives the number of rows. */
    public long export(String table, Parameters parameters, Path file) {
        return transport.write("exports/" + Parameters.encoded(table), parameters, file, "X-Row-Count");
    }

    /** Figures for Prometheus. */
    public String metrics() {
        return transport.plain("metrics");
    }

    /** The contract. */
    public String openApi() {
        return transport.plain("openapi.yaml");
    }

    /** The JSON Schema of an event. */
    public String eventSchema() {
        return transport.plain("case-event-1.schema.json");
    }

    /** The JSON Schema of a file of access rules. */
    public String accessSchema() {
        return transport.plain("access.schema.json");
    }

    /** Returns where the server answers, else fails. */
    public void alive() {
        transport.plain("healthz");
    }

    /** Any document of the contract. */
    public <T> T get(String path, Parameters parameters, Class<T> type) {
        return transport.about(path, parameters, type);
    }

    private <T> Stream<T> list(String path, String name, Parameters parameters, Class<T> type) {
        Pages<T> pages = new Pages<>(
                cursor -> get(path, cursor == null ? parameters : parameters.with("cursor", cursor), JsonNode.class),
                name,
                row -> transport.converted(row, type));
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(pages, 0), false);
    }
}
