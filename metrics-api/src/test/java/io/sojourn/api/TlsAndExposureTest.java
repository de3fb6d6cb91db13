package io.sojourn.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sojourn.api.access.Access;
import io.sojourn.api.access.AccessFiles;
import io.sojourn.api.access.AccessOptions;
import io.sojourn.api.store.Store;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TlsAndExposureTest {
    private static final String PASSWORD = "changeit-in-tests";
    private static final String STORE = "tls: {store: server.p12, password_file: password.txt}\n";
    private static final String PEM = "tls: {certificate: server.pem, key: server-key.pem}\n";

    private Path dir;
    private KeyStore keys;

    @BeforeAll
    void makeCertificate(@TempDir Path folder) throws Exception {
        dir = folder;
        Path p12 = dir.resolve("server.p12");
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
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost,ip:127.0.0.1",
                        "-validity",
                        "3650",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        p12.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .redirectOutput(dir.resolve("keytool.txt").toFile())
                .start();
        assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(keytool.exitValue())
                .as(Files.readString(dir.resolve("keytool.txt")))
                .isZero();
        Files.writeString(dir.resolve("password.txt"), PASSWORD + "\n");
        keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(p12)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        Base64.Encoder lines = Base64.getMimeEncoder();
        PrivateKey key = (PrivateKey) keys.getKey("server", PASSWORD.toCharArray());
        Files.writeString(
                dir.resolve("server.pem"),
                "-----BEGIN CERTIFICATE-----\n"
                        + lines.encodeToString(keys.getCertificate("server").getEncoded())
                        + "\n-----END CERTIFICATE-----\n");
        Files.writeString(
                dir.resolve("server-key.pem"),
                "-----BEGIN PRIVATE KEY-----\n" + lines.encodeToString(key.getEncoded())
                        + "\n-----END PRIVATE KEY-----\n");
    }

    private HttpClient client(String... protocols) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("server", keys.getCertificate("server"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, trust.getTrustManagers(), null);
        SSLParameters parameters = new SSLParameters();
        if (protocols.length > 0) {
            parameters.setProtocols(protocols);
        }
        return HttpClient.newBuilder().sslContext(tls).sslParameters(parameters).build();
    }

    @ParameterizedTest
    @ValueSource(strings = {STORE, PEM})
    void aServerWithACertificateSpeaksTlsAndNothingElse(String section) throws Exception {
        AccessFiles files = AccessFiles.write(dir.resolve("access.yaml"), section, "viewer");
        Path own = Files.createTempDirectory(dir, "tls");
        try (AccessServer server = AccessServer.start(own, files)) {
            int port = server.server().port();
            HttpRequest request = HttpRequest.newBuilder(URI.create("https://localhost:" + port + "/api/v1/queues"))
                    .header("Authorization", "Bearer " + files.key("viewer"))
                    .build();
            for (String protocol : List.of("TLSv1.3", "TLSv1.2")) {
                HttpResponse<String> response = client(protocol).send(request, BodyHandlers.ofString());
                assertThat(response.statusCode()).isEqualTo(200);
                assertThat(response.sslSession().orElseThrow().getProtocol()).isEqualTo(protocol);
                assertThat(response.headers().firstValue("Strict-Transport-Security"))
                        .isPresent();
            }
            HttpClient distrusts = HttpClient.newHttpClient();
            assertThatThrownBy(() -> distrusts.send(request, BodyHandlers.ofString()))
                    .isInstanceOf(SSLException.class);
            HttpRequest plain = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/v1/queues"))
                    .header("Authorization", "Bearer " + files.key("viewer"))
                    .build();
            int status;
            try {
                status = distrusts.send(plain, BodyHandlers.ofString()).statusCode();
            } catch (java.io.IOException e) {
                status = 0;
            }
            assertThat(status).isIn(0, 400);
            assertThat(signIn(client(), port, files.key("viewer")))
                    .contains("__Host-sojourn=")
                    .contains("; Secure")
                    .contains("; HttpOnly")
                    .contains("; SameSite=Strict")
                    .contains("; Path=/");
        }
    }

    private static String signIn(HttpClient client, int port, String key) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("https://localhost:" + port + "/api/v1/session"))
                .POST(HttpRequest.BodyPublishers.ofString("{\"key\":\"" + key + "\"}"))
                .build();
        return client.send(request, BodyHandlers.ofString())
                .headers()
                .firstValue("Set-Cookie")
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tls: {store: server.pem, password_file: password.txt}\n",
                "tls: {store: server.p12, password_file: server.pem}\n",
                "tls: {store: gone.p12, password_file: password.txt}\n",
                "tls: {certificate: server.pem, key: server.pem}\n",
                "tls: {certificate: password.txt, key: server-key.pem}\n"
            })
    void aCertificateThatCannotBeUsedStopsTheStart(String section, @TempDir Path own) {
        AccessFiles files = AccessFiles.write(dir.resolve("access.yaml"), section, "viewer");
        assertThatThrownBy(() -> AccessServer.start(own, files).close())
                .isInstanceOfSatisfying(SojournException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.BAD_ACCESS);
                    assertThat(e.fullMessage()).doesNotContain(PASSWORD);
                });
    }

    @Test
    void otherMachinesAreLetInByKeysAndTlsOnly(@TempDir Path own) throws Exception {
        AccessFiles plain = AccessFiles.write(dir.resolve("access.yaml"), "", "viewer");
        AccessOptions options = AccessOptions.of(plain.file(), InstantSource.fixed(AccessServer.NOW));
        ApiOptions open = ApiOptions.defaults().withPort(0).withHost("0.0.0.0");
        try (Store store = SampleStore.open(own);
                Access keys = Access.open(options);
                Access proxied = Access.open(options.withProxy(true))) {
            assertThatThrownBy(() -> ApiServer.start(open, store, () -> SampleStore.HEALTH)
                            .close())
                    .isInstanceOf(SojournException.class)
                    .hasMessageContaining("nobody has said who is let in");
            assertThatThrownBy(() -> ApiServer.start(open.withAccess(keys), store, () -> SampleStore.HEALTH)
                            .close())
                    .isInstanceOf(SojournException.class)
                    .hasMessageContaining("without TLS");
            ApiServer.start(open.withAccess(proxied), store, () -> SampleStore.HEALTH)
                    .close();
            AccessFiles tls = AccessFiles.write(dir.resolve("access.yaml"), PEM, "viewer");
            try (Access secure = Access.open(AccessOptions.of(tls.file(), options.clock()))) {
                ApiServer.start(open.withAccess(secure), store, () -> SampleStore.HEALTH)
                        .close();
            }
        }
    }
}
