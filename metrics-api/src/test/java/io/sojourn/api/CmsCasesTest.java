package io.sojourn.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hand-made requests, one trap each, and the figures of CMS-0057-F that they make. */
class CmsCasesTest {
    private static final Offset<Double> EXACTLY = within(1e-9);

    private CmsWorld world;

    @BeforeEach
    void open(@TempDir Path folder) {
        world = new CmsWorld(folder);
    }

    @AfterEach
    void close() throws Exception {
        world.close();
    }

    private void submitted(String caseId, String time, Object... more) {
        Object[] all = new Object[more.length + 4];
        System.arraycopy(new Object[] {"payer", "A", "urgency", "ROUTINE"}, 0, all, 0, 4);
        System.arraycopy(more, 0, all, 4, more.length);
        world.event(caseId, time, "SUBMITTED", all);
    }

    private void decided(String caseId, String time, String outcome) {
        world.event(caseId, time, "DECIDED", "outcome", outcome);
    }

    private static JsonNode figure(JsonNode report, String id) {
        for (JsonNode f : report.get("figures")) {
            if (f.get("id").asText().equals(id)) {
                return f;
            }
        }
        throw new AssertionError(id + " is not in " + report);
    }

    private String share(String id, String query) {
        JsonNode f = figure(world.stored().report(query), id);
        return f.get("numerator").asLong() + "/" + f.get("denominator").asLong();
    }

    private double value(String id, String query) {
        return figure(world.stored().report(query), id).get("value").asDouble();
    }

    private long leftOut(String id) {
        for (JsonNode l : world.stored().report("").get("left_out")) {
            if (l.get("id").asText().equals(id)) {
                return l.get("requests").asLong();
            }
        }
        throw new AssertionError(id);
    }

    @Test
    void anExtensionOfFourteenDaysThenApprovedCounts() {
        submitted("X-1", "2026-03-02T12:00:00Z");
        world.event("X-1", "2026-03-09T10:00:00Z", "EXTENDED");
        decided("X-1", "2026-03-23T12:00:00Z", "APPROVED");
        submitted("X-2", "2026-03-02T12:00:00Z");
        world.event("X-2", "2026-03-09T10:00:00Z", "EXTENDED");
        decided("X-2", "2026-03-20T12:00:00Z", "DENIED");
        submitted("X-3", "2026-03-02T12:00:00Z", "urgency", "STAT");
        decided("X-3", "2026-03-02T15:30:00Z", "APPROVED");
        // After the decision nothing is extended any more.
        world.event("X-3", "2026-03-03T10:00:00Z", "EXTENDED");

        assertThat(share("extended_then_approved", "")).isEqualTo("1/3");
        assertThat(share("extended_then_approved", "&extended_of=extended")).isEqualTo("1/2");
        assertThat(value("standard_mean_time", "")).isEqualTo((21 + 18) / 2.0, EXACTLY);
        assertThat(value("expedited_median_time", "")).isEqualTo(3.5, EXACTLY);
    }

    @Test
    void aRequestThatIsOpenedAgainIsAnotherRequest() {
        submitted("R-1", "2026-03-02T12:00:00Z");
        // A second try while the first one is open is no further request.
        submitted("R-1", "2026-03-03T12:00:00Z");
        decided("R-1", "2026-03-04T12:00:00Z", "APPROVED");
        submitted("R-1", "2026-04-01T12:00:00Z");
        decided("R-1", "2026-04-02T12:00:00Z", "DENIED");

        assertThat(share("standard_approved", "")).isEqualTo("1/2");
        assertThat(share("standard_denied", "")).isEqualTo("1/2");
        assertThat(value("standard_mean_time", "")).isEqualTo(1.5, EXACTLY);
    }

