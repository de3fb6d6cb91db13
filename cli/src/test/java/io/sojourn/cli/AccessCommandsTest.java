package io.sojourn.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sojourn.api.definitions.DefinitionDesk;
import io.sojourn.api.ingest.Ingest;
import io.sojourn.api.ingest.IngestOptions;
import io.sojourn.api.store.Store;
import io.sojourn.cli.e2e.Said;
import io.sojourn.definition.Definitions;
import io.sojourn.pseudonym.CaseIds;
import io.sojourn.stream.source.LiveLog;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands about keys and the audit log, and other commands that ask a server which asks for a key. */
class AccessCommandsTest {
    private static final String DEFINITION =
            "process: p q\nqueues:\n  w: {enter: activity = 'A', leave: activity = 'B'}\n";
    private static final String PASSWORD = "changeit-in-tests";

    @TempDir
    private Path folder;

    private Path data() {
        return folder.resolve("data");
    }

    private static Said said(String... arguments) {
        return Said.by(arguments);
    }

    private Said key(String... arguments) {
        String[] all = new String[arguments.length + 3];
        all[0] = "key";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        all[arguments.length + 1] = "--data";
        all[arguments.length + 2] = data().toString();
        return said(all);
    }

    @Test
    void keysAreMadeListedRotatedAndWithdrawn() throws Exception {
        Said made = key("create", "Ward 3", "--policy", "viewer", "--days", "30");
        assertThat(made.code()).isZero();
        String id = made.out().substring(4, 12);
        assertThat(made.out()).matches("sjn_[a-z0-9]{8}_[A-Za-z0-9_-]{43}\n");
        assertThat(key("list").out())
                .contains(id)
                .contains("Ward 3")
                .contains("valid")
                .doesNotContain(made.out().strip());
        Said rotated = key("rotate", id, "--overlap-hours", "0");
        assertThat(rotated.out()).startsWith("sjn_").doesNotContain(id);
        assertThat(key("list").out().lines().filter(l -> l.startsWith(id))).allMatch(l -> l.endsWith("over"));
        String fresh = rotated.out().substring(4, 12);
        assertThat(key("revoke", fresh).code()).isZero();
        assertThat(key("list").out()).doesNotContain(" valid\n");
        assertThat(key("create", "x", "--policy", "viewr").code()).isEqualTo(2);
        assertThat(key("create", "x", "--policy", "viewer", "--days", "0").code())
                .isEqualTo(2);
        assertThat(key("revoke", "nonsense").code()).isEqualTo(2);
    }

    @Test
    void aFileOfRulesIsCheckedAgainstDefinitions() throws Exception {
        key("create", "me", "--policy", "admin");
        assertThat(key("check").code()).isZero();
        assertThat(key("check").out()).contains("1 keys", "No definition is in ");
        Path rules = data().resolve("access.yaml");
        String text = Files.readString(rules);
        Files.writeString(rules, text.replace("policies:", "policies:\n  x: {roles: [viewer], processes: [p r]}"));
        Path definition = Files.writeString(folder.resolve("d.yaml"), DEFINITION);
        Said warned = key("check", "--definition", definition.toString());
        assertThat(warned.code()).isEqualTo(1);
        assertThat(warned.out())
                .contains("access.yaml line ", "process \"p r\"", "Maybe you meant \"p q\".", "1 of the names");
        Store.open(DataFolder.create(data()).root(), Definitions.compile("d.yaml", DEFINITION))
                .close();
        assertThat(key("check").out()).isEqualTo(warned.out());
        Files.writeString(rules, text.replace("policies:", "policies:\n  x: {roles: [viewr]}"));
        assertThat(key("check").code()).isEqualTo(2);
    }

    @Test
    void commandsOnThisMachineFindKeyAndCertificateOfAServerThatAsksForThem() throws Exception {
        String key = key("create", "me", "--policy", "admin").out().strip();
        makeCertificate();
        Path rules = data().resolve("access.yaml");
        Files.writeString(rules, Files.readString(rules) + "tls: {store: server.p12, password_file: password.txt}\n");
        try (Store store = Store.open(DataFolder.create(data()).root(), Definitions.compile("d.yaml", DEFINITION));
                LiveLog log = LiveLog.open(data().resolve("live"), InstantSource.system())) {
            InstantSource clock = InstantSource.system();
            Ingest ingest = new Ingest(
                    List.of(store.definition().definition()),
                    new LiveEvents(log),
                    store,
                    clock,
                    IngestOptions.defaults());
            DefinitionDesk desk = new DefinitionDesk(store, ingest, clock);
            try (Serving serving = Serving.live(
                    new DataFolder(data()),
                    store,
                    0,
                    new Delivery(),
                    new AccessArguments(),
                    CaseIds.AS_THEY_COME,
                    ingest,
                    desk,
                    Instant.now())) {
                assertThat(serving.address()).startsWith("https://");
                Path server = data().resolve("server.json");
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(server)))
                        .isEqualTo("rw-------");
                Said history = said("definition", "history", "p q", "--data", data().toString());
                assertThat(history.err()).isEmpty();
                assertThat(history.code()).isZero();
                assertOnlyThatServerIsTrusted(server);
            }
        }
        Path audit = data().resolve("audit.jsonl");
        assertThat(Files.readString(audit)).contains("\"who\":\"local\"").doesNotContain(key.substring(13));
        Said holds = said("audit", "verify", audit.toString());
        assertThat(holds.code()).isZero();
        assertThat(holds.out()).contains("lines hold");
        String head = holds.out().substring(holds.out().indexOf("hash ") + 5).strip();
        assertThat(said("audit", "verify", audit.toString(), "--expect", head).code())
                .isZero();
        assertThat(said("audit", "verify", audit.toString(), "--expect", "0".repeat(64))
                        .code())
                .isEqualTo(1);
        Files.writeString(audit, Files.readString(audit).replaceFirst("\"status\":200", "\"status\":201") + "x");
        Said broken = said("audit", "verify", audit.toString(), "--expect", head);
        assertThat(broken.code()).isEqualTo(1);
        assertThat(broken.out()).contains("a last line of 1 bytes is not finished");
    }

    private void assertOnlyThatServerIsTrusted(Path server) throws Exception {
        JsonNode said = new ObjectMapper().readTree(server.toFile());
        URI uri = URI.create(said.path("url").asText() + "/healthz");
        HttpRequest request = HttpRequest.newBuilder(uri).build();
        HttpClient right = KnownServer.client(said.path("certificate").asText());
        assertThat(right.send(request, HttpResponse.BodyHandlers.ofString()).body())
                .isEqualTo("ok\n");
        HttpClient wrong = KnownServer.client("0".repeat(64));
        assertThatThrownBy(() -> wrong.send(request, HttpResponse.BodyHandlers.ofString()))
                .isInstanceOf(IOException.class);
    }

    private void makeCertificate() throws Exception {
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=sojourn.example.org",
                        "-validity",
                        "3650",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        data().resolve("server.p12").toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.txt").toFile())
                .start();
        assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        Files.writeString(data().resolve("password.txt"), PASSWORD);
    }

    @Test
    void aKeyForAnotherServerComesFromAFileOrTheEnvironment() throws Exception {
        Path file = Files.writeString(folder.resolve("key"), "sjn_x\n");
        assertThat(KeyVariable.read(Map.of("SOJOURN_KEY_FILE", file.toString())))
                .isEqualTo("sjn_x");
        assertThat(KeyVariable.read(Map.of("SOJOURN_KEY", "k"))).isEqualTo("k");
        assertThat(KeyVariable.read(Map.of())).isNull();
    }
}
