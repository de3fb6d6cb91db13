package io.sojourn.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.sojourn.sample.Deadline;
import io.sojourn.sample.Truth;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Holds the figures of the page, over the window of all time, against the truth. */
final class PageTruth {
    private PageTruth() {}

    static void assertHolds(JsonNode metrics, TruthFiles truth, int cases) {
        assertThat(Instant.parse(one(metrics, "health.as_of"))).isEqualTo(truth.asOf());
        assertThat(one(metrics, "health.cases")).isEqualTo(Integer.toString(cases));
        queuesShown(metrics, truth);
        ratesShown(metrics, truth);
        deadlinesShown(metrics, truth);
        handoffsShown(metrics, truth);
        breachesShown(metrics, truth);
    }

    private static void queuesShown(JsonNode metrics, TruthFiles truth) {
        long open = 0;
        for (String queue : Truth.QUEUES) {
            List<Long> ages = truth.openAges(queue);
            open += ages.size();
            assertThat(one(metrics, "queue." + queue + ".open")).as(queue).isEqualTo(Integer.toString(ages.size()));
            assertShown(metrics, "queue." + queue + ".oldest_seconds", TruthFiles.percentileSeconds(ages, 100));
            assertShown(metrics, "queue." + queue + ".p50_seconds", TruthFiles.percentileSeconds(ages, 50));
            assertShown(metrics, "queue." + queue + ".p90_seconds", TruthFiles.percentileSeconds(ages, 90));
        }
        assertThat(Long.parseLong(one(metrics, "headline.ours_open"))
                        + Long.parseLong(one(metrics, "headline.others_open")))
                .isEqualTo(open);
    }

    private static void ratesShown(JsonNode metrics, TruthFiles truth) {
        for (String[] rate : new String[][] {
            {"denial_rate", "denial"},
            {"integration_failure_rate", "integration_failure"}
        }) {
            JsonNode expected = truth.totals().get("rates").get(rate[1]);
            double numerator = expected.get("numerator").asDouble();
            double denominator = expected.get("denominator").asDouble();
            assertShown(metrics, "measure." + rate[0] + ".numerator", numerator);
            assertShown(metrics, "measure." + rate[0] + ".denominator", denominator);
            assertShown(metrics, "measure." + rate[0] + ".value", numerator / denominator);
        }
    }

    private static void deadlinesShown(JsonNode metrics, TruthFiles truth) {
        for (Deadline.Rule rule : Deadline.Rule.values()) {
            JsonNode states = truth.totals().get("slas").get(rule.key());
            String sla = "sla." + rule.key();
            assertThat(one(metrics, sla + ".breached"))
                    .isEqualTo(states.get("breached").asText());
            assertThat(one(metrics, sla + ".paused"))
                    .isEqualTo(states.get("paused").asText());
            assertThat(Long.parseLong(one(metrics, sla + ".running")) + Long.parseLong(one(metrics, sla + ".at_risk")))
                    .isEqualTo(states.get("running").asLong());
        }
    }

    private static void handoffsShown(JsonNode metrics, TruthFiles truth) {
        int rows = 0;
        for (JsonNode m : metrics) {
            if (m.get("metric").asText().equals("handoff")) {
                rows++;
                JsonNode expected = null;
                for (JsonNode pair : truth.totals().get("handoffs")) {
                    if (pair.get("from").equals(m.get("from")) && pair.get("to").equals(m.get("to"))) {
                        expected = pair;
                    }
                }
                assertThat(expected).as(m.toString()).isNotNull();
                assertThat(m.get("count").asLong())
                        .as(m.toString())
                        .isEqualTo(expected.get("count").asLong());
                assertThat(m.get("meanDelaySeconds").asDouble())
                        .isCloseTo(expected.get("mean_delay_seconds").asDouble(), within(1e-6));
            }
        }
        assertThat(rows).as("rows of handoffs").isGreaterThan(3);
    }

    private static void breachesShown(JsonNode metrics, TruthFiles truth) {
        Set<String> cases =
                truth.rows("breaches.csv").stream().map(b -> b.get("case_id")).collect(Collectors.toSet());
        int rows = 0;
        for (JsonNode m : metrics) {
            if (m.get("metric").asText().equals("breach")) {
                rows++;
                assertThat(cases).contains(m.get("case").asText());
            }
        }
        assertThat(rows).as("rows of breaches").isPositive();
    }

    private static void assertShown(JsonNode metrics, String name, Double expected) {
        String shown = one(metrics, name);
        assertThat(shown.isEmpty() ? null : (Double) Double.parseDouble(shown))
                .as(name)
                .isEqualTo(expected);
    }

    /** The value of a metric that stands once on the page; empty while it isn't there. */
    static String one(JsonNode metrics, String name) {
        List<String> found = new ArrayList<>();
        for (JsonNode m : metrics) {
            if (m.get("metric").asText().equals(name)) {
                found.add(m.path("value").asText());
            }
        }
        assertThat(found).as(name).hasSizeLessThan(2);
        return found.isEmpty() ? "" : found.get(0);
    }
}
