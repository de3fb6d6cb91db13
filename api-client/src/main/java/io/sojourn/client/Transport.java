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
import java.util.TreeMap;

/**
 * How a server is asked: addresses, headers, bodies, and what is made of its answers. Immutable.
 *
 * @param process which process all questions are about; null: each says so itself, or there is one
 */
record Transport(HttpClient http, ObjectMapper mapper, URI server, Map<String, String> headers, String process) {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String API = "api/v1/";
    private static final int OK = 200;

    static Transport of(URI server) {
        URI folder = URI.create(server.toString().replaceFirst("/*$", "/"));
        HttpClient http =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
        return new Transport(http, mapper(false), folder, Map.of(), null);
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

    Transport withHeader(String name, String value) {
        Map<String, String> more = new TreeMap<>(headers);
        more.put(name, value);
        return new Transport(http, mapper, server, more, process);
    }

    Transport ofProcess(String name) {
        return new Transport(http, mapper, server, headers, name);
    }

    Transport strict() {
        return new Transport(http, mapper(true), server, headers, process);
    }

    /** A document. */
    <T> T get(String path, Parameters parameters, Class<T> type) {
        return read(to(API + path, parameters).GET().build(), type);
    }

    /** A document about the process. */
    <T> T about(String path, Parameters parameters, Class<T> type) {
        return get(path, named(parameters), type);
    }

    private Parameters named(Parameters parameters) {
        return process == null ? parameters : parameters.with("process", process);
    }

    /** A text about the process, such as a picture. */
    String text(String path, Parameters parameters) {
        return whole(to(API + path, named(parameters)).GET().build());
    }

    /** A text beside the routes of data. */
    String plain(String path) {
        return whole(to(path, Parameters.none()).GET().build());
    }

    private String whole(HttpRequest request) {
        HttpResponse<String> response = send(request, BodyHandlers.ofString());
        if (response.statusCode() != OK) {
            throw problem(response.statusCode(), response.body());
        }
        return response.body();
    }

    /** A document that is answered to a body. */
    <T> T send(String method, String path, Parameters parameters, String contentType, String body, Class<T> type) {
        return read(
                to(API + path, parameters)
                        .header("Content-Type", contentType)
                        .method(method, BodyPublishers.ofString(body))
                        .build(),
                type);
    }

    /** The same of an object as JSON. */
    <T> T post(String path, Object body, Class<T> type) {
        try {
            return send("POST", path, Parameters.none(), "application/json", mapper.writeValueAsString(body), type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a text has no JSON form", e);
        }
    }

    /** Writes an answer into a file, which is there as a whole or not at all; gives a header that is a number, or -1. */
    long write(String path, Parameters parameters, Path file, String header) {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            HttpRequest request = to(API + path, named(parameters)).GET().build();
            HttpResponse<Path> response = send(request, BodyHandlers.ofFile(part));
            if (response.statusCode() != OK) {
                throw problem(response.statusCode(), Files.readString(part));
            }
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
            return response.headers().firstValueAsLong(header).orElse(-1);
        } catch (IOException e) {
            throw new SojournProblem(0, null, file + " can't be written: " + e.getMessage(), null, e);
        } finally {
            part.toFile().delete();
        }
    }

    private HttpRequest.Builder to(String path, Parameters parameters) {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(path + parameters.query()))
                .timeout(PATIENCE);
        headers.forEach(request::header);
        return request;
    }

    private <T> T read(HttpRequest request, Class<T> type) {
        return converted(parsed(whole(request)), type);
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

    <T> T converted(JsonNode json, Class<T> type) {
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
