package io.sojourn.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sojourn.api.access.Access;
import io.sojourn.api.access.TlsKeys;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The server that has a data folder open, found by the folder's {@code server.json}. One process writes a store; others
 * ask it.
 */
final class RunningServer {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LONGEST = Duration.ofMinutes(30);
    private final URI base;
    private final String key;
    private final HttpClient http;

    /**
     * @param key that it asks for, or null
     * @param certificate SHA-256 of the certificate that it must have, or null: one that this machine trusts
     */
    private RunningServer(URI base, String key, String certificate) {
        this.base = base;
        this.key = key;
        this.http = certificate == null ? HttpClient.newHttpClient() : KnownServer.client(certificate);
    }

    /** The running server of a folder; a file left behind by one that was killed counts as none. */
    static Optional<RunningServer> of(DataFolder folder) {
        Path file = folder.server();
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            JsonNode server = JSON.readTree(file.toFile());
            boolean alive = ProcessHandle.of(server.get("pid").asLong())
                    .filter(p -> started(p).equals(server.path("started").asText()))
                    .isPresent();
            return alive
                    ? Optional.of(new RunningServer(
                            URI.create(server.get("url").asText()),
                            server.path("key").asText(null),
                            server.path("certificate").asText(null)))
                    : Optional.empty();
        } catch (IOException | RuntimeException e) {
            throw new SojournException(
                    ErrorCode.BROKEN, file + " can't be read: " + e.getMessage(), "Maybe delete it.", e);
        }
    }

    /** The server at an address. */
    static RunningServer at(String url) {
        try {
            URI base = new URI(url);
            boolean http = "http".equals(base.getScheme()) || "https".equals(base.getScheme());
            if (http && base.getHost() != null) {
                return new RunningServer(base, KeyVariable.read(System.getenv()), null);
            }
        } catch (URISyntaxException e) {
            throw notAddress(url, e);
        }
        throw notAddress(url, null);
    }

    private static SojournException notAddress(String url, Exception cause) {
        return new SojournException(
                ErrorCode.BAD_REQUEST,
                "--api " + url + " is no address of a server.",
                "Maybe http://localhost:8080.",
                cause);
    }

    /** When a process started: numbers of processes are used again. */
    private static String started(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toString).orElse("");
    }

    /** Says where this process serves a folder. */
    static void announce(DataFolder folder, int port, Access access) {
        Map<String, Object> server = new LinkedHashMap<>();
        server.put("url", (access.tls() == null ? "http" : "https") + "://127.0.0.1:" + port);
        server.put("pid", ProcessHandle.current().pid());
        server.put("started", started(ProcessHandle.current()));
        if (access.isAsked()) {
            server.put("key", access.folderKey());
        }
        if (access.tls() != null) {
            server.put("certificate", TlsKeys.read(access.tls()).fingerprint());
        }
        try {
            // Who may read the folder may ask its server: nobody else. Whoever looks finds all of it, or nothing.
            Path whole = Files.createTempFile(
                    folder.root(),
                    "server",
                    ".tmp",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            JSON.writeValue(whole.toFile(), server);
            Files.move(whole, folder.server(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new SojournException(
                    ErrorCode.BROKEN, "can't write " + folder.server() + ": " + e.getMessage(), null, e);
        }
    }

    JsonNode post(String path, String body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    JsonNode put(String path, String yaml) {
        return send(request(path)
                .header("Content-Type", "application/yaml")
                .PUT(HttpRequest.BodyPublishers.ofString(yaml))
                .build());
    }

    JsonNode get(String path) {
        return send(request(path).GET().build());
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path)).timeout(LONGEST);
        return key == null ? request : request.header("Authorization", "Bearer " + key);
    }

    private JsonNode send(HttpRequest request) {
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            JsonNode document = JSON.readTree(answer.body());
            if (answer.statusCode() >= 400) {
                throw refused(document);
            }
            return document;
        } catch (IOException e) {
            throw new SojournException(
                    ErrorCode.BUSY,
                    "the server at " + base + " doesn't answer (" + e.getClass().getSimpleName() + ").",
                    "Maybe it is stopping: try again in a moment.",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SojournException(ErrorCode.BUSY, "interrupted while asking " + base, null, e);
        }
    }

    private SojournException refused(JsonNode problem) {
        ErrorCode code = code(problem.path("code").asText());
        String hint = problem.path("hint").asText(null);
        return new SojournException(
                code,
                problem.path("detail").asText(problem.path("title").asText()),
                code == ErrorCode.UNAUTHENTICATED && key == null
                        ? "Maybe name the file that has your key by SOJOURN_KEY_FILE."
                        : hint);
    }

    private static ErrorCode code(String word) {
        for (ErrorCode c : ErrorCode.values()) {
            if (c.word().equals(word)) {
                return c;
            }
        }
        return ErrorCode.BROKEN;
    }
}
