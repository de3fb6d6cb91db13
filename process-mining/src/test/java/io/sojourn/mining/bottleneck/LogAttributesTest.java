package io.sojourn.mining.bottleneck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sojourn.event.SojournException;
import io.sojourn.mining.log.EventLog;
import io.sojourn.mining.truth.AttributedLog;
import io.sojourn.mining.waits.WaitCauses;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogAttributesTest {
    private static final long HOUR = 3_600_000_000L;

    private static WaitCauses waits(EventLog log) {
        return Bottlenecks.waits(log, BottleneckOptions.defaults());
    }

    private static String value(OccurrenceAttribute attribute, int instance) {
        int code = attribute.code(instance);
        return code == OccurrenceAttribute.MISSING ? null : attribute.values().get(code);
    }

    /** Two cases of three steps; instances 0 to 2 are of the first. */
    private static AttributedLog cases() {
        AttributedLog log = new AttributedLog();
        log.set("urgency", "routine")
                .set("payer", null)
                .set("outcome", null)
                .add("a", "Ask", "complete", 0, null, null);
        log.set("urgency", null).set("payer", "Cedar").add("a", "Check", "complete", HOUR, null, null);
        log.set("urgency", "urgent").set("outcome", "denied").add("a", "Decide", "complete", 5 * HOUR, null, null);
        log.set("urgency", null).set("payer", "Elm").set("outcome", null).add("b", "Ask", "complete", 0, null, null);
        log.set("urgency", "routine").add("b", "Check", "complete", HOUR, null, null);
        return log.set("outcome", "granted").add("b", "Decide", "complete", 2 * HOUR, null, null);
    }

    @Test
    void whatHasOneValueInEachCaseIsOfTheWholeCase() {
        List<OccurrenceAttribute> all = LogAttributes.of(waits(cases().build()), List.of("payer", "outcome"));
        for (int i = 0; i < 3; i++) {
            assertThat(value(all.get(0), i)).isEqualTo("Cedar");
            assertThat(value(all.get(1), i)).isEqualTo("denied");
            assertThat(value(all.get(0), 3 + i)).isEqualTo("Elm");
        }
    }

    @Test
    void whatChangesInsideCasesIsTakenAsItWasWhenTheWaitBegan() {
        OccurrenceAttribute urgency =
                LogAttributes.of(waits(cases().build()), null).get(0);
        assertThat(urgency.name()).isEqualTo("urgency");
        assertThat(value(urgency, 1)).isEqualTo("routine");
        assertThat(value(urgency, 2)).as("became urgent when it was decided").isEqualTo("routine");
        assertThat(value(urgency, 4)).as("not known yet").isNull();
        assertThat(value(urgency, 5)).isEqualTo("routine");
    }

    @Test
    void attributesOfManyValuesAreNotTakenAndRefusedByName() {
        AttributedLog log = new AttributedLog();
        for (int c = 0; c <= ValueCodes.MOST; c++) {
            log.set("note", "note " + c).set("few", "f" + c % ValueCodes.MOST);
            log.add("c" + c, "Ask", "complete", 0, null, null).add("c" + c, "Decide", "complete", HOUR, null, null);
        }
        WaitCauses waits = waits(log.build());
        assertThat(LogAttributes.of(waits, null))
                .extracting(OccurrenceAttribute::name)
                .containsExactly("few");
        assertThatThrownBy(() -> LogAttributes.of(waits, List.of("note")))
                .isInstanceOf(SojournException.class)
                .hasMessageContaining("\"note\"")
                .hasMessageContaining("more than 100");
        assertThatThrownBy(() -> LogAttributes.of(waits, List.of("fwe")))
                .isInstanceOf(SojournException.class)
                .hasMessageContaining("no attribute \"fwe\"");
        assertThat(LogAttributes.of(waits, List.of())).isEmpty();
    }
}
