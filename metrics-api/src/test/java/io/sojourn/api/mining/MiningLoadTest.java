package io.sojourn.api.mining;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.sojourn.definition.CompiledDefinition;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a server does when much is asked, and when its store moves on. */
class MiningLoadTest {
    private static final CompiledDefinition DEFINITION = MinedEvents.definition("authorization");

    @Test
    void tooManyQuestionsAreToldToComeAgainAndLiveRoutesGoOn(@TempDir Path dir) throws Exception {
        MiningOptions narrow = new MiningOptions(1, 2, 1_000_000, 1 << 20);
        try (MinedServer server =
                new MinedServer(dir, List.of(DEFINITION), narrow).with(MinedEvents.of(DEFINITION, 5, 1_500))) {
            server.json("queues");
            List<CompletableFuture<HttpResponse<String>>> asked = IntStream.range(0, 30)
                    .mapToObj(i -> server.sendAsync("bottlenecks?min_support=" + (10 + i)))
                    .toList();
            assertThat(server.json("health").path("status").asText()).isEqualTo("ok");
            server.json("queues");
            server.json("cases");
            assertThat(asked).as("live routes don't wait for mining").anyMatch(f -> !f.isDone());

            List<HttpResponse<String>> answers =
                    asked.stream().map(CompletableFuture::join).toList();
            List<HttpResponse<String>> refused =
                    answers.stream().filter(r -> r.statusCode() != 200).toList();
            assertThat(refused).isNotEmpty().allSatisfy(r -> {
                assertThat(r.statusCode()).isEqualTo(429);
                assertThat(r.headers().firstValue("Retry-After")).isPresent();
                assertThat(r.body()).contains("\"busy\"", "Maybe ask again");
            });
            assertThat(answers.size() - refused.size()).isBetween(2, 20);
        }
    }

    @Test
    void aNewCommitIsSeenAndAnOldAnswerIsNeverShownForIt(@TempDir Path dir) throws Exception {
        MinedEvents few = MinedEvents.of(DEFINITION, 6, 5);
        MinedEvents more = MinedEvents.of(DEFINITION, 6, 30);
        try (MinedServer server = new MinedServer(dir, List.of(DEFINITION), MinedServer.OPTIONS).with(few)) {
            JsonNode before = server.json("variants?view=all");
            assertThat(before.path("cases").asInt()).isEqualTo(cases(few));
            assertThat(server.json("variants?view=all")).isEqualTo(before);
            server.with(more);

            await().untilAsserted(() -> {
                JsonNode after = server.json("variants?view=all");
                boolean isOld = after.path("as_of").equals(before.path("as_of"));
                assertThat(after.path("cases").asInt()).isEqualTo(cases(isOld ? few : more));
                assertThat(isOld).isFalse();
            });
        }
    }

    private static int cases(MinedEvents events) {
        return (int) events.effective().stream()
                .map(MinedEvents.Row::caseId)
                .distinct()
                .count();
    }

    @Test
    void aLogAboveTheLimitIsRefusedWithAWayOut(@TempDir Path dir) throws Exception {
        MiningOptions small = new MiningOptions(1, 1, 50, 1 << 20);
        try (MinedServer server =
                new MinedServer(dir, List.of(DEFINITION), small).with(MinedEvents.of(DEFINITION, 7, 40))) {
            JsonNode problem = server.problem("variants", 422);
            assertThat(problem.path("detail").asText()).contains("authorization has ", "the limit", "is 50");
            assertThat(problem.path("hint").asText()).contains("sojourn mine", "--filter");
        }
    }

    @Test
    void logsOfSeveralProcessesShareTheRoom(@TempDir Path dir) throws Exception {
        CompiledDefinition other = MinedEvents.definition("referral");
        MinedEvents first = MinedEvents.of(DEFINITION, 8, 40);
        MinedEvents second = MinedEvents.of(other, 9, 40);
        int room = Math.max(first.results().size(), second.results().size()) + 10;
        try (MinedServer server = new MinedServer(
                        dir, List.of(DEFINITION, other), new MiningOptions(1, 4, room, 1 << 20))
                .with(first)
                .with(second)) {
            for (int round = 0; round < 2; round++) {
                assertThat(server.json("variants?view=all&process=authorization")
                                .path("cases")
                                .asInt())
                        .isEqualTo(cases(first));
                assertThat(server.json("variants?view=all&process=referral")
                                .path("cases")
                                .asInt())
                        .isEqualTo(cases(second));
            }
        }
    }

    @Test
    void anEmptyStoreHasAnswers(@TempDir Path dir) throws Exception {
        try (MinedServer server = new MinedServer(dir, List.of(DEFINITION), MinedServer.OPTIONS)) {
            for (String route : List.of(
                    "variants", "process-map", "bottlenecks", "waits", "handovers", "differences?against=has(Ask)")) {
                assertThat(server.json(route).path("as_of").isNull()).as(route).isTrue();
            }
        }
    }
}
