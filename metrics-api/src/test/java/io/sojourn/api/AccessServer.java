package io.sojourn.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sojourn.api.access.Access;
import io.sojourn.api.access.AccessFiles;
import io.sojourn.api.access.AccessOptions;
import io.sojourn.api.store.Store;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.UnaryOperator;

/** A server with access rules over the sample store, for tests. */
public final class AccessServer implements AutoCloseable {
    public static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Store store;
    private final Access access;
    private final ApiServer server;

    private AccessServer(Store store, Access access, ApiServer server) {
        this.store = store;
        this.access = access;
        this.server = server;
    }

    public static AccessServer start(Path dir, AccessFiles files) throws Exception {
        return start(dir, files, UnaryOperator.identity());
    }

    public static AccessServer start(Path dir, AccessFiles files, UnaryOperator<AccessOptions> options)
            throws Exception {
        Access access = Access.open(options.apply(AccessOptions.of(files.file(), InstantSource.fixed(NOW))));
        Store store = SampleStore.open(dir.resolve("store"));
        ApiServer server = ApiServer.start(
                ApiOptions.defaults().withPort(0).withAccess(access), store, () -> SampleStore.HEALTH, null, List::of);
        return new AccessServer(store, access, server);
    }

    public ApiServer server() {
        return server;
    }

    public Access access() {
        return access;
    }

    public URI address(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }

    /** @param headers names and values in turn */
    public HttpResponse<String> send(String method, String path, String body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address(path))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    public HttpResponse<String> get(String path, String credential) throws IOException, InterruptedException {
        return credential == null
                ? send("GET", path, null)
                : send("GET", path, null, "Authorization", "Bearer " + credential);
    }

    public static JsonNode json(HttpResponse<String> response) throws IOException {
        return JSON.readTree(response.body());
    }

    @Override
    public void close() {
        server.close();
        access.close();
        store.close();
    }
}
