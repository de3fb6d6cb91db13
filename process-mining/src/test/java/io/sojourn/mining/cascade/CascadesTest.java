package io.sojourn.mining.cascade;

import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.mining.log.EventLog;
import io.sojourn.mining.log.EventLogBuilder;
import io.sojourn.mining.log.View;
import io.sojourn.mining.spectrum.Segment;
import io.sojourn.mining.spectrum.Steps;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class CascadesTest {
    private static final Segment AB = new Segment("A", "B");
    private static final Segment BC = new Segment("B", "C");

    private static Cascades cascades(EventLog log) {
        return Cascades.of(log.all(), View.ALL, CascadeOptions.defaults());
    }

    @Test
    void whatFloodsTheNextSegmentIsFound() {
        SplittableRandom random = Steps.random(71);
        for (int round = 0; round < 10; round++) {
            Cascades found = cascades(new PlantedCascade(random.split()).planted());

            assertThat(found.holding()).anySatisfy(l -> {
                assertThat(l.from()).isEqualTo(AB);
                assertThat(l.to()).isEqualTo(BC);
                assertThat(l.q()).isLessThan(0.001);
                assertThat(l.count()).isGreaterThanOrEqualTo(6);
            });
            assertThat(found.cascades()).anySatisfy(c -> {
                assertThat(c.activities()).startsWith("A", "B", "C");
                assertThat(c.times()).isGreaterThanOrEqualTo(6);
                assertThat(c.excessMicros()).isPositive().isLessThan(c.micros());
            });
        }
    }

    /** A link in at most 5 % of logs: more than these would be a chance of less than one in a hundred. */
    @Test
    void whereNothingSpreadsNothingIsFound() {
        assertThat(falseAlarms(40, 72)).isLessThanOrEqualTo(6);
    }

    @Test
    @Tag("full")
    void nothingIsFoundInFiveHundredLogsWhereNothingSpreads() {
        assertThat(falseAlarms(500, 73)).isLessThanOrEqualTo(36);
    }

    private static long falseAlarms(int logs, long seed) {
        SplittableRandom random = Steps.random(seed);
        List<SplittableRandom> seeds =
                IntStream.range(0, logs).mapToObj(i -> random.split()).toList();
        List<Cascades> all = seeds.stream()
                .map(s -> cascades(new PlantedCascade(s).unlinked()))
                .toList();
        // The test is put to the question: there are things to link.
        assertThat(all).allSatisfy(c -> assertThat(c.links()).hasSize(2));
        long alarms = all.stream().filter(c -> !c.holding().isEmpty()).count();
        System.out.println("links in " + alarms + " of " + logs + " logs in which nothing spreads");
        return alarms;
    }

    @Test
    void equalLogsGiveEqualDocumentsAndOtherNamesTheSameCascades() {
        EventLog log = new PlantedCascade(new SplittableRandom(5)).planted();
        EventLogBuilder renamed = new EventLogBuilder();
        for (int c = 0; c < log.cases(); c++) {
            for (int i = log.offsets()[c]; i < log.offsets()[c + 1]; i++) {
                String name = log.activityNames().get(log.activities().at(i));
                renamed.add(log.caseId(c), name + " of another name", log.times()[i]);
            }
        }
        String document = CascadeDocument.of(cascades(log)).toString();

        assertThat(CascadeDocument.of(cascades(new PlantedCascade(new SplittableRandom(5)).planted()))
                        .toString())
                .isEqualTo(document);
        assertThat(CascadeDocument.of(cascades(renamed.build())).toString().replace(" of another name", ""))
                .isEqualTo(document);
    }

    @Test
    void aCascadeThatIsPartOfALongerOneIsNotToldTwice() {
        SplittableRandom random = Steps.random(74);
        Cascades found = cascades(new PlantedCascade(random).planted());

        for (Cascade one : found.cascades()) {
            assertThat(found.cascades()).noneMatch(one::isPartOf);
        }
    }

    @Test
    void aLogWithoutSegmentsHasNone() {
        Cascades none = cascades(new EventLogBuilder().add("1", "A", 0).build());

        assertThat(none.cascades()).isEmpty();
        assertThat(CascadeText.of(none, 10)).contains("No case has two events");
        assertThat(CascadeDocument.of(none).get("windows").asInt()).isZero();
    }
}
