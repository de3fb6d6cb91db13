package io.sojourn.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sojourn.api.access.Access;
import io.sojourn.api.access.AccessFiles;
import io.sojourn.api.access.AccessOptions;
import io.sojourn.api.access.ScopedWorld;
import io.sojourn.api.access.Sight;
import io.sojourn.api.definitions.DefinitionDesk;
import io.sojourn.api.ingest.EventSink;
import io.sojourn.api.ingest.Ingest;
import io.sojourn.api.ingest.IngestOptions;
import io.sojourn.api.resources.Health;
import io.sojourn.api.resources.QueryResult;
import io.sojourn.api.resources.SqlRunner;
import io.sojourn.api.store.Store;
import io.sojourn.event.Event;
import io.sojourn.pseudonym.CaseIds;
import io.sojourn.pseudonym.CaseKey;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** A server that has everything: two processes with cases of three facilities, events, definitions and queries, and access rules. */
final class ContractWorld implements AutoCloseable {
    static final String PROCESS = "authorization";
    private static final Instant NOW = Instant.parse("2026-03-12T12:00:00Z");
    private static final String RATES = "rates: {per_minute: 1000000, burst: 1000000, wrong_tries: 1000000}\n";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final Store store;
    private final Access access;
    private final AccessFiles files;
    private final ApiServer server;

    private ContractWorld(Store store, Access access, AccessFiles files, ApiServer server) {
        this.store = store;
        this.access = access;
        this.files = files;
        this.server = server;
    }

    /** @param policies what each policy says, by name; each has a key */
    static ContractWorld start(Path dir, Map<String, String> policies) throws Exception {
        AccessFiles files = AccessFiles.write(dir.resolve("access.yaml"), RATES, policies);
        Access access = Access.open(AccessOptions.of(files.file(), InstantSource.fixed(NOW)));
        Store store = ScopedWorld.store(dir.resolve("store"), ScopedWorld.steadyRows(dir.resolve("events"), 11, 60));
        InstantSource clock = InstantSource.fixed(NOW);
        Ingest ingest = new Ingest(store.processes().newest(), new Log(), store, clock, IngestOptions.defaults());
        Health health = new Health(Health.Status.OK, Health.Mode.LIVE, null, null, null, NOW);
        ApiServer server = ApiServer.start(
                ApiOptions.defaults()
                        .withPort(0)
                        .withAccess(access)
                        .withCaseIds(CaseIds.by(CaseKey.of("0123456789abcdef-0123456789abcdef".getBytes(UTF_8)))),
                store,
                () -> health,
                new Seen(),
                List::of,
                ingest,
                new DefinitionDesk(store, ingest, clock));
        return new ContractWorld(store, access, files, server);
    }

    /** Keeps nothing. */
    private static final class Log implements EventSink {
        @Override
        public void append(List<Event> events) {}

        @Override
        public long backlogBytes() {
            return 0;
        }
    }

    /** Answers each query with what its scope is; as the gateway does, it refuses who is shown no small counts. */
    private static final class Seen implements SqlRunner {
        @Override
        public QueryResult run(String sql) {
            return run(sql, Sight.ALL);
        }

        @Override
        public QueryResult run(String sql, Sight sight) {
            sight.refuseSingleCases("a query");
            return new QueryResult(
                    List.of(new QueryResult.Column("scope", "VARCHAR")),
                    List.of(List.of(sight.scope().key())),
                    false,
                    1,
                    sql);
        }

        @Override
        public Proposals complete(String sql, int cursor, Sight sight) {
            return new Proposals(0, List.of());
        }
    }

    ApiServer server() {
        return server;
    }

    /** The text of the newest definition of a process. */
    String definition(String process) {
        return store.processes().get(process).newest().definition().text();
    }

    String key(String policy) {
        return files.key(policy);
    }

    HttpRequest.Builder request(String path, String policy) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
        return policy == null ? request : request.header("Authorization", "Bearer " + key(policy));
    }

    /** What a request was answered; of a stream, which never ends, the head alone. */
    Answer send(HttpRequest request) throws IOException, InterruptedException {
        try {
            return send(http, request);
        } catch (IOException e) {
            // A connection that the server ended behind a body that it didn't read is noticed by the next request only.
            return send(HttpClient.newHttpClient(), request);
        }
    }

    private static Answer send(HttpClient http, HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<InputStream> response = http.send(request, BodyHandlers.ofInputStream());
        String type = response.headers().firstValue("Content-Type").orElse("");
        try (InputStream body = response.body()) {
            String text = type.startsWith("text/event-stream") ? "" : new String(body.readAllBytes(), "UTF-8");
            return new Answer(
                    response.statusCode(), type, text, response.headers().map());
        }
    }

    /** @param headers by their names in lower case */
    record Answer(int status, String type, String body, Map<String, List<String>> headers) {
        JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (IOException e) {
                throw new IllegalStateException(body, e);
            }
        }
    }

    @Override
    public void close() {
        server.close();
        access.close();
        store.close();
    }
}
