package io.sojourn.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.api.access.AccessFiles;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RateAccessTest {
    @Test
    void whoAsksTooMuchIsToldHowLongToWaitAndNobodyElseIs(@TempDir Path dir) throws Exception {
        AccessFiles files = AccessFiles.write(
                dir.resolve("access.yaml"), "rates: {per_minute: 6, burst: 12}\n", "viewer", "analyst", "north");
        Path log = dir.resolve("audit.jsonl");
        try (AccessServer server = AccessServer.start(dir, files, o -> o.withAudit(log))) {
            for (int i = 0; i < 12; i++) {
                assertThat(server.get("/api/v1/queues", files.key("viewer")).statusCode())
                        .isEqualTo(200);
            }
            HttpResponse<String> heldUp = server.get("/api/v1/queues", files.key("viewer"));
            assertThat(heldUp.statusCode()).isEqualTo(429);
            assertThat(heldUp.headers().firstValueAsLong("Retry-After").orElse(0))
                    .isBetween(1L, 10L);
            assertThat(AccessServer.json(heldUp).path("hint").asText()).startsWith("Maybe try again in ");
            assertThat(server.get("/api/v1/queues", files.key("north")).statusCode())
                    .isEqualTo(200);
            assertThat(server.get("/healthz", null).statusCode()).isEqualTo(200);
            // A question about the log costs ten times as much as a document.
            assertThat(server.get("/api/v1/bottlenecks", files.key("analyst")).statusCode())
                    .isNotEqualTo(429);
            HttpResponse<String> mined = server.get("/api/v1/bottlenecks", files.key("analyst"));
            assertThat(mined.statusCode()).isEqualTo(429);
            assertThat(mined.headers().firstValueAsLong("Retry-After").orElse(0))
                    .isBetween(70L, 80L);
        }
    }
}
