package io.sojourn.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sojourn.api.access.Access;
import io.sojourn.api.access.AccessFiles;
import io.sojourn.api.access.AccessOptions;
import io.sojourn.api.store.Store;
import io.sojourn.pseudonym.CaseIds;
import io.sojourn.pseudonym.CaseKey;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who has a case's id from elsewhere and may see ids is told its pseudonym; nobody else, and nothing else keeps the id. */
class CaseIdRouteTest {
    private final CaseIds ids = CaseIds.by(CaseKey.of("0123456789abcdef-0123456789abcdef".getBytes()));

    @TempDir
    private Path dir;

    private AccessFiles files;
    private Path audit;
    private Access access;
    private Store store;
    private ApiServer server;

    @BeforeEach
    void start() throws Exception {
        files = AccessFiles.write(dir.resolve("access.yaml"), "", "viewer", "phi-reader", "operator");
        audit = dir.resolve("audit.jsonl");
        access = Access.open(AccessOptions.of(files.file(), InstantSource.fixed(AccessServer.NOW))
                .withAudit(audit));
        store = SampleStore.open(dir.resolve("store"));
        server = start(ids);
    }

    private ApiServer start(CaseIds by) {
        return ApiServer.start(
                ApiOptions.defaults().withPort(0).withAccess(access).withCaseIds(by),
                store,
                () -> SampleStore.HEALTH,
                null,
                List::of);
    }

    @AfterEach
    void stop() {
        server.close();
        access.close();
        store.close();
    }

    private HttpResponse<String> ask(String body, String policy) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/api/v1/case-ids"))
                                .header("Authorization", "Bearer " + files.key(policy))
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.ofString());
    }

    @Test
    void aPhiReaderIsToldThePseudonymAndTheAuditLogHasThatAlone() throws Exception {
        HttpResponse<String> answer = ask("{\"case_id\":\"MRN-7719345\"}", "phi-reader");
        assertThat(answer.statusCode()).isEqualTo(200);
        JsonNode document = new ObjectMapper().readTree(answer.body());
        assertThat(document.get("case_id").asText()).isEqualTo(ids.caseId("MRN-7719345"));
        assertThat(document).hasSize(1);
        assertThat(Files.readString(audit))
                .contains("/api/v1/case-ids is " + ids.caseId("MRN-7719345"))
                .contains("\"rows\":1")
                .doesNotContain("7719345");
    }

    @Test
    void othersAreRefused() throws Exception {
        for (String policy : List.of("viewer", "operator")) {
            HttpResponse<String> answer = ask("{\"case_id\":\"MRN-7719345\"}", policy);
            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.body()).doesNotContain(ids.prefix());
        }
        assertThat(Files.readString(audit)).doesNotContain("7719345").doesNotContain(ids.prefix());
    }

    @Test
    void whatIsNoIdIsRefusedWithoutBeingTold() throws Exception {
        for (String body : List.of(
                "", "MRN-7719345", "{\"case_id\":7719345}", "{\"case_id\":\" \"}", "{\"id\":\"MRN-7719345\"}", "[]")) {
            HttpResponse<String> answer = ask(body, "phi-reader");
            assertThat(answer.statusCode()).as(body).isEqualTo(400);
            assertThat(answer.body()).doesNotContain("7719345");
        }
        assertThat(Files.readString(audit)).doesNotContain("7719345");
    }

    @Test
    void idsThatAreTypedIntoAddressesAreNotInTheAuditLogAndPseudonymsAre() throws Exception {
        for (String path : List.of(
                "cases/MRN-7719345",
                "cases/2026/MRN-7719345",
                "cases/MRN-7719345/events",
                "cases?search=7719345",
                "cases?state=all&search=MRN%2d7719345")) {
            assertThat(get(path, files.key("viewer")).body()).doesNotContain("\"case_id\"");
            assertThat(get(path, "wrong").statusCode()).isEqualTo(401);
        }
        HttpRequest replay = HttpRequest.newBuilder(URI.create(
                        "http://127.0.0.1:" + server.port() + "/api/v1/rejected-events/replay?case=MRN-7719345"))
                .header("Authorization", "Bearer " + files.key("operator"))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(replay, BodyHandlers.ofString())
                        .statusCode())
                .isGreaterThanOrEqualTo(400);
        assertThat(Files.readString(audit))
                .doesNotContain("7719345")
                .contains("/api/v1/cases (an id that is no pseudonym)")
                .contains("/api/v1/rejected-events/replay (an id that is no pseudonym)");
        String pseudonym = ids.caseId("MRN-7719345");
        get("cases/" + pseudonym, files.key("viewer"));
        get("cases?search=" + pseudonym, files.key("viewer"));
        assertThat(Files.readString(audit))
                .contains("/api/v1/cases/" + pseudonym)
                .contains("/api/v1/cases?search=" + pseudonym);
    }

    private HttpResponse<String> get(String path, String key) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/api/v1/" + path))
                                .header("Authorization", "Bearer " + key)
                                .build(),
                        BodyHandlers.ofString());
    }

    @Test
    void aServerWithoutAKeySaysSo() throws Exception {
        server.close();
        server = start(CaseIds.AS_THEY_COME);
        HttpResponse<String> answer = ask("{\"case_id\":\"MRN-7719345\"}", "phi-reader");
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("no key for case ids").doesNotContain("7719345");
    }
}
