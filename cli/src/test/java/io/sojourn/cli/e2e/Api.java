package io.sojourn.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** The HTTP API of a running process. */
public final class Api {
    static final ObjectMapper JSON = new ObjectMapper();
    private final HttpClient http = HttpClient.newHttpClient();
    private final String base;
    private final String key;

    /** @param key that it asks for, or null */
    private Api(String base, String key) {
        this.base = base;
        this.key = key;
    }

    /** The server that has a data folder open, asked with the key of its run; the demo asks for none. */
    static Api over(Path data) {
        try {
            JsonNode server = JSON.readTree(data.resolve("server.json").toFile());
            return new Api(server.get("url").asText(), server.path("key").asText(null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean asksForKey() {
        return key != null;
    }

    /** Opens the page in a browser that is signed in, where a key is asked for. */
    void open(Browser browser, String query) {
        if (key != null) {
            browser.open(page("healthz"));
            await().atMost(ChildProcess.PATIENCE)
                    .until(() -> browser.evaluate("location.pathname").asText().equals("/healthz"));
            JsonNode status = browser.evaluate("fetch('/api/v1/session', {method: 'POST', body: '{\"key\": \"" + key
                    + "\"}'}).then(answer => answer.status)");
            assertThat(status.asInt()).isEqualTo(200);
        }
        browser.open(page(query));
    }

    /** A request of a path below the server's address, with the key. */
    public HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(page(path)));
        return key == null ? request : request.header("Authorization", "Bearer " + key);
    }

    public String page(String query) {
        return base + "/" + query;
    }

    public JsonNode get(String path) {
        return send(request("api/v1/" + path));
    }

    /** The value of a figure without labels at {@code /metrics}. */
    double figure(String name) {
        double value = figureOr(name, Double.NaN);
        assertThat(value).as("figure %s", name).isNotNaN();
        return value;
    }

    /** The same, or another value where there is no such figure. */
    double figureOr(String name, double otherwise) {
        return text(request("metrics"))
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElse(otherwise);
    }

    /** The comparison of everything that is stored with what the batch engine makes of the stored events. */
    public JsonNode verify() {
        return send(request("api/v1/verify")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{}")));
    }

    /** The rows of a query: each an array of values. */
    public JsonNode sql(String text) {
        JsonNode answer = send(query(text));
        assertThat(answer.get("truncated").asBoolean()).as(text).isFalse();
        return answer.get("rows");
    }

    private HttpRequest.Builder query(String text) {
        try {
            String body = JSON.writeValueAsString(Map.of("sql", text));
            return request("api/v1/sql")
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(body));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The number that a query of one row and column gives. */
    public long number(String sql) {
        return sql(sql).get(0).get(0).asLong();
    }

    /** The same, or another number while the query is refused: what it asks for isn't there yet. */
    long numberOr(String sql, long otherwise) {
        HttpResponse<String> answer = answer(query(sql));
        return answer.statusCode() == 422 ? otherwise : number(sql);
    }

    Instant asOf() {
        return Instant.parse(get("health").get("as_of").asText());
    }

    private JsonNode send(HttpRequest.Builder request) {
        try {
            return JSON.readTree(text(request));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String text(HttpRequest.Builder request) {
        HttpResponse<String> answer = answer(request);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private HttpResponse<String> answer(HttpRequest.Builder request) {
        try {
            return http.send(request.timeout(Duration.ofMinutes(2)).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The one element of an array whose field has a value. */
    static JsonNode find(JsonNode array, String field, String value) {
        List<JsonNode> found = StreamSupport.stream(array.spliterator(), false)
                .filter(n -> n.path(field).asText().equals(value))
                .toList();
        assertThat(found).as("%s = %s in %s", field, value, array).hasSize(1);
        return found.get(0);
    }
}
