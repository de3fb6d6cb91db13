package io.sojourn.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.sun.net.httpserver.HttpServer;
import io.sojourn.api.access.AccessFiles;
import io.sojourn.api.access.AccessOptions;
import io.sojourn.api.access.MovingClock;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Tokens against a server of keys that is really asked. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TokenAccessTest {
    private static final String ISSUER = "https://sso.example.org";

    private final MovingClock clock = new MovingClock(AccessServer.NOW);
    private final AtomicInteger asked = new AtomicInteger();
    private volatile String published;
    private volatile int answer = 200;
    private HttpServer issuer;
    private RSAKey rsa;
    private ECKey ec;
    private AccessFiles files;
    private AccessServer server;
    private Path dir;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        dir = folder;
        rsa = new RSAKeyGenerator(2048).keyID("r1").generate();
        ec = new ECKeyGenerator(Curve.P_256).keyID("e1").generate();
        publish(rsa, ec);
        issuer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        issuer.createContext("/jwks", exchange -> {
            asked.incrementAndGet();
            byte[] body = published.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(answer, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        issuer.start();
        files = AccessFiles.write(
                dir.resolve("access.yaml"),
                rules("http://127.0.0.1:" + issuer.getAddress().getPort() + "/jwks"),
                "viewer");
        server = AccessServer.start(
                dir, files, o -> AccessOptions.of(o.file(), clock).withRefresh(Duration.ZERO));
    }

    private static String rules(String jwks) {
        return """
            rates: {wrong_tries: 10000}
            tokens:
              sso:
                issuer: %s
                audience: sojourn
                jwks: %s
                algorithms: [RS256, ES256]
                claim: realm.groups
                policies: {wards: north, watchers: viewer}
            """
                .formatted(ISSUER, jwks);
    }

    @AfterAll
    void stop() {
        server.close();
        issuer.stop(0);
    }

    private void publish(JWK... keys) {
        published = new JWKSet(List.of(keys)).toString(true);
    }

    private Map<String, Object> claims() {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", ISSUER);
        claims.put("aud", List.of("other", "sojourn"));
        claims.put("sub", "jo@example.org");
        claims.put("exp", clock.instant().getEpochSecond() + 300);
        claims.put("iat", clock.instant().getEpochSecond());
        claims.put("realm", Map.of("groups", List.of("staff", "watchers")));
        return claims;
    }

    private Map<String, Object> with(String claim, Object value) {
        Map<String, Object> claims = claims();
        if (value == null) {
            claims.remove(claim);
        } else {
            claims.put(claim, value);
        }
        return claims;
    }

    private static String token(JWSHeader header, JWSSigner signer, Map<String, Object> claims) throws JOSEException {
        JWSObject jws = new JWSObject(header, new Payload(new HashMap<>(claims)));
        jws.sign(signer);
        return jws.serialize();
    }

    private String token(Map<String, Object> claims) throws JOSEException {
        return token(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("r1").build(), new RSASSASigner(rsa), claims);
    }

    private int status(String token) throws Exception {
        return server.get("/api/v1/queues", token).statusCode();
    }

    @Test
    void aTokenOfTheIssuerIsWhoItSaysWithThePolicyOfItsGroup() throws Exception {
        HttpResponse<String> who = server.get("/api/v1/session", token(claims()));
        assertThat(who.body()).contains("\"name\":\"token sso jo@example.org\"").contains("\"roles\":[\"viewer\"]");
        assertThat(status(token(claims()))).isEqualTo(200);
        String byCurve =
                token(new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("e1").build(), new ECDSASigner(ec), claims());
        assertThat(status(byCurve)).isEqualTo(200);
        Map<String, Object> both = with("realm", Map.of("groups", List.of("watchers", "wards")));
        assertThat(server.get("/api/v1/session", token(both)).body()).contains("analyst");
        assertThat(status(token(with("realm", Map.of("groups", "watchers"))))).isEqualTo(200);
    }

    @Test
    void anythingElseIsRefused() throws Exception {
        long now = clock.instant().getEpochSecond();
        Map<String, Map<String, Object>> wrong = new LinkedHashMap<>();
        wrong.put("expired", with("exp", now - 61));
        wrong.put("without an end", with("exp", null));
        wrong.put("end is no time", with("exp", "tomorrow"));
        wrong.put("end is beyond time", with("exp", 1e300));
        wrong.put("not valid yet", with("nbf", now + 120));
        wrong.put("issued in the future", with("iat", now + 120));
        wrong.put("other issuer", with("iss", ISSUER + "/"));
        wrong.put("no issuer", with("iss", null));
        wrong.put("issuer is a list", with("iss", List.of(ISSUER)));
        wrong.put("other audience", with("aud", "sojourn2"));
        wrong.put("no audience", with("aud", null));
        wrong.put("nobody", with("sub", null));
        wrong.put("a line break", with("sub", "a\nb"));
        for (Map.Entry<String, Map<String, Object>> one : wrong.entrySet()) {
            assertThat(status(token(one.getValue()))).as(one.getKey()).isEqualTo(401);
        }
        assertThat(status(token(with("realm", Map.of("groups", List.of("staff"))))))
                .isEqualTo(403);
        assertThat(status(token(with("realm", 7)))).isEqualTo(403);
        assertThat(status(token(with("exp", now - 59)))).as("clocks may differ").isEqualTo(200);
    }

    @Test
    void theTokenDoesNotChooseItsAlgorithm() throws Exception {
        String none =
                Base64URL.encode("{\"alg\":\"none\"}") + "." + new Payload(new HashMap<>(claims())).toBase64URL() + ".";
        assertThat(status(none)).isEqualTo(401);
        byte[] publicKey = rsa.toRSAPublicKey().getEncoded();
        String confused = token(new JWSHeader(JWSAlgorithm.HS256), new MACSigner(publicKey), claims());
        assertThat(status(confused)).isEqualTo(401);
        String pem = rsa.toPublicJWK().toJSONString();
        assertThat(status(token(
                        new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("r1").build(), new MACSigner(pem), claims())))
                .isEqualTo(401);
        String allowedNowhere =
                token(new JWSHeader.Builder(JWSAlgorithm.RS512).keyID("r1").build(), new RSASSASigner(rsa), claims());
        assertThat(status(allowedNowhere)).isEqualTo(401);
    }

    @Test
    void theTokenBringsNoKeyOfItsOwn() throws Exception {
        RSAKey own = new RSAKeyGenerator(2048).keyID("own").generate();
        JWSHeader.Builder header = new JWSHeader.Builder(JWSAlgorithm.RS256);
        assertThat(status(token(header.jwk(own.toPublicJWK()).build(), new RSASSASigner(own), claims())))
                .isEqualTo(401);
        header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .jwkURL(URI.create("http://127.0.0.1:1/keys"))
                .x509CertURL(URI.create("http://127.0.0.1:1/keys"));
        assertThat(status(token(header.build(), new RSASSASigner(own), claims())))
                .isEqualTo(401);
        for (String kid : List.of("../../../../dev/null", "r1' OR 1=1 --", "http://127.0.0.1:1/", "", "\u0000")) {
            JWSHeader named =
                    new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(kid).build();
            assertThat(status(token(named, new RSASSASigner(own), claims())))
                    .as(kid)
                    .isEqualTo(401);
        }
    }

    @Test
    void aTokenThatWasTouchedIsRefused() throws Exception {
        String[] parts = token(claims()).split("\\.");
        String other =
                new Payload(new HashMap<>(with("sub", "admin"))).toBase64URL().toString();
        assertThat(status(parts[0] + "." + other + "." + parts[2])).isEqualTo(401);
        assertThat(status(parts[0] + "." + parts[1] + ".")).isEqualTo(401);
        assertThat(status(parts[0] + "." + parts[1])).isEqualTo(401);
        assertThat(status(parts[0] + "." + parts[1] + "." + parts[2] + "AAAA")).isEqualTo(401);
    }

    @Test
    void aNewKeyOfTheIssuerIsFetchedAndAnOldOneIsForgotten() throws Exception {
        assertThat(status(token(claims()))).isEqualTo(200);
        int before = asked.get();
        for (int i = 0; i < 20; i++) {
            assertThat(status(token(claims()))).isEqualTo(200);
        }
        assertThat(asked.get()).as("keys are kept").isEqualTo(before);
        RSAKey next = new RSAKeyGenerator(2048).keyID("r2").generate();
        publish(next, ec);
        String byNext =
                token(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("r2").build(), new RSASSASigner(next), claims());
        assertThat(status(byNext)).isEqualTo(200);
        assertThat(status(token(claims()))).isEqualTo(401);
        publish(rsa, ec);
        assertThat(status(token(claims()))).isEqualTo(200);
    }

    @Test
    void anIssuerThatIsAwayIsNoFaultOfTheToken(@TempDir Path other) throws Exception {
        AccessFiles away = AccessFiles.write(other.resolve("access.yaml"), rules("http://127.0.0.1:1/jwks"), "viewer");
        try (AccessServer lonely = AccessServer.start(
                other, away, o -> AccessOptions.of(o.file(), clock).withRefresh(Duration.ZERO))) {
            HttpResponse<String> busy = lonely.get("/api/v1/queues", token(claims()));
            assertThat(busy.statusCode()).isEqualTo(503);
            assertThat(busy.headers().firstValue("Retry-After")).isPresent();
            assertThat(lonely.get("/api/v1/queues", away.key("viewer")).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void keysMayStandInAFileThatIsReadAgain(@TempDir Path other) throws Exception {
        Path jwks = other.resolve("jwks.json");
        Files.writeString(jwks, new JWKSet(rsa).toString(true));
        AccessFiles local = AccessFiles.write(other.resolve("access.yaml"), rules("jwks.json"), "viewer");
        try (AccessServer own = AccessServer.start(
                other, local, o -> AccessOptions.of(o.file(), clock).withRefresh(Duration.ZERO))) {
            assertThat(own.get("/api/v1/queues", token(claims())).statusCode()).isEqualTo(200);
            Files.writeString(jwks, new JWKSet(ec).toString(true));
            assertThat(own.get("/api/v1/queues", token(claims())).statusCode()).isEqualTo(401);
        }
    }

    @Test
    void aRuleThatIsTakenAwayEndsItsTokens() throws Exception {
        String text = Files.readString(files.file());
        files.rewrite(text.substring(0, text.indexOf("tokens:")));
        assertThat(status(token(claims()))).isEqualTo(401);
        files.rewrite(text);
        assertThat(status(token(claims()))).isEqualTo(200);
    }
}
