package io.sojourn.mining.waits;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sojourn.mining.log.EventLogBuilder;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class WaitSummaryTest {
    private static final long HOUR = 3_600_000_000L;

    private static WaitSummary summary() {
        EventLogBuilder log = new EventLogBuilder();
        log.add("a", "Arrive", 0).add("b", "Arrive", HOUR);
        log.add("a", "Review", "start", HOUR, "Ann", null, null);
        log.add("a", "Review", "complete", 3 * HOUR, "Ann", null, null);
        log.add("b", "Review", "start", 4 * HOUR, "Ann", null, null);
        log.add("b", "Review", "complete", 5 * HOUR, "Ann", null, null);
        log.add("a", "Decide", "complete", 9 * HOUR, "Payer", null, null);
        ActivityInstances read = ActivityInstances.of(log.build());
        ExternalWaits payer = new ExternalWaits.Builder(read)
                .resource(read.resourceNames().indexOf("Payer"))
                .build();
        return WaitSummary.of(
                WaitCauses.of(read, Concurrency.none(read), WaitOptions.of(Availability.always(), payer)));
    }

    @Test
    void waitsAddUpBySegmentAndByPairToTheWhole() {
        WaitSummary summary = summary();
        long wait = summary.all().waited();
        assertThat(wait).isEqualTo(10 * HOUR);
        assertThat(waits(summary.segments().stream().mapToLong(s -> s.totals().waited())))
                .isEqualTo(wait);
        assertThat(waits(summary.pairs().stream().mapToLong(s -> s.totals().waited())))
                .isEqualTo(wait);
        assertThat(summary.segments().get(0).to()).isEqualTo("Decide");
        assertThat(summary.all().waited(Cause.EXTERNAL_PARTY)).isEqualTo(6 * HOUR);
        assertThat(summary.all().waited(Cause.CONTENTION)).isEqualTo(2 * HOUR);
        assertThat(summary.all().waited(Cause.EXTRANEOUS)).isEqualTo(2 * HOUR);
        assertThat(summary.all().efficiency()).isEqualTo(3.0 / 13);
        assertThat(summary.all().efficiencyWithout(Cause.EXTERNAL_PARTY)).isEqualTo(3.0 / 7);
    }

    private static long waits(LongStream waits) {
        return waits.sum();
    }

    @Test
    void theDocumentNamesEachCauseInHours() {
        JsonNode segment = WaitDocument.of(summary()).get("segments").get(0);
        assertThat(segment.get("from").asText()).isEqualTo("Review");
        assertThat(segment.get("wait_hours_by_cause").get("external_party").asDouble())
                .isEqualTo(6);
        assertThat(segment.get("estimated_starts").asInt()).isEqualTo(1);
    }

    @Test
    void thePageSaysWhyInWords() {
        assertThat(WaitText.of(summary(), 1))
                .contains("waited 10.0 h in all", "23.1 % of the time from possible to done is work")
                .contains("60.0 %", "external party")
                .contains("top 1 of 2 segments")
                .contains("Review > Decide");
    }
}
