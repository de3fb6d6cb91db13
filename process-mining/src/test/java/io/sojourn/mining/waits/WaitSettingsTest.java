package io.sojourn.mining.waits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.sojourn.definition.CompiledDefinition;
import io.sojourn.definition.Definitions;
import io.sojourn.event.SojournException;
import io.sojourn.mining.format.LogLoader;
import io.sojourn.mining.log.EventLog;
import io.sojourn.mining.log.EventLogBuilder;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;

class WaitSettingsTest {
    private static final long HOUR = Duration.ofHours(1).toNanos() / 1_000;
    /** Monday, 8 h. */
    private static final long MONDAY = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse("2024-03-04T08:00:00Z"));

    private static final CompiledDefinition DEFINITION = Definitions.compile(
            "d.yaml",
            """
            process: authorization
            calendars:
              office: {week: "Mon-Fri 08:00-16:00"}
              night: {week: "Mon-Fri 20:00-24:00"}
            attributes: {payer: text}
            queues:
              payer_decision:
                enter: activity = 'Submit'
                leave: activity = 'Answer'
                waits_on: payer
              desk:
                enter: activity = 'Answer'
                leave: activity = 'Close'
            """);

    /** The payer answers after four hours; Ann closes on the next day at ten. */
    private static EventLog log() {
        EventLogBuilder log = new EventLogBuilder();
        log.add("a", "Submit", "complete", MONDAY, "Ann", null, null);
        log.add("a", "Answer", "complete", MONDAY + 4 * HOUR, null, null, null);
        log.add("a", "Close", "start", MONDAY + 26 * HOUR, "Ann", null, null);
        log.add("a", "Close", "complete", MONDAY + 27 * HOUR, "Ann", null, null);
        return log.build();
    }

    private static WaitSettings settings(String calendar) {
        return WaitSettings.of(ZoneOffset.UTC)
                .withDefinition(DEFINITION)
                .withCalendar(WaitSettings.calendar(DEFINITION, calendar));
    }

    @Test
    void queuesThatWaitOnSomebodyAreOutsideAndTheCalendarSaysWhoIsOnDuty() {
        WaitSettings settings = settings(null);
        WaitCauses causes = settings.split(log());
        WaitTotals all = WaitSummary.of(causes, settings.calendar()).all();
        assertThat(all.waited(Cause.EXTERNAL_PARTY)).isEqualTo(4 * HOUR);
        assertThat(all.waited(Cause.UNAVAILABILITY)).as("16 h to 8 h").isEqualTo(16 * HOUR);
        assertThat(all.waited(Cause.EXTRANEOUS)).isEqualTo(6 * HOUR);
        assertThat(all.waitedWorking()).isEqualTo(10 * HOUR);
    }

    @Test
    void staysAreThoseOfTheQueues() {
        assertThat(settings(null).stays(log()))
                .extracting(s -> s.queue().name(), s -> s.to() - s.from(), QueueStay::isOpen)
                .containsExactly(tuple("payer_decision", 4 * HOUR, false), tuple("desk", 22 * HOUR, false));
    }

    @Test
    void anotherCalendarIsNamedOrNone() {
        assertThat(settings("night").duty()).contains("calendar night");
        assertThat(settings(WaitSettings.NO_CALENDAR).duty()).contains("read off the log");
        assertThatThrownBy(() -> settings("nights"))
                .isInstanceOf(SojournException.class)
                .hasMessageContaining("\"nights\"")
                .satisfies(e -> assertThat(((SojournException) e).hint()).contains("office, night"));
    }

    @Test
    void onlyWhatItsConditionsLookAtMustBeRead() {
        assertThat(settings(null).attributes()).isSameAs(LogLoader.NO_ATTRIBUTES);
        CompiledDefinition byPayer = Definitions.compile(
                "d.yaml",
                """
                process: p
                attributes: {payer: text}
                queues: {q: {enter: "payer = 'Cedar' AND outcome IS NULL", leave: "activity = 'Close'"}}
                """);
        assertThat(WaitSettings.of(ZoneOffset.UTC).withDefinition(byPayer).attributes())
                .accepts("payer", "Payer", "outcome")
                .rejects("note");
        assertThat(WaitSettings.of(ZoneOffset.UTC).attributes()).rejects("payer");
    }

    @Test
    void whoIsOutsideByNameMustBeInTheLog() {
        WaitCauses causes =
                settings(WaitSettings.NO_CALENDAR).withExternal(List.of("Ann")).split(log());
        assertThat(WaitSummary.of(causes).all().waited(Cause.EXTERNAL_PARTY)).isEqualTo(26 * HOUR);
        WaitSettings unknown = WaitSettings.of(ZoneOffset.UTC).withExternal(List.of("Bob"));
        assertThatThrownBy(() -> unknown.split(log()))
                .isInstanceOf(SojournException.class)
                .hasMessageContaining("\"Bob\"");
    }
}
