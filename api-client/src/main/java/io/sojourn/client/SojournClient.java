package io.sojourn.client;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Spliterators;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Asks a server. Immutable and safe for many threads; each question is one request, each page of a list another one. What the
 * server refuses is a {@link SojournProblem} with its words. Members of answers that this version does not know are ignored.
 */
public final class SojournClient {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String API = "api/v1/";

    private final HttpClient http;
    private final ObjectMapper mapper;
    private final URI server;
    private final Map<String, String> headers;
    private final String process;

    private SojournClient(
            HttpClient http, ObjectMapper mapper, URI server, Map<String, String> headers, String process) {
        this.http = http;
        this.mapper = mapper;
        this.server = server;
        this.headers = headers;
        this.process = process;
    }

    /** @param server such as {@code http://127.0.0.1:8765/} */
    public static SojournClient of(URI server) {
        URI folder = URI.create(server.toString().replaceFirst("/*$", "/"));
        HttpClient http =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
        return new SojournClient(http, mapper(false), folder, Map.of(), null);
    }

    private static ObjectMapper mapper(boolean isStrict) {
        return JsonMapper.builder()
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, isStrict)
                .configure(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES, isStrict)
                .configure(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES, false)
                .addModule(new SimpleModule().addDeserializer(Instant.class, new InstantReader()))
                .build();
    }

    /** Instants come as ISO-8601. */
    private static final class InstantReader extends StdDeserializer<Instant> {
        private static final long serialVersionUID = 1L;

        InstantReader() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser json, DeserializationContext context) throws IOException {
            return Instant.parse(json.getText());
        }
    }

    /** The same, with a header in each request, such as that of a key. */
    public SojournClient withHeader(String name, String value) {
        Map<String, String> more = new TreeMap<>(headers);
        more.put(name, value);
        return new SojournClient(http, mapper, server, more, process);
    }

    /** The same about one of several processes. */
    public SojournClient ofProcess(String name) {
        return new SojournClient(http, mapper, server, headers, name);
    }

    /** The same, and an answer with a member that this version does not know is refused: for tests. */
    public SojournClient strict() {
        return new SojournClient(http, mapper(true), server, headers, process);
    }

    public Documents.Processes processes() {
        return read(request("processes", Parameters.none()), Documents.Processes.class);
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

    /** @param measure its name; {@code sla:} and the name of an SLA for its breach rate */
    public Documents.MeasureSeries measure(String measure, Parameters parameters) {
        return get("measures/" + Parameters.encoded(measure), parameters, Documents.MeasureSeries.class);
    }

    /** Clocks that run, by the time that is left. */
    public Stream<Documents.Clock> clocks(Parameters parameters) {
        return list("slas/clocks", "clocks", parameters, Documents.Clock.class);
    }

    /** Breaches, those that were due last in front. */
    public Stream<Documents.Breach> breaches(Parameters parameters) {
        return list("slas/breaches", "breaches", parameters, Documents.Breach.class);
    }

    /** Cases, those with the newest events first. */
    public Stream<Documents.CaseRow> cases(Parameters parameters) {
        return list("cases", "cases", parameters, Documents.CaseRow.class);
    }

    public Documents.DataQuality dataQuality() {
        return get("data-quality", Parameters.none(), Documents.DataQuality.class);
    }

    /** Runs one SELECT. */
    public Documents.QueryResult sql(String query) {
        try {
            byte[] body = mapper.writeValueAsBytes(Map.of("sql", query));
            HttpRequest request = to("sql", Parameters.none())
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofByteArray(body))
                    .build();
            return read(request, Documents.QueryResult.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a text has no JSON form", e);
        }
    }

    /** Writes a table into a file, which is there as a whole or not at all; gives the number of rows. */
    public long export(String table, Parameters parameters, Path file) {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            HttpRequest request = request("exports/" + Parameters.encoded(table), about(parameters));
            HttpResponse<Path> response = send(request, BodyHandlers.ofFile(part));
            if (response.statusCode() != 200) {
                throw problem(response.statusCode(), Files.readString(part));
            }
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
            return response.headers().firstValueAsLong("X-Row-Count").orElse(-1);
        } catch (IOException e) {
            throw new SojournProblem(0, null, file + " can't be written: " + e.getMessage(), null, e);
        } finally {
            part.toFile().delete();
        }
    }

    /** Any document of the contract. */
    public <T> T get(String path, Parameters parameters, Class<T> type) {
        return read(request(path, about(parameters)), type);
    }

    private <T> Stream<T> list(String path, String name, Parameters parameters, Class<T> type) {
        Pages<T> pages = new Pages<>(
                cursor -> get(path, cursor == null ? parameters : parameters.with("cursor", cursor), JsonNode.class),
                name,
                row -> converted(row, type));
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(pages, 0), false);
    }

    private Parameters about(Parameters parameters) {
        return process == null ? parameters : parameters.with("process", process);
    }

    private HttpRequest request(String path, Parameters parameters) {
        return to(path, parameters).GET().build();
    }

    private HttpRequest.Builder to(String path, Parameters parameters) {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(API + path + parameters.query()))
                .timeout(PATIENCE);
        headers.forEach(request::header);
        return request;
    }

    private <T> T read(HttpRequest request, Class<T> type) {
        HttpResponse<String> response = send(request, BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw problem(response.statusCode(), response.body());
        }
        return converted(parsed(response.body()), type);
    }

    private <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler) {
        try {
            return http.send(request, handler);
        } catch (IOException e) {
            throw new SojournProblem(0, null, server + " can't be reached: " + e.getMessage(), null, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SojournProblem(0, null, "the question was interrupted", null, e);
        }
    }

    private JsonNode parsed(String body) {
        try {
            return mapper.readTree(body);
        } catch (JsonProcessingException e) {
            throw new SojournProblem(0, null, "the answer is no JSON", null, e);
        }
    }

    private <T> T converted(JsonNode json, Class<T> type) {
        try {
            return mapper.treeToValue(json, type);
        } catch (JsonProcessingException e) {
            throw new SojournProblem(0, null, "the answer has another form: " + e.getOriginalMessage(), null, e);
        }
    }

    private SojournProblem problem(int status, String body) {
        JsonNode problem;
        try {
            problem = mapper.readTree(body);
        } catch (JsonProcessingException e) {
            return new SojournProblem(status, null, "the server answered with status " + status, null, e);
        }
        return new SojournProblem(
                status,
                problem.path("code").textValue(),
                problem.path("detail").asText("the server answered with status " + status),
                problem.path("hint").textValue(),
                null);
    }
}
