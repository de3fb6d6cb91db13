package io.sojourn.cli.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** What the JobManager is asked over its REST interface. {@link ErrorCode#BUSY} says that it doesn't answer now. */
final class FlinkRest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration ANSWER = Duration.ofSeconds(60);
    private static final String BOUNDARY = "sojourn-7d1f0c5b9a";
    private static final int MESSAGE_LENGTH = 600;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(CONNECT).build();
    private final int port;

    FlinkRest(int port) {
        this.port = port;
    }

    String address() {
        return "http://127.0.0.1:" + port;
    }

    boolean answers() {
        try {
            return get("/overview").has("taskmanagers");
        } catch (SojournException notYet) {
            return false;
        }
    }

    boolean knowsTaskManager(String id) {
        try {
            for (JsonNode t : get("/taskmanagers").path("taskmanagers")) {
                if (t.path("id").asText().equals(id)) {
                    return true;
                }
            }
        } catch (SojournException notYet) {
            return false;
        }
        return false;
    }

    JsonNode get(String path) {
        return send(request(path).GET());
    }

    JsonNode post(String path, Object body) {
        try {
            BodyPublisher text = BodyPublishers.ofString(JSON.writeValueAsString(body));
            return send(request(path).header("Content-Type", "application/json").POST(text));
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Cancels a job; its last checkpoint stays. */
    void cancel(String job) {
        send(request("/jobs/" + job + "?mode=cancel").method("PATCH", BodyPublishers.noBody()));
    }

    /** Uploads a jar; returns its name there. */
    String upload(Path jar) {
        String head = "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"jarfile\"; filename=\""
                + jar.getFileName() + "\"\r\nContent-Type: application/x-java-archive\r\n\r\n";
        try {
            JsonNode answer = send(request("/jars/upload")
                    .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                    .POST(BodyPublishers.concat(
                            BodyPublishers.ofString(head),
                            BodyPublishers.ofFile(jar),
                            BodyPublishers.ofString("\r\n--" + BOUNDARY + "--\r\n"))));
            return Path.of(answer.path("filename").asText()).getFileName().toString();
        } catch (IOException e) {
            throw new SojournException(ErrorCode.NOT_FOUND, "the job's jar " + jar + " can't be read", null, e);
        }
    }

    void deleteJar(String jar) {
        send(request("/jars/" + jar).DELETE());
    }

    /** Starts a savepoint and waits for it; returns its path. {@code action} is {@code stop} or {@code savepoints}. */
    String savepoint(String job, String action, Map<String, Object> body) {
        String trigger =
                post("/jobs/" + job + "/" + action, body).path("request-id").asText();
        while (true) {
            JsonNode answer = get("/jobs/" + job + "/savepoints/" + trigger);
            if ("COMPLETED".equals(answer.path("status").path("id").asText())) {
                JsonNode failure = answer.path("operation").path("failure-cause");
                if (!failure.isMissingNode()) {
                    throw new SojournException(
                            ErrorCode.BUSY,
                            "Flink made no savepoint of job " + job + ": "
                                    + shortened(failure.path("stack-trace").asText()),
                            "Maybe the job is just starting; try again.");
                }
                return answer.path("operation").path("location").asText();
            }
            Pause.millis(100);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(address() + path)).timeout(ANSWER);
    }

    private JsonNode send(HttpRequest.Builder builder) {
        HttpRequest request = builder.build();
        try {
            HttpResponse<byte[]> answer = client.send(request, BodyHandlers.ofByteArray());
            JsonNode body = answer.body().length == 0 ? JSON.createObjectNode() : JSON.readTree(answer.body());
            if (answer.statusCode() >= 400) {
                throw new SojournException(
                        code(answer.statusCode()),
                        "Flink answered " + answer.statusCode() + " to "
                                + request.uri().getPath() + ": " + reason(body));
            }
            return body;
        } catch (IOException e) {
            throw new SojournException(
                    ErrorCode.BUSY,
                    "the JobManager at " + address() + " doesn't answer: " + e,
                    "Maybe it is starting; see sojourn cluster status.",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SojournException(ErrorCode.BUSY, "interrupted while asking the JobManager", null, e);
        }
    }

    private static ErrorCode code(int status) {
        return switch (status) {
            case 404 -> ErrorCode.NOT_FOUND;
            // It listens already, but doesn't work yet.
            case 503 -> ErrorCode.BUSY;
            default -> ErrorCode.BROKEN;
        };
    }

    /** The innermost cause: what comes before it are Flink's layers. */
    private static String reason(JsonNode body) {
        String text = body.path("errors").toString();
        int cause = text.lastIndexOf("Caused by: ");
        return shortened(cause < 0 ? text : text.substring(cause));
    }

    private static String shortened(String text) {
        String plain = text.replace("\\n", "\n").replace("\\t", " ");
        return plain.length() <= MESSAGE_LENGTH ? plain : plain.substring(0, MESSAGE_LENGTH) + "…";
    }
}
