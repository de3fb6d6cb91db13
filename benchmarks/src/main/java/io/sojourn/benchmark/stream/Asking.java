package io.sojourn.benchmark.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** A client that asks for one document of the API, again and again with short pauses, on a thread of its own. */
final class Asking implements AutoCloseable {
    private static final long PAUSE_MILLIS = 20;
    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient client = HttpClient.newHttpClient();
    private final HttpRequest request;
    private final Delays delays;
    private final Thread thread;
    private volatile boolean closing;
    private volatile long answers;
    private volatile Exception failure;

    Asking(int port, String document, Delays delays) {
        this.request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/" + document))
                .build();
        this.delays = delays;
        this.thread = new Thread(this::run, "asking");
        thread.start();
    }

    private void run() {
        try {
            for (long n = 1; !closing; n++) {
                ask();
                answers = n;
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (IOException | RuntimeException | InterruptedException e) {
            failure = e;
        }
    }

    private void ask() throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new IOException("the API answered " + answer.statusCode() + " to " + request.uri());
        }
        JsonNode asOf = json.readTree(answer.body()).path("as_of");
        if (asOf.isTextual()) {
            Instant t = Instant.parse(asOf.asText());
            delays.answer(TimeUnit.SECONDS.toMicros(t.getEpochSecond()) + t.getNano() / 1_000);
        }
    }

    long answers() {
        return answers;
    }

    @Override
    public void close() throws Exception {
        closing = true;
        thread.join();
        if (failure != null) {
            throw failure;
        }
    }
}
