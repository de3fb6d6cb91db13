package io.sojourn.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class DefinitionsTest {
    static final String PRIOR_AUTHORIZATION =
            """
            process: prior-authorization
            timezone: America/New_York
            calendars:
              office: {week: "Mon-Fri 08:00-12:00 12:30-17:00; Sat 09:00-12:00", holidays: [2026-12-24, us-federal]}
            attributes: {payer: text, payer_class: text, service_line: text, facility: text, urgency: text, confidence: number}
            dimensions: [payer_class, payer, service_line, facility, team]
            close: activity IN ('WITHDRAWN', 'EXPIRED') OR (activity = 'DECIDED' AND outcome <> 'DENIED')
            close_after: 30d
            lateness: 1h
            retain: 400d
            case: {submitted: {any: "activity = 'SUBMITTED'"}, info_requests: {count: "activity = 'INFO_REQUESTED'"}}
            queues:
              payer_decision:
                title: Waiting for the payer
                enter: activity IN ('SUBMITTED', 'RESUBMITTED', 'INFO_SENT')
                leave: activity IN ('DECIDED', 'INFO_REQUESTED', 'WITHDRAWN')
                waits_on: payer
                ages: [8h, 24h, 72h, 7d]
              before Triage & co.:
                enter: lifecycle = 'schedule'
                leave: lifecycle = 'start'
                per: instance
            handoffs: {between: team}
            exceptions: {when: exception IS NOT NULL}
            slas:
              standard_decision:
                when: urgency = 'ROUTINE'
                start: activity = 'SUBMITTED'
                stop: activity = 'DECIDED'
                pause: activity = 'INFO_REQUESTED'
                resume: activity = 'INFO_SENT'
                extend: {when: activity = 'TIMEFRAME_EXTENDED', by: 14d}
                within: 7 calendar_days
              answer: {start: activity = 'ASKED', stop: activity = 'ANSWERED', within: 9 working_hours, calendar: office, at_risk: 50%, title: An answer}
            measures:
              denial_rate: {share: "outcome = 'DENIED'", of: "activity = 'DECIDED'", by: [payer_class, service_line], target: "<= 8%"}
              turnaround: {from: "activity = 'SUBMITTED'", to: "activity = 'DECIDED'", target: "<= 48"}
              first_pass: {per: case, share: "info_requests = 0 AND rework = 0", of: "submitted"}
              sure: {average: confidence}
              decisions: {count: "activity = 'DECIDED'"}
            staffing:
              payer_follow_up: {queue: payer_decision, handling: observed, calendar: office, productive: 80%, target: {sla: standard_decision}}
              other: {queue: payer_decision, handling: 18m, calendar: office, target: {sla: answer}, staff: 5.5}
            """;

    private static final ProcessDefinition READ =
            Definitions.compile("pa.yaml", PRIOR_AUTHORIZATION).definition();

    @Test
    void readsAWholeDefinition() {
        assertThat(READ.process()).isEqualTo("prior-authorization");
        assertThat(READ.version()).isEqualTo(1);
        assertThat(READ.zone()).isEqualTo(ZoneId.of("America/New_York"));
        assertThat(READ.dimensions()).containsExactly("payer_class", "payer", "service_line", "facility", "team");
        assertThat(READ.closeAfterMicros()).isEqualTo(30 * 86_400_000_000L);
        assertThat(READ.text()).isEqualTo(PRIOR_AUTHORIZATION);
        assertThat(READ.queues()).extracting(QueueRule::name).containsExactly("payer_decision", "before Triage & co.");
        assertThat(READ.queues()).extracting(QueueRule::perInstance).containsExactly(false, true);
        assertThat(READ.slas().get(0).within())
                .isEqualTo(new TimeLimit("7 calendar_days", TimeLimit.Unit.CALENDAR_DAYS, 7));
        assertThat(READ.slas().get(1).within())
                .isEqualTo(new TimeLimit("9 working_hours", TimeLimit.Unit.WORKING, 9 * 3_600_000_000L));
        assertThat(READ.slas().get(0).extendByMicros()).isEqualTo(14 * 86_400_000_000L);
        assertThat(READ.measures().get(0).target()).isEqualTo(new Measure.Target("<=", 0.08));
        assertThat(READ.staffing().get(1).handlingMicros()).isEqualTo(18 * 60_000_000L);
    }

    @Test
    void numbersExpressionsInTheOrderOfTheText() {
        assertThat(READ.close().index()).isZero();
        assertThat(READ.caseColumns().get(0).of().index()).isEqualTo(1);
        assertThat(READ.queues().get(0).enter().index()).isEqualTo(3);
        assertThat(READ.close().line()).isEqualTo(7);
        assertThat(READ.close().column()).isEqualTo(8);
        assertThat(READ.caseColumns().get(0).of().column()).isEqualTo(26);
        assertThat(READ.slas().get(0).extendWhen().path()).isEqualTo("slas.standard_decision.extend.when");
    }

    @Test
    void shortestDefinitionHasTheDocumentedDefaults() {
        ProcessDefinition d = Definitions.compile(
                        "min.yaml", "process: p\nqueues: {q: {enter: 'TRUE', leave: 'FALSE'}}")
                .definition();
        long hour = 3_600_000_000L;
        assertThat(d.title()).isEqualTo("p");
        assertThat(d.zone()).isEqualTo(ZoneId.of("UTC"));
        assertThat(d.latenessMicros()).isEqualTo(hour);
        assertThat(d.close()).isNull();
        assertThat(d.closeAfterMicros()).isNull();
        assertThat(d.retainMicros()).isNull();
        assertThat(d.handoffs()).isNull();
        assertThat(d.exceptions()).isNull();
        assertThat(d.queues().get(0).agesMicros()).containsExactly(hour, 4 * hour, 24 * hour, 72 * hour, 168 * hour);
        assertThat(List.of(d.calendars(), d.slas(), d.measures(), d.staffing())).allMatch(List::isEmpty);
    }

    @Test
    void everyExampleOfTheReferenceCompiles() throws IOException {
        String page = Files.readString(Path.of("../docs/reference/definition.md"));
        Matcher m = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL).matcher(page);
        int examples = 0;
        while (m.find()) {
            Definitions.compile("definition.md", m.group(1));
            examples++;
        }
        assertThat(examples).isEqualTo(5);
        for (Section section : Section.values()) {
            assertThat(section.keys()).allSatisfy(key -> assertThat(page).containsPattern("[`{ ]" + key + "[`:]"));
        }
    }
}
