package io.sojourn.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.definition.Definitions;
import io.sojourn.definition.Measure;
import io.sojourn.definition.ProcessDefinition;
import io.sojourn.definition.QueueRule;
import io.sojourn.definition.SlaRule;
import io.sojourn.definition.StaffingRule;
import io.sojourn.definition.TimeLimit;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PriorAuthorizationTest {
    private final ProcessDefinition definition = Definitions.compile(
                    PriorAuthorization.FILE_NAME, PriorAuthorization.definitionText())
            .definition();

    @Test
    void definitionCompilesWithTheSimulatorsAttributesQueuesAndDeadlines() {
        assertThat(definition.attributes()).isEqualTo(PriorAuthorization.ATTRIBUTES);
        assertThat(definition.queues()).extracting(QueueRule::name).isEqualTo(Truth.QUEUES);
        assertThat(definition.slas())
                .extracting(SlaRule::name)
                .isEqualTo(Arrays.stream(Deadline.Rule.values())
                        .map(Deadline.Rule::key)
                        .toList());
    }

    @Test
    void definitionUsesEveryPartOfTheLanguage() {
        assertThat(definition.calendars()).anyMatch(c -> c.holidaySets().contains("us-federal"));
        assertThat(definition.calendars()).anyMatch(c -> !c.holidays().isEmpty());
        assertThat(definition.attributes().stream().map(c -> c.type()).collect(Collectors.toSet()))
                .hasSize(io.sojourn.event.ColumnType.values().length);
        assertThat(definition.caseColumns().stream().map(c -> c.kind()).distinct())
                .hasSize(2);
        assertThat(definition.queues()).anyMatch(QueueRule::perInstance);
        assertThat(definition.queues().stream().map(QueueRule::waitsOn)).contains("payer", "patient");
        assertThat(definition.slas().stream().map(s -> s.within().unit()))
                .containsExactlyInAnyOrder(TimeLimit.Unit.values());
        assertThat(definition.slas()).anyMatch(s -> s.pause() != null && s.resume() != null);
        assertThat(definition.slas()).anyMatch(s -> s.extendWhen() != null);
        assertThat(definition.relations()).isNotEmpty();
        // What follows a relation needs the other process beside it: the journeys have it.
        ProcessDefinition referral = Definitions.compile("referral.yaml", Journeys.definitionText("referral"))
                .definition();
        assertThat(Stream.of(definition, referral)
                        .flatMap(d -> d.measures().stream())
                        .map(Object::getClass)
                        .distinct())
                .hasSize(Measure.class.getPermittedSubclasses().length);
        assertThat(definition.staffing()).anyMatch(s -> s.handlingMicros() == null);
        assertThat(definition.staffing()).anyMatch(s -> s.handlingMicros() != null);
        assertThat(definition.closeAfterMicros()).isPositive();
        assertThat(definition.retainMicros()).isPositive();
    }

    @Test
    void staffOnHandIsWhatTheEndlessWorldHas() {
        Map<String, Integer> people = new Simulation(SimulationOptions.of(1, Integer.MAX_VALUE))
                .truth()
                .people();
        double specialists = people.entrySet().stream()
                .filter(e -> e.getKey().endsWith("-specialists"))
                .mapToDouble(Map.Entry::getValue)
                .sum();
        assertThat(definition.staffing())
                .extracting(StaffingRule::staff)
                .containsExactly(people.get(Teams.INTAKE).doubleValue(), specialists);
    }
}