    @Test
    void whatIsNotDecidedOrNotKnownIsLeftOutAndSaid() {
        submitted("W-1", "2026-03-02T12:00:00Z");
        world.event("W-1", "2026-03-04T12:00:00Z", "WITHDRAWN");
        decided("W-1", "2026-03-05T12:00:00Z", "APPROVED");
        submitted("W-2", "2026-03-02T12:00:00Z");
        submitted("W-3", "2026-03-02T12:00:00Z", "urgency", "BOTH");
        decided("W-3", "2026-03-05T12:00:00Z", "APPROVED");
        submitted("W-4", "2026-03-02T12:00:00Z");
        decided("W-4", "2026-03-05T12:00:00Z", "MAYBE");
        submitted("W-5", "2026-03-02T12:00:00Z", "line", "COMMERCIAL");
        decided("W-5", "2026-03-05T12:00:00Z", "APPROVED");
        decided("W-6", "2026-03-05T12:00:00Z", "APPROVED");

        assertThat(share("requests", "")).isEqualTo("0/0");
        assertThat(figure(world.report(""), "standard_approved").get("value").isNull())
                .isTrue();
        for (String id : new String[] {"withdrawn", "undecided", "urgency_unknown", "outcome_unknown", "not_covered"}) {
            assertThat(leftOut(id)).as(id).isEqualTo(1);
        }
        assertThat(world.report("").get("warnings").toString())
                .contains("1 decisions in the year belong to no request")
                .contains("The year is not over");
    }

    @Test
    void theYearIsThatOfTheProcesssZoneAndOfTheDecision() {
        submitted("Y-1", "2025-12-30T12:00:00Z");
        decided("Y-1", "2026-01-02T12:00:00Z", "APPROVED");
        submitted("Y-2", "2026-12-30T12:00:00Z");
        decided("Y-2", "2027-01-03T12:00:00Z", "APPROVED");
        submitted("Y-3", "2026-12-30T12:00:00Z");
        decided("Y-3", "2027-01-01T04:59:59.999999Z", "DENIED");
        submitted("Y-4", "2026-12-30T12:00:00Z");
        decided("Y-4", "2027-01-01T05:00:00Z", "DENIED");
        submitted("Y-5", "2025-12-30T12:00:00Z");
        decided("Y-5", "2026-01-01T04:59:59.999999Z", "DENIED");

        assertThat(share("standard_approved", "")).isEqualTo("1/2");
        assertThat(share("standard_approved", "&counted_by=received")).isEqualTo("1/3");
        assertThat(world.report("").get("warnings").toString()).doesNotContain("The year is not over");
    }

    @Test
    void aTalkBetweenPhysiciansChangesTheDecisionOnlyWhereTheLastOneCounts() {
        submitted("P-1", "2026-03-02T12:00:00Z");
        decided("P-1", "2026-03-04T12:00:00Z", "DENIED");
        decided("P-1", "2026-03-06T12:00:00Z", "APPROVED");

        assertThat(share("standard_approved", "")).isEqualTo("0/1");
        assertThat(share("standard_approved", "&decision=last")).isEqualTo("1/1");
        assertThat(value("standard_mean_time", "")).isEqualTo(2, EXACTLY);
        assertThat(value("standard_mean_time", "&decision=last")).isEqualTo(4, EXACTLY);
        assertThat(world.report("").get("warnings").toString())
                .contains("1 counted requests were decided more than once");
    }

    @Test
    void anAppealCountsWheneverItIsDecidedAndOfWhatIsChosen() {
        submitted("A-1", "2026-03-02T12:00:00Z");
        decided("A-1", "2026-03-04T12:00:00Z", "DENIED");
        world.event("A-1", "2026-05-20T12:00:00Z", "APPEALED");
        world.event("A-1", "2027-01-20T12:00:00Z", "RULED", "outcome", "OVERTURNED");
        submitted("A-2", "2026-03-02T12:00:00Z");
        decided("A-2", "2026-03-04T12:00:00Z", "PARTIAL");
        world.event("A-2", "2026-05-20T12:00:00Z", "RULED", "outcome", "UPHELD");
        submitted("A-3", "2026-03-02T12:00:00Z");
        decided("A-3", "2026-03-04T12:00:00Z", "DENIED");
        world.event("A-3", "2026-05-20T12:00:00Z", "APPEALED");
        submitted("A-4", "2026-03-02T12:00:00Z");
        decided("A-4", "2026-03-04T12:00:00Z", "APPROVED");

        assertThat(share("standard_approved_after_appeal", "")).isEqualTo("1/4");
        assertThat(share("standard_approved_after_appeal", "&after_appeal_of=denied"))
                .isEqualTo("1/3");
        assertThat(share("standard_approved_after_appeal", "&after_appeal_of=appeals"))
                .isEqualTo("1/2");
    }

