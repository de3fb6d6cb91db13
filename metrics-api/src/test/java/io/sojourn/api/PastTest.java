package io.sojourn.api;

import static io.sojourn.api.store.Samples.HOUR;
import static io.sojourn.api.store.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sojourn.api.resources.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PastTest {
    private static final List<String> QUESTIONS = List.of(
            "queues?by=payer",
            "queues/intake?window=7d&step=1h",
            "queues/intake?where=payer:payer%200",
            "queues/intake/stays?state=all",
            "measures?window=7d&by=payer",
            "measures/denial_rate?window=30d&step=1d&by=payer",
            "measures/turnaround?window=7d",
            "measures/sla:standard?window=all&step=1d",
            "slas?process=authorization",
            "slas/clocks?limit=500",
            "slas/breaches?limit=500",
            "handoffs?window=all",
            "cases?state=all&limit=500",
            "cases?filter=has(DECIDED)&state=closed",
            "cases/case-1?process=authorization",
            "exports/cases?process=authorization",
            "exports/sla_clocks?format=ndjson");

    @Test
    void theAnswerAsOfAPastInstantIsTheOneThatWasGivenThen(@TempDir Path dir) throws Exception {
        long seed = Long.getLong("sojourn.seed", 20_261_122);
        Random random = new Random(seed);
        Map<String, String> given = new LinkedHashMap<>();
        try (FlowingStore flowing = new FlowingStore(dir, FlowingStore.events(random, 20))) {
            List<Long> instants = instants(random);
            for (long asOf : instants) {
                flowing.flowTo(asOf);
                for (String question : QUESTIONS) {
                    given.put(question + "&as_of=" + Json.instant(asOf), newest(flowing.asking, question, asOf));
                }
            }
            given.forEach((question, answer) -> assertThat(
                            flowing.asking.get(question).body())
                    .as("seed " + seed + " " + question)
                    .isEqualTo(answer));
        }
    }

    /** What took long to compute may be shown for a while: the answer is waited for that is of the instant. */
    private static String newest(Asking asking, String question, long asOf) {
        if (question.startsWith("exports/")) {
            return asking.get(question).body();
        }
        String instant = "{\"as_of\":\"" + Json.instant(asOf) + "\"";
        return await().atMost(Duration.ofMinutes(1))
                .until(
                        () -> asking.get(question).body(),
                        body -> body.startsWith(instant) || body.contains("not_found"));
    }

    private static List<Long> instants(Random random) {
        List<Long> instants = new ArrayList<>();
        long at = NOON;
        for (int i = 0; i < 3; i++) {
            at += 10 * HOUR + random.nextInt(30) * HOUR + random.nextInt(3) * HOUR / 7;
            instants.add(at);
        }
        return instants;
    }

    @Test
    void anInstantBehindTheDataAndAPastThatNobodyKeepsAreRefused(@TempDir Path dir) throws Exception {
        try (FlowingStore flowing = new FlowingStore(dir, FlowingStore.events(new Random(1), 3))) {
            flowing.flowTo(NOON + 24 * HOUR);
            assertThat(flowing.asking
                            .problem("queues?as_of=2026-04-01T00:00:00Z", 400)
                            .path("detail")
                            .textValue())
                    .contains("later than the data", "2026-03-03T12:00:00Z");
            assertThat(flowing.asking
                            .problem("data-quality?as_of=2026-03-02T00:00:00Z", 400)
                            .path("detail")
                            .textValue())
                    .contains("can't be answered as of a past instant");
            flowing.asking.problem("queues?as_of=yesterday", 400);
            assertThat(flowing.asking
                            .json("cases?as_of=2026-01-01T00:00:00Z")
                            .path("total")
                            .intValue())
                    .isZero();
        }
    }
}
