package io.sojourn.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.definition.DefinitionHistory;
import io.sojourn.definition.Definitions;
import io.sojourn.definition.FollowConditions;
import io.sojourn.event.Event;
import io.sojourn.event.RelatedCase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JourneysTest {
    @TempDir
    private Path folder;

    private static List<Event> events(Journeys journeys) {
        List<Event> events = new ArrayList<>();
        for (Event e = journeys.next(); e != null; e = journeys.next()) {
            events.add(e);
        }
        return events;
    }

    @Test
    void equalSeedsGiveEqualEventsInTheOrderOfTime() {
        List<Event> events = events(new Journeys(JourneyOptions.of(5, 300)));
        assertThat(events(new Journeys(JourneyOptions.of(5, 300)))).isEqualTo(events);
        assertThat(events).isSortedAccordingTo(java.util.Comparator.comparingLong(Event::timeMicros));
        assertThat(events(new Journeys(JourneyOptions.of(6, 300)))).isNotEqualTo(events);
    }

    @Test
    void everyCaseNamesOneThatBeganBefore() {
        Map<String, Set<String>> begun = new HashMap<>();
        int named = 0;
        for (Event e : events(new Journeys(JourneyOptions.of(7, 500)))) {
            begun.computeIfAbsent(e.process(), p -> new HashSet<>()).add(e.caseId());
            for (RelatedCase r : RelatedCase.of(e.related())) {
                assertThat(begun.get(r.relation())).contains(r.caseId());
                named++;
            }
        }
        assertThat(begun.keySet()).containsExactlyInAnyOrderElementsOf(Journeys.PROCESSES);
        assertThat(named).isGreaterThan(500);
    }

    @Test
    void eachMeasureHasAllThreeOutcomes() {
        Journeys journeys = new Journeys(JourneyOptions.of(8, 4_000));
        events(journeys);
        journeys.truth().shares().forEach((name, share) -> {
            assertThat(share.numerator()).as(name).isPositive();
            assertThat(share.denominator()).as(name).isGreaterThan(share.numerator());
            assertThat(share.censored()).as(name).isPositive();
        });
        JourneyTruth.Share conversion = journeys.truth().shares().get("referral conversion");
        JourneyTruth.Share leakage = journeys.truth().shares().get("referral leakage");
        assertThat(conversion.numerator() + leakage.numerator()).isEqualTo(conversion.denominator());
        assertThat(leakage.denominator()).isEqualTo(conversion.denominator());
    }

    @Test
    void theDefinitionsFitTogether() {
        FollowConditions.check(Journeys.PROCESSES.stream()
                .map(p -> DefinitionHistory.of(Definitions.compile(p + ".yaml", Journeys.definitionText(p))))
                .toList());
    }

    @Test
    void aFolderHasLogsDefinitionsAndTruth() throws IOException {
        JourneyTruth truth = JourneyFiles.write(JourneyOptions.of(9, 50), folder);
        long rows = 0;
        for (String process : Journeys.PROCESSES) {
            assertThat(folder.resolve(process + ".yaml")).hasContent(Journeys.definitionText(process));
            rows += Files.readAllLines(folder.resolve(process + ".csv")).size() - 1;
        }
        assertThat(rows).isEqualTo(truth.events()).isGreaterThan(100);
        assertThat(Files.readString(folder.resolve("truth.json"))).contains("\"referral conversion\" : {");
    }
}
