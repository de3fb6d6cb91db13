package io.sojourn.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.event.Event;
import io.sojourn.event.Operation;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SimulationTest {
    private static final long SEED = Seeds.seed(5);
    private static final SimulationOptions OPTIONS = SimulationOptions.of(SEED, 5000);
    private static final Collected ALL = Collected.run(OPTIONS);

    private static final Set<String> CATEGORIES = Set.of(
            "ELIGIBILITY",
            "MISSING_INFORMATION",
            "AUTH_REQUIREMENT",
            "MEDICAL_NECESSITY",
            "NETWORK_OR_REFERRAL",
            "BENEFIT_LIMIT_OR_NON_COVERED",
            "DUPLICATE",
            "INTEGRATION_TECHNICAL",
            "PATIENT_UNREACHABLE",
            "PATIENT_DECLINED");

    @Test
    void equalSeedsGiveEqualEvents() {
        assertThat(Collected.run(OPTIONS).events).isEqualTo(ALL.events);
    }

    @Test
    void differentSeedsGiveDifferentEvents() {
        assertThat(Collected.run(SimulationOptions.of(SEED + 1, 50)).events)
                .isNotEqualTo(Collected.run(SimulationOptions.of(SEED, 50)).events);
    }

    @Test
    void aRequestIsTheSameWhateverBecomesOfTheOthers() {
        SimulationOptions troubled = OPTIONS.withTroubles(EnumSet.allOf(Trouble.class));
        assertThat(received(Collected.run(troubled).events)).isEqualTo(received(ALL.events));
    }

    private static List<List<Object>> received(List<Event> events) {
        return events.stream()
                .filter(e -> e.activity().equals("RECEIVED"))
                .map(e -> List.<Object>of(
                        e.caseId(), e.timeMicros(), java.util.Arrays.toString(e.attributes()), e.related()))
                .toList();
    }

    @Test
    void eventsAreInTheOrderOfTimeWithADenseSequence() {
        long before = Long.MIN_VALUE;
        for (int i = 0; i < ALL.events.size(); i++) {
            Event e = ALL.events.get(i);
            assertThat(e.timeMicros()).isGreaterThanOrEqualTo(before);
            assertThat(e.sequence()).isEqualTo(i + 1L);
            assertThat(e.eventId()).isEqualTo("E" + (i + 1));
            before = e.timeMicros();
        }
        assertThat(ALL.truth.events()).isEqualTo(ALL.events.size());
        assertThat(ALL.truth.asOfMicros()).isEqualTo(before);
    }

    @Test
    void everyColumnOfEveryEventIsValid() {
        for (Event e : ALL.events) {
            assertThat(e.operation()).isEqualTo(Operation.APPEND);
            assertThat(e.lifecycle()).isIn("schedule", "start", "suspend", "resume", "complete");
            assertThat(e.resourceKind()).isIn("person", "bot", "payer", "patient", "system", null);
            assertThat(e.resource() == null).isEqualTo(e.lifecycle().equals("schedule"));
            assertThat(e.exception() == null || CATEGORIES.contains(e.exception()))
                    .as(e.toString())
                    .isTrue();
            assertThat(e.queue() == null || Truth.QUEUES.contains(e.queue())).isTrue();
            assertThat(e.attributes()).hasSameSizeAs(PriorAuthorization.ATTRIBUTES);
            for (int i = 0; i < e.attributes().length; i++) {
                assertThat(fits(i, e.attributes()[i])).as(e.toString()).isTrue();
            }
        }
    }

    private static boolean fits(int attribute, Object value) {
        return value == null
                || switch (PriorAuthorization.ATTRIBUTES.get(attribute).type()) {
                    case TEXT -> value instanceof String;
                    case INTEGER, TIME -> value instanceof Long;
                    case NUMBER -> value instanceof Double;
                    case BOOLEAN -> value instanceof Boolean;
                };
    }

    @Test
    void everyActivityOfTheProcessHappens() {
        assertThat(ALL.events.stream().map(Event::activity))
                .contains(
                        "RECEIVED",
                        "ELIGIBILITY_CHECKED",
                        "INTAKE",
                        "NEED_CHECKED",
                        "DOC_NOTES",
                        "DOC_IMAGES",
                        "DOC_LABS",
                        "DOC_COMPLETE",
                        "SUBMISSION",
                        "SUBMITTED",
                        "INTEGRATION_FAILED",
                        "INFO_REQUESTED",
                        "INFO_RESPONSE",
                        "INFO_SENT",
                        "TIMEFRAME_EXTENDED",
                        "DECIDED",
                        "P2P_HELD",
                        "APPEAL",
                        "APPEAL_FILED",
                        "APPEAL_DECIDED",
                        "PATIENT_CONTACTED",
                        "PATIENT_RESPONDED",
                        "WITHDRAWN",
                        "EXPIRED",
                        "CHANGE_REQUESTED");
    }

    @Test
    void peopleWorkOnlyInTheirShiftsAndOnOneThingAtATime() {
        Map<String, Person> people = people();
        Map<String, Event> busy = new HashMap<>();
        int stretches = 0;
        for (Event e : ALL.events) {
            Person p = people.get(e.resource());
            if (p == null || p.team.bot) {
                continue;
            }
            boolean begins = e.lifecycle().equals("start") || e.lifecycle().equals("resume");
            Event begun = begins ? busy.put(e.resource(), e) : busy.remove(e.resource());
            if (begins) {
                assertThat(begun == null || given(begun)).as(e.toString()).isTrue();
            } else {
                assertThat(begun.caseId()).isEqualTo(e.caseId());
                assertThat(inOneShift(p, begun.timeMicros(), e.timeMicros()))
                        .as(begun + " to " + e)
                        .isTrue();
                stretches++;
            }
        }
        assertThat(stretches).isGreaterThan(10_000);
    }

    /** Work that was put down because the request was withdrawn. */
    private static boolean given(Event begun) {
        return ALL.events.stream()
                .anyMatch(e -> e.caseId().equals(begun.caseId())
                        && (e.activity().equals("WITHDRAWN") || e.activity().equals("EXPIRED"))
                        && e.timeMicros() >= begun.timeMicros());
    }

    private static boolean inOneShift(Person p, long from, long to) {
        long[] shifts = p.calendar.shifts(WorkCalendar.localDay(from));
        for (int i = 0; i < shifts.length; i += 2) {
            if (shifts[i] <= from && to <= shifts[i + 1]) {
                return true;
            }
        }
        return false;
    }

    private static Map<String, Person> people() {
        Map<String, Person> people = new HashMap<>();
        new Teams(OPTIONS, new Draws(SEED), new Troubles(OPTIONS))
                .all.forEach(t -> t.people.forEach(p -> people.put(p.name, p)));
        return people;
    }

    @Test
    void denialRatesAreNearTheirParameters() {
        Collected many = Collected.run(SimulationOptions.of(SEED, 20_000));
        for (String payerClass : List.of("COMMERCIAL_INSURED", "MEDICARE_ADVANTAGE", "MEDICAID_MCO", "MEDICARE_FFS")) {
            Truth.Rate rate = many.truth.rates().get("first_denial:" + payerClass);
            double p = Parameters.PAYERS.stream()
                    .filter(payer -> payer.payerClass().equals(payerClass))
                    .findFirst()
                    .orElseThrow()
                    .denialRate();
            double n = rate.denominator();
            assertThat(n).isGreaterThan(400);
            // Four standard deviations of a binomial share.
            assertThat(Math.abs(rate.numerator() / n - p))
                    .as(payerClass + " " + rate)
                    .isLessThan(4 * Math.sqrt(p * (1 - p) / n));
        }
    }

    @Test
    void arrivalsFollowTheWeekAndTheirMeanIsAsAsked() {
        List<Event> received =
                ALL.events.stream().filter(e -> e.activity().equals("RECEIVED")).toList();
        assertThat(received).hasSize(5000);
        double days = (received.get(4999).timeMicros() - received.get(0).timeMicros()) / (double) Units.DAY;
        assertThat(5000 / days).isBetween(OPTIONS.arrivalsPerDay() * 0.85, OPTIONS.arrivalsPerDay() * 1.2);
        long sundays = received.stream()
                .filter(e -> WorkCalendar.localDay(e.timeMicros()).getDayOfWeek() == java.time.DayOfWeek.SUNDAY)
                .count();
        assertThat(sundays).isLessThan(100);
    }

    @Test
    void endlessWorldStepsInBoundedMemory() {
        Simulation endless = new Simulation(SimulationOptions.of(SEED, Integer.MAX_VALUE));
        List<Integer> held = new ArrayList<>();
        for (int quarter = 0; quarter < 4; quarter++) {
            for (int i = 0; i < 100_000; i++) {
                assertThat(endless.next()).isNotNull();
            }
            held.add(endless.held());
        }
        assertThat(held.get(3)).isLessThan(held.get(0) * 2).isLessThan(20_000);
    }

    @Test
    void plantedShortageMakesTheQueueOfThatTeamLonger() {
        SimulationOptions options = SimulationOptions.of(SEED, 6000).withArrivalsPerDay(200);
        Collected shortage = Collected.run(options.withTroubles(EnumSet.of(Trouble.SHORT_STAFFED_TEAM)));
        PlantedTrouble window = shortage.truth.troubles().get(0);
        assertThat(imagingWait(shortage, window)).isGreaterThan(2 * imagingWait(Collected.run(options), window));
    }

    /** Mean wait of the imaging requests that came to the specialists in the window. */
    private static double imagingWait(Collected all, PlantedTrouble window) {
        Map<String, String> lines = new HashMap<>();
        all.events.forEach(e -> {
            if (e.activity().equals("RECEIVED")) {
                lines.put(e.caseId(), (String) e.attributes()[PriorAuthorization.SERVICE_LINE]);
            }
        });
        return all.stays.stream()
                .filter(s -> s.queue().equals("specialist_work") && s.leftAt() != null)
                .filter(s -> lines.get(s.caseId()).equals("IMAGING"))
                .filter(s -> s.enteredAt() >= Units.micros(window.from()) && s.enteredAt() < Units.micros(window.to()))
                .mapToLong(s -> s.leftAt() - s.enteredAt())
                .average()
                .orElseThrow();
    }
}
