package io.sojourn.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sojourn.event.Event;
import io.sojourn.event.Operation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DisturbedEventsTest {
    private static final long SEED = Seeds.seed(3);
    private static final List<Event> EVENTS = Collected.run(SimulationOptions.of(SEED, 800)).events;
    private static final Disturbance MUCH = new Disturbance(0.10, Duration.ofHours(1), 0.02, 0.03, 0.02, 0.01);

    private static DisturbedEvents disturb(Disturbance settings) {
        Iterator<Event> events = EVENTS.iterator();
        return new DisturbedEvents(() -> events.hasNext() ? events.next() : null, SEED, settings);
    }

    private static List<Delivery> all(DisturbedEvents events) {
        List<Delivery> all = new ArrayList<>();
        for (Delivery d = events.next(); d != null; d = events.next()) {
            all.add(d);
        }
        return all;
    }

    @Test
    void nothingDisturbedIsTheSameStream() {
        assertThat(all(disturb(Disturbance.NONE))).extracting(Delivery::event).isEqualTo(EVENTS);
        assertThat(Disturbance.NONE.isNone()).isTrue();
    }

    @Test
    void equalSeedsDisturbEqually() {
        assertThat(all(disturb(MUCH))).isEqualTo(all(disturb(MUCH)));
    }

    @Test
    void everyEventComesOnceAndEveryDuplicateOnceMore() {
        DisturbedEvents disturbed = disturb(MUCH);
        Map<String, List<Event>> byId = new LinkedHashMap<>();
        for (Delivery d : all(disturbed)) {
            if (d.event().operation() == Operation.APPEND && d.event().source().equals(PriorAuthorization.SOURCE)) {
                byId.computeIfAbsent(d.event().eventId(), id -> new ArrayList<>())
                        .add(d.event());
            }
        }
        assertThat(byId).hasSize(EVENTS.size());
        assertThat(byId.values()).allMatch(same -> same.size() <= 2);
        assertThat(byId.values()).allMatch(same -> same.get(0).equals(same.get(same.size() - 1)));
        long twice = byId.values().stream().filter(same -> same.size() == 2).count();
        assertThat(twice).isEqualTo(disturbed.counts().duplicated()).isPositive();
    }

    @Test
    void effectiveEventsAreTheUndisturbedOnes() {
        DisturbedEvents disturbed = disturb(MUCH);
        Map<String, Event> originals = new LinkedHashMap<>();
        Map<String, Event> fixes = new LinkedHashMap<>();
        int wrong = 0;
        for (Delivery d : all(disturbed)) {
            Event e = d.event();
            if (d.defect() == null && e.operation() == Operation.APPEND) {
                originals.putIfAbsent(e.source() + e.eventId(), e);
            } else if (d.defect() == null) {
                fixes.merge(e.source() + e.corrects(), e, (a, b) -> a.version() > b.version() ? a : b);
            }
        }
        List<Event> effective = new ArrayList<>();
        for (Map.Entry<String, Event> o : originals.entrySet()) {
            Event fix = fixes.get(o.getKey());
            if (fix == null) {
                effective.add(o.getValue());
            } else if (fix.operation() == Operation.CORRECT) {
                wrong += o.getValue().sameContent(o.getValue().correctedBy(fix)) ? 0 : 1;
                effective.add(o.getValue().correctedBy(fix));
            }
        }
        effective.sort(Comparator.comparingLong(Event::sequence));
        assertThat(effective).isEqualTo(EVENTS);
        assertThat((long) wrong).isEqualTo(disturbed.counts().corrected()).isPositive();
        assertThat(disturbed.counts().corrections()).isGreaterThan(wrong);
        assertThat(disturbed.counts().retracted()).isPositive();
    }

    @Test
    void lateEventsComeLateByAtMostTheWindow() {
        Disturbance late = new Disturbance(0.10, Duration.ofHours(1), 0, 0, 0, 0);
        DisturbedEvents disturbed = disturb(late);
        long greatest = 0;
        long behind = 0;
        for (Delivery d : all(disturbed)) {
            long time = d.event().timeMicros();
            assertThat(time).isGreaterThanOrEqualTo(greatest - Units.HOUR);
            behind += time < greatest ? 1 : 0;
            greatest = Math.max(greatest, time);
        }
        assertThat(disturbed.counts().late()).isBetween((long) (EVENTS.size() * 0.08), (long) (EVENTS.size() * 0.12));
        assertThat(behind).isGreaterThan(disturbed.counts().late() / 2);
    }

    @Test
    void someCorrectionsComeBeforeWhatTheyCorrect() {
        List<String> seen = new ArrayList<>();
        long before = 0;
        Disturbance half = new Disturbance(0.5, Duration.ofHours(2), 0, 0.2, 0, 0);
        for (Delivery d : all(disturb(half))) {
            if (d.event().operation() == Operation.CORRECT) {
                before += seen.contains(d.event().corrects()) ? 0 : 1;
            } else {
                seen.add(d.event().eventId());
            }
        }
        assertThat(before).isPositive();
    }

    @Test
    void theGreatestTimeStaysTheGreatest() {
        long greatest = EVENTS.get(EVENTS.size() - 1).timeMicros();
        assertThat(all(disturb(MUCH))).allMatch(d -> d.event().timeMicros() <= greatest);
    }

    @Test
    void aShareBeyondOneIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Disturbance(1.5, Duration.ofHours(1), 0, 0, 0, 0))
                .withMessageContaining("late is 1.5");
    }
}