    @Test
    void aPartialApprovalIsWhatIsChosen() {
        for (String outcome : new String[] {"APPROVED", "PARTIAL", "DENIED"}) {
            submitted("C-" + outcome, "2026-03-02T12:00:00Z");
            decided("C-" + outcome, "2026-03-04T12:00:00Z", outcome);
        }

        assertThat(share("standard_approved", "") + " " + share("standard_denied", ""))
                .isEqualTo("1/3 2/3");
        assertThat(share("standard_approved", "&partial=approved") + " "
                        + share("standard_denied", "&partial=approved"))
                .isEqualTo("2/3 1/3");
        assertThat(share("standard_approved", "&partial=separate") + " "
                        + share("standard_denied", "&partial=separate"))
                .isEqualTo("1/3 1/3");
        assertThat(share("standard_partial", "")).isEqualTo("1/3");
        assertThat(figure(world.report(""), "standard_denied").get("published").asText())
                .isEqualTo("66.67 %");
    }

    @Test
    void daysOverAClockChangeAndAWeekendAreCountedAsChosen() {
        // Saturday noon to Monday noon in New York; the clock springs forward on Sunday.
        submitted("D-1", "2026-03-07T17:00:00Z");
        decided("D-1", "2026-03-09T16:00:00Z", "APPROVED");
        // Over Thanksgiving, Thursday 26 November.
        submitted("D-2", "2026-11-25T15:00:00Z");
        decided("D-2", "2026-11-30T15:00:00Z", "APPROVED");

        assertThat(value("standard_mean_time", "")).isEqualTo((47 / 24.0 + 5) / 2, EXACTLY);
        assertThat(value("standard_mean_time", "&days=calendar")).isEqualTo((2 + 5) / 2.0, EXACTLY);
        assertThat(value("standard_mean_time", "&days=business")).isEqualTo((1 + 2) / 2.0, EXACTLY);
        assertThat(value("standard_median_time", "&median=nearest_rank")).isEqualTo(47 / 24.0, EXACTLY);
    }

