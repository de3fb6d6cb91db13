package io.sojourn.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sojourn.api.store.Samples;
import io.sojourn.api.store.Store;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CachedAnswersTest {
    private final HttpClient http = HttpClient.newHttpClient();
    private Store store;
    private ApiServer server;

    @BeforeEach
    void start(@TempDir Path dir) {
        store = SampleStore.open(dir);
        server = ApiServer.start(ApiOptions.defaults().withPort(0), store, () -> SampleStore.HEALTH);
    }

    @AfterEach
    void stop() {
        server.close();
        store.close();
    }

    private HttpResponse<byte[]> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/api/v1/" + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), BodyHandlers.ofByteArray());
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse(null);
    }

    @Test
    void whoHasTheAnswerGetsNoBytesUntilItChanges() throws Exception {
        HttpResponse<byte[]> first = get("queues");
        String tag = header(first, "ETag");
        assertThat(tag).matches("\"[0-9a-f]{32}\"");
        HttpResponse<byte[]> second = get("queues", "If-None-Match", "\"x\", W/" + tag);
        assertThat(second.statusCode()).isEqualTo(304);
        assertThat(second.body()).isEmpty();
        assertThat(header(second, "ETag")).isEqualTo(tag);
        assertThat(get("queues", "If-None-Match", "*").statusCode()).isEqualTo(304);

        store.accept(Samples.asOf(1, Samples.NOON + 60_000_000));
        store.flush();
        // What took long to compute is shown for a while whatever is committed.
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            HttpResponse<byte[]> third = get("queues", "If-None-Match", tag);
            assertThat(third.statusCode()).isEqualTo(200);
            assertThat(header(third, "ETag")).isNotEqualTo(tag);
        });
    }

    @Test
    void compressedBytesAreTheSameDocumentUnderATagOfTheirOwn() throws Exception {
        HttpResponse<byte[]> plain = get("queues");
        HttpResponse<byte[]> packed = get("queues", "Accept-Encoding", "br, gzip;q=0.5");
        assertThat(header(packed, "Content-Encoding")).isEqualTo("gzip");
        assertThat(header(packed, "Vary")).isEqualTo("Accept-Encoding");
        assertThat(header(packed, "ETag")).isNotEqualTo(header(plain, "ETag")).endsWith("-gzip\"");
        assertThat(packed.body().length).isLessThan(plain.body().length);
        assertThat(new GZIPInputStream(new ByteArrayInputStream(packed.body())).readAllBytes())
                .isEqualTo(plain.body());
        assertThat(get("queues", "Accept-Encoding", "gzip", "If-None-Match", header(packed, "ETag"))
                        .statusCode())
                .isEqualTo(304);
        assertThat(get("queues", "If-None-Match", header(packed, "ETag")).statusCode())
                .isEqualTo(200);
    }

    @Test
    void otherQuestionsHaveOtherTagsAndShortAnswersAreNotCompressed() throws Exception {
        assertThat(header(get("queues"), "ETag")).isNotEqualTo(header(get("queues?by=payer"), "ETag"));
        assertThat(header(get("processes", "Accept-Encoding", "gzip"), "Content-Encoding"))
                .isNull();
        assertThat(header(get("queues?by=nothing"), "ETag")).isNull();
        assertThat(header(get("queues"), "Cache-Control")).isEqualTo("no-store");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "- | false", "gzip | true", "GZIP;q=1 | true", "gzip;q=0 | false", "gzip;q=0.000, * | false",
                "br, * | true", "*;q=0 | false", "identity | false", "'' | false", ";,; | false"
            })
    void gzipIsSentToWhoAcceptsIt(String header, boolean accepted) {
        assertThat(AcceptedCodings.hasGzip(header)).isEqualTo(accepted);
    }
}
