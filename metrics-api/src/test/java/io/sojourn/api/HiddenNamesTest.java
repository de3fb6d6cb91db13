package io.sojourn.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.api.access.Access;
import io.sojourn.api.access.AccessFiles;
import io.sojourn.api.access.AccessOptions;
import io.sojourn.api.access.Permissions;
import io.sojourn.api.access.ScopedWorld;
import io.sojourn.api.store.Store;
import io.sojourn.fact.FactTable;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who sees one process reads, on no route and in no refusal, what only another one has: attributes, queues, measures, activities. */
class HiddenNamesTest {
    private static final List<String> OF_THE_OTHER =
            List.of("amount", "payer", "reviewed", "denial_rate", "turnaround", "intake", "SUBMITTED", "DECIDED");

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private AccessFiles files;
    private int port;

    private static List<String> paths() {
        List<String> paths = new ArrayList<>();
        for (String route : Permissions.all().keySet()) {
            if (route.startsWith("GET /api/v1/") && !route.endsWith("/live") && !route.contains("{")) {
                paths.add(route.substring("GET ".length()));
            }
        }
        for (FactTable table : FactTable.values()) {
            paths.add("/api/v1/exports/" + table.tableName() + "?format=ndjson");
            paths.add("/api/v1/exports/" + table.tableName() + "?columns=amoun");
        }
        for (String route :
                List.of("queues", "measures", "handoffs", "cases", "slas", "signals", "variants", "waits")) {
            String path = "/api/v1/" + route;
            paths.addAll(List.of(path + "?by=payr", path + "?where=payr:A", path + "?process=authorizatio"));
        }
        paths.addAll(List.of(
                "/api/v1/queues/intak",
                "/api/v1/measures/denial_rat",
                "/api/v1/definitions/authorization/history",
                "/api/v1/cases?state=all&filter=in(paye,%20[A])"));
        return paths;
    }

    private String get(String path, String policy) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + files.key(policy))
                .build();
        HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(path + " " + answer.body()).isLessThan(500);
        return answer.body();
    }

    @Test
    void noRouteTellsNamesThatOnlyAHiddenProcessHas(@TempDir Path dir) throws Exception {
        files = AccessFiles.write(
                dir.resolve("access.yaml"), "rates: {per_minute: 1000000, burst: 1000000}\n", "clerk", "chief");
        files.rewrite(Files.readString(files.file())
                .replace(
                        "clerk: {roles: [viewer, analyst]}", "clerk: {roles: [viewer, analyst], processes: [claims]}"));
        int told = 0;
        try (Store store = ScopedWorld.store(dir.resolve("store"), ScopedWorld.rows(dir.resolve("rows"), 3, 12));
                Access access = Access.open(AccessOptions.of(files.file(), () -> AccessServer.NOW))) {
            ApiServer server = ApiServer.start(
                    ApiOptions.defaults().withPort(0).withAccess(access),
                    store,
                    () -> SampleStore.HEALTH,
                    null,
                    List::of);
            try {
                port = server.port();
                for (String path : paths()) {
                    // A hint that is the same for everybody, as in the contract.
                    String seen = get(path, "clerk").replace("Maybe against=case(in(payer, AETNA)).", "");
                    assertThat(seen).as(path).doesNotContain(OF_THE_OTHER.toArray(String[]::new));
                    String all = get(path + (path.contains("?") ? "&" : "?") + "process=authorization", "chief");
                    told += OF_THE_OTHER.stream().anyMatch(all::contains) ? 1 : 0;
                }
            } finally {
                server.close();
            }
        }
        assertThat(told).as("answers that tell them to who sees both").isGreaterThan(20);
    }
}
