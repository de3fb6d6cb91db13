package io.sojourn.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The figures of CMS-0057-F by the simulator's own books: the first decision of each of its requests. A request of the books is an
 * episode of a case with a decision; those of payers that the rule does not cover don't count.
 */
final class CmsTruth {
    private static final Set<String> COVERED =
            Set.of("MEDICARE_ADVANTAGE", "MEDICAID_MCO", "MEDICAID_FFS", "CHIP", "MARKETPLACE_QHP");
    private static final ZoneId ZONE = ZoneId.of("America/New_York");

    private final Map<String, Integer> counts = new HashMap<>();
    private final Map<String, Double> hours = new HashMap<>();

    CmsTruth(TruthFiles truth) {
        Set<String> seen = new HashSet<>();
        // The books have the decisions of a case in the order in which they came.
        for (Map<String, String> d : truth.rows("decisions.csv")) {
            boolean isFirst = seen.add(TruthFiles.key(d, "case_id", "episode"));
            Instant decided = Instant.parse(d.get("decided_at"));
            if (isFirst
                    && COVERED.contains(d.get("payer_class"))
                    && decided.atZone(ZONE).getYear() == 2026) {
                String urgency = d.get("urgency").equals("ROUTINE") ? "standard" : "expedited";
                double taken = TruthFiles.micros(d.get("submitted_at"), decided) / 3_600e6;
                for (String who : List.of("", d.get("payer"))) {
                    count(who + " " + urgency, taken);
                    count(who + " " + urgency + " " + d.get("outcome"), taken);
                }
            }
        }
    }

    private void count(String what, double taken) {
        counts.merge(what, 1, Integer::sum);
        hours.merge(what, taken, Double::sum);
    }

    void check(JsonNode report) {
        assertThat(counts.get(" standard")).isGreaterThan(100);
        check("", report.get("figures"));
        Set<String> payers = new HashSet<>();
        report.get("groups").forEach(g -> {
            payers.add(g.get("payer").asText());
            if (count(g.get("payer").asText() + " standard") > 0) {
                check(g.get("payer").asText(), g.get("figures"));
            }
        });
        counts.keySet().forEach(k -> assertThat(k.startsWith(" ") || payers.contains(k.split(" ")[0]))
                .as(k)
                .isTrue());
    }

    private int count(String what) {
        return counts.getOrDefault(what, 0);
    }

    private void check(String who, JsonNode figures) {
        Map<String, JsonNode> byId = new HashMap<>();
        figures.forEach(f -> byId.put(f.get("id").asText(), f));
        for (String urgency : List.of("standard", "expedited")) {
            String of = who + " " + urgency;
            assertShare(byId.get(urgency + "_approved"), count(of + " APPROVED"), count(of));
            assertShare(byId.get(urgency + "_denied"), count(of + " DENIED") + count(of + " PARTIAL"), count(of));
            assertShare(byId.get(urgency + "_partial"), count(of + " PARTIAL"), count(of));
            JsonNode mean = byId.get(urgency + "_mean_time");
            if (count(of) > 0) {
                double unit = urgency.equals("standard") ? 24 : 1;
                assertThat(mean.get("value").asDouble())
                        .as(of)
                        .isEqualTo(hours.get(of) / unit / count(of), within(1e-6));
            }
        }
    }

    private static void assertShare(JsonNode figure, int numerator, int denominator) {
        assertThat(figure.get("numerator").asInt() + "/"
                        + figure.get("denominator").asInt())
                .as(figure.toString())
                .isEqualTo(numerator + "/" + denominator);
    }
}
