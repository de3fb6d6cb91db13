package io.sojourn.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;

/** Somebody who asks a server, and holds every answer against the contract. */
final class Asking {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final int port;

    Asking(int port) {
        this.port = port;
    }

    int port() {
        return port;
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** @param path behind {@code /api/v1/} */
    HttpResponse<String> get(String path) {
        HttpResponse<String> response = Contract.kept("GET", "/api/v1/" + path, send(path, BodyHandlers.ofString()));
        assertThat(response.statusCode()).as(path + " " + response.body()).isNotEqualTo(500);
        return response;
    }

    <T> HttpResponse<T> send(String path, HttpResponse.BodyHandler<T> handler) {
        URI uri = URI.create("http://127.0.0.1:" + port + "/api/v1/" + path);
        try {
            return http.send(HttpRequest.newBuilder(uri).build(), handler);
        } catch (IOException e) {
            throw new IllegalStateException(path, e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    JsonNode json(String path) {
        return read(get(path), 200);
    }

    JsonNode problem(String path, int status) {
        return read(get(path), status);
    }

    private static JsonNode read(HttpResponse<String> response, int status) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        try {
            return MAPPER.readTree(response.body());
        } catch (IOException e) {
            throw new IllegalStateException(response.body(), e);
        }
    }
}
