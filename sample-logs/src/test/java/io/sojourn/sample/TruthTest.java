package io.sojourn.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sojourn.definition.Definitions;
import io.sojourn.event.Event;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TruthTest {
    private static final long SEED = Seeds.seed(11);
    private static final Collected ALL = Collected.run(SimulationOptions.of(SEED, 4000)
            .withTroubles(EnumSet.allOf(Trouble.class))
            .withArrivalsPerDay(60));
    private static final DefinitionFold FOLD = fold(ALL);

    private static DefinitionFold fold(Collected all) {
        DefinitionFold fold = new DefinitionFold(
                Definitions.compile(PriorAuthorization.FILE_NAME, PriorAuthorization.definitionText()),
                all.truth.asOfMicros());
        Map<String, List<Event>> cases = all.events.stream()
                .collect(Collectors.groupingBy(Event::caseId, LinkedHashMap::new, Collectors.toList()));
        cases.values().forEach(fold::fold);
        return fold;
    }

    private static List<String> lines(Collection<?> rows) {
        return rows.stream().map(Object::toString).sorted().toList();
    }

    @Test
    void staysAgreeWithAReadingOfTheEvents() {
        assertThat(ALL.stays).hasSizeGreaterThan(5000);
        // The truth notes the instance of every stay, the rules only where a queue is kept per instance; no other has
        // one.
        assertThat(lines(ALL.stays)).isEqualTo(lines(FOLD.stays));
    }

    @Test
    void handoffsAgreeWithAReadingOfTheEvents() {
        assertThat(ALL.handoffs).hasSizeGreaterThan(5000);
        assertThat(lines(ALL.handoffs)).isEqualTo(lines(FOLD.handoffs));
    }

    @Test
    void deadlinesAgreeWithTheProductsOwnCalendars() {
        assertThat(ALL.deadlines).anyMatch(d -> d.state() == Deadline.State.BREACHED && d.stoppedAt() == null);
        for (Deadline.State state : EnumSet.of(
                Deadline.State.MET, Deadline.State.BREACHED, Deadline.State.CANCELLED, Deadline.State.RUNNING)) {
            assertThat(ALL.deadlines).anyMatch(d -> d.state() == state);
        }
        assertThat(lines(ALL.deadlines)).isEqualTo(lines(FOLD.deadlines));
    }

    @Test
    void ratesAndExceptionsAgreeWithACountOverTheEvents() {
        assertThat(ALL.truth.exceptions()).isEqualTo(FOLD.exceptions);
        assertThat(ALL.truth.rates().get("denial")).isEqualTo(FOLD.shares.get("denial_rate"));
        assertThat(ALL.truth.rates().get("integration_failure")).isEqualTo(FOLD.shares.get("integration_failure_rate"));
        assertThat(ALL.truth.closedByRule()).isEqualTo(FOLD.closedByRule);
        assertThat(ALL.decisions).hasSize((int) ALL.truth.rates().get("denial").denominator());
    }

    @Test
    void totalsAgreeWithTheFactsThatWereTold() {
        for (String queue : Truth.QUEUES) {
            Truth.QueueTotals totals = ALL.truth.queue(queue);
            List<Truth.Stay> stays =
                    ALL.stays.stream().filter(s -> s.queue().equals(queue)).toList();
            assertThat(totals.entered()).isEqualTo(stays.size()).isPositive();
            assertThat(totals.left())
                    .isEqualTo(stays.stream()
                            .filter(s -> "left".equals(s.endedBy()))
                            .count());
            assertThat((long) totals.open())
                    .isEqualTo(stays.stream().filter(s -> s.leftAt() == null).count());
        }
        for (Deadline.Rule rule : Deadline.Rule.values()) {
            assertThat(ALL.truth.breaches(rule))
                    .isEqualTo(ALL.deadlines.stream()
                            .filter(d -> d.rule() == rule && d.state() == Deadline.State.BREACHED)
                            .count());
        }
    }

    @Test
    void everyTroubleMeetsRequests() {
        assertThat(ALL.truth.troubles())
                .hasSize(Trouble.values().length)
                .allMatch(t -> t.affected() > 0, "met a request");
    }

    @Test
    void littlesLawHoldsInEveryBusyQueue() {
        Simulation simulation = new Simulation(SimulationOptions.of(SEED, 4000).withDrain(Duration.ofDays(20)));
        Map<String, Double> area = new LinkedHashMap<>();
        long before = 0;
        long first = 0;
        for (Event e = simulation.next(); e != null; e = simulation.next()) {
            long step = before == 0 ? 0 : e.timeMicros() - before;
            first = before == 0 ? e.timeMicros() : first;
            before = e.timeMicros();
            if (step > 0) {
                // Counted after this event: off by it alone, which a mean over weeks does not feel.
                for (String q : List.of("intake", "specialist_work", "payer_decision")) {
                    area.merge(q, (double) step * simulation.truth().queue(q).open(), Double::sum);
                }
            }
        }
        double span = before - first;
        for (String q : area.keySet()) {
            Truth.QueueTotals totals = simulation.truth().queue(q);
            double ended = totals.left() + totals.closed();
            double length = area.get(q) / span;
            double rate = totals.entered() / span;
            double wait = totals.waitedMicros() / ended;
            assertThat(length).as(q).isCloseTo(rate * wait, within(0.06 * rate * wait + 0.05));
        }
    }
}
