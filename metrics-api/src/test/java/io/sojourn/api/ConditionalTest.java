package io.sojourn.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What the contract says of tags, compression and past instants holds for each operation, and for no other. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConditionalTest {
    private static final String EVERYONE = "everyone";
    private static final String PAST = "2026-03-06T00:00:00Z";
    private final HttpClient http = HttpClient.newHttpClient();
    private ContractWorld world;

    @BeforeAll
    void start(@TempDir Path dir) throws Exception {
        String every = "{roles: [viewer, analyst, operator, admin, phi-reader]}";
        world = ContractWorld.start(dir, Map.of(EVERYONE, every));
    }

    @AfterAll
    void stop() {
        world.close();
    }

    /** Those that answer with a document, or a picture, of the data. */
    private static List<Operation> reading() {
        return Operation.all().stream()
                .filter(o -> o.method().equals("GET") && o.access().rows().equals("part") && !o.id().equals("live"))
                .toList();
    }

    private HttpResponse<byte[]> get(String target, String... headers) throws Exception {
        HttpRequest.Builder request = world.request(target, EVERYONE);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), BodyHandlers.ofByteArray());
    }

    @Test
    void whoHasAnAnswerIsToldSoWhereTheContractSaysIt() throws Exception {
        int tagged = 0;
        for (Operation o : reading()) {
            HttpResponse<byte[]> first = get(o.target());
            assertThat(first.statusCode()).as(o.route()).isEqualTo(200);
            String tag = first.headers().firstValue("ETag").orElse(null);
            assertThat(tag != null)
                    .as(o.route() + " " + tag)
                    .isEqualTo(o.responses().containsKey("304"));
            if (tag != null) {
                HttpResponse<byte[]> again = get(o.target(), "If-None-Match", "\"other\", " + tag);
                assertThat(again.statusCode()).as(o.route()).isEqualTo(304);
                assertThat(again.body()).isEmpty();
                assertThat(get(o.target(), "If-None-Match", "\"other\"").statusCode())
                        .isEqualTo(200);
                tagged++;
            }
        }
        assertThat(tagged).isGreaterThan(25);
    }

    @Test
    void whoTakesGzipGetsTheSameAnswerCompressed() throws Exception {
        int compressed = 0;
        for (Operation o : reading()) {
            HttpResponse<byte[]> plain = get(o.target());
            HttpResponse<byte[]> packed = get(o.target(), "Accept-Encoding", "gzip");
            boolean isGzip =
                    packed.headers().firstValue("Content-Encoding").orElse("").equals("gzip");
            byte[] body = isGzip
                    ? new GZIPInputStream(new ByteArrayInputStream(packed.body())).readAllBytes()
                    : packed.body();
            assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
            assertThat(text(body)).as(o.route()).isEqualTo(text(plain.body()));
            compressed += isGzip ? 1 : 0;
        }
        assertThat(compressed).isGreaterThan(10);
    }

    private static String text(byte[] body) {
        return new String(body, StandardCharsets.UTF_8);
    }

    @Test
    void aPastInstantIsAnsweredWhereTheContractSaysItAndRefusedElsewhere() throws Exception {
        int past = 0;
        for (Operation o : reading()) {
            boolean isKnown = o.parameters().stream().anyMatch(p -> p.name().equals("as_of"));
            HttpResponse<byte[]> answer = get(o.target("as_of=" + PAST));
            assertThat(answer.statusCode()).as(o.route() + text(answer.body())).isEqualTo(isKnown ? 200 : 400);
            if (isKnown) {
                String said = answer.headers().firstValue("X-As-Of").orElse(text(answer.body()));
                assertThat(said).as(o.route()).contains(PAST);
                past++;
            }
        }
        assertThat(past).isGreaterThan(9);
    }
}