    @Test
    void aRequestIsOnePasMetricDataAndWhatIsNotKnownIsAbsent() throws Exception {
        submitted("M-1", "2026-03-02T12:00:00Z", "channel", "X12", "npi", "1234567893", "line", "MEDICARE_ADVANTAGE");
        world.event("M-1", "2026-03-03T12:00:00Z", "ASKED");
        world.event("M-1", "2026-03-04T12:00:00Z", "ANSWERED");
        world.event("M-1", "2026-03-05T12:00:00Z", "DECIDED", "outcome", "DENIED", "reason", "50");
        submitted("M-2", "2026-03-02T12:00:00Z");
        world.event("M-2", "2026-03-04T12:00:00Z", "WITHDRAWN");
        submitted("M-3", "2026-03-02T12:00:00Z");
        world.event("M-3", "2026-03-04T12:00:00Z", "ASKED");
        world.stored();

        JsonNode all = world.asking.json("cms-0057/pas-metric-data?year=2026");
        assertThat(all.get("absent").toString())
                .contains("exchange.httpResponse", "groupId", "itemDetail.locationType");
        JsonNode first = all.get("requests").get(0).get("metric_data");
        assertThat(first.toString())
                .isEqualTo(
                        "{\"source\":\"payer\",\"providerId\":{\"system\":\"http://hl7.org/fhir/sid/us-npi\",\"value\":\"1234567893\"},"
                                + "\"groupId\":null,\"payerId\":{\"value\":\"A\"},\"exchange\":[{\"type\":\"initial\",\"method\":\"x12\","
                                + "\"requestTime\":\"2026-03-02T12:00:00Z\",\"responseTime\":\"2026-03-03T12:00:00Z\"}],\"itemDetail\":[{"
                                + "\"item\":{\"text\":\"imaging\"},\"initialSubmissionTime\":\"2026-03-02T12:00:00Z\","
                                + "\"finalResponseTime\":\"2026-03-05T12:00:00Z\",\"responsesRequired\":2,\"locationType\":null,"
                                + "\"result\":\"denied\",\"denialReason\":\"50\"}],\"requestedDoc\":[{\"timeRequested\":"
                                + "\"2026-03-03T12:00:00Z\",\"timeSubmitted\":\"2026-03-04T12:00:00Z\"}],"
                                + "\"businessLine\":{\"text\":\"MEDICARE_ADVANTAGE\"}}");
        JsonNode second = all.get("requests").get(1).get("metric_data");
        assertThat(second.at("/itemDetail/0/result").asText()).isEqualTo("cancelled");
        assertThat(second.at("/exchange/1/type").asText()).isEqualTo("cancel");
        assertThat(second.at("/exchange/0/method").asText()).isEqualTo("other");
        assertThat(all.get("requests")
                        .get(2)
                        .at("/metric_data/itemDetail/0/result")
                        .asText())
                .isEqualTo("pended");

        HttpResponse<String> csv = world.asking.get("cms-0057/pas-metric-data?year=2026&format=csv");
        assertThat(csv.body().lines().skip(1).findFirst().orElseThrow())
                .isEqualTo("M-1,1,payer,1234567893,,A,initial,x12,2026-03-02T12:00:00Z,2026-03-03T12:00:00Z,imaging,"
                        + "2026-03-02T12:00:00Z,2026-03-05T12:00:00Z,2,,denied,50,2026-03-03T12:00:00Z,"
                        + "2026-03-04T12:00:00Z,MEDICARE_ADVANTAGE");
    }

    @Test
    void aPayerOfWhomTheRuleCoversNothingHasNoFigures() {
        submitted("N-1", "2026-03-02T12:00:00Z", "payer", "B", "line", "COMMERCIAL");
        decided("N-1", "2026-03-04T12:00:00Z", "APPROVED");
        submitted("N-2", "2026-03-02T12:00:00Z");

        assertThat(leftOut("not_covered")).isEqualTo(1);
        assertThat(world.report("").get("groups")).hasSize(1);
        assertThat(world.report("").at("/groups/0/payer").asText()).isEqualTo("A");
    }

    @Test
    void csvHasALineForEachFigureAndPayerAndNoFormula() {
        submitted("V-1", "2026-03-02T12:00:00Z", "payer", "=SUM(A1)");
        decided("V-1", "2026-03-04T12:00:00Z", "APPROVED");
        world.stored();

        HttpResponse<String> csv = world.asking.get("cms-0057?year=2026&format=csv");
        assertThat(csv.headers().firstValue("Content-Disposition").orElse("")).contains("cms-0057-2026-figures.csv");
        assertThat(csv.body().lines()).hasSize(1 + 2 * 15);
        assertThat(csv.body())
                .contains("\r\n'=SUM(A1),standard_approved,2,Standard requests approved,1,1,1.0,share,100.00 %,");
    }

    @Test
    void whatCantBeAskedIsRefusedWithAHint() {
        world.stored();
        assertThat(world.asking.problem("cms-0057", 400).get("detail").asText()).isEqualTo("year is needed.");
        assertThat(world.asking
                        .problem("cms-0057?year=2026&partial=no", 400)
                        .get("hint")
                        .asText())
                .isEqualTo("Maybe one of denied, approved, separate.");
        assertThat(world.asking
                        .problem("cms-0057/requests?year=2026&figure=x", 404)
                        .get("hint")
                        .asText())
                .contains("standard_denied", "urgency_unknown");
    }
}
