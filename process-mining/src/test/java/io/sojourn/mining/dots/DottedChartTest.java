package io.sojourn.mining.dots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sojourn.event.Limits;
import io.sojourn.mining.log.EventLog;
import io.sojourn.mining.log.EventLogBuilder;
import io.sojourn.mining.log.View;
import io.sojourn.mining.spectrum.Steps;
import io.sojourn.mining.spectrum.Steps.Row;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DottedChartTest {
    private static DottedChart chart(EventLog log, DotOptions.Order order, DotOptions.Axis axis) {
        DotOptions options = new DotOptions(order, axis, DotOptions.Colour.ACTIVITY, ZoneOffset.UTC);
        return DottedChart.of(log.all(), View.ALL, options);
    }

    /** Every dot, against sorting lists of rows. */
    @Test
    void everyDotIsWhereItBelongs() {
        SplittableRandom random = Steps.random(91);
        for (int round = 0; round < 100; round++) {
            List<Row> rows = Steps.rows(random.split(), false);
            for (DotOptions.Order order : DotOptions.Order.values()) {
                for (DotOptions.Axis axis : List.of(DotOptions.Axis.TIME, DotOptions.Axis.CASE)) {
                    DottedChart chart = chart(Steps.log(rows), order, axis);
                    assertThat(IntStream.range(0, chart.size())
                                    .mapToObj(i -> chart.row(i) + " " + chart.micros(i) + " "
                                            + chart.colours()
                                                    .get(chart.colour(i))
                                                    .name())
                                    .toList())
                            .isEqualTo(dots(rows, order, axis));
                }
            }
        }
    }

    private static List<String> dots(List<Row> rows, DotOptions.Order order, DotOptions.Axis axis) {
        Map<String, List<Row>> cases = new LinkedHashMap<>();
        rows.forEach(
                r -> cases.computeIfAbsent(r.caseId(), c -> new ArrayList<>()).add(r));
        cases.values().forEach(c -> c.sort(Comparator.comparingLong(Row::time)));
        List<List<Row>> sorted = new ArrayList<>(cases.values());
        sorted.sort(Comparator.comparingLong(c -> switch (order) {
            case FIRST -> c.get(0).time();
            case LAST -> c.get(c.size() - 1).time();
            case DURATION -> c.get(c.size() - 1).time() - c.get(0).time();
        }));
        List<String> dots = new ArrayList<>();
        for (int r = 0; r < sorted.size(); r++) {
            for (Row row : sorted.get(r)) {
                long place = row.time()
                        - (axis == DotOptions.Axis.CASE ? sorted.get(r).get(0).time() : 0);
                dots.add(r + " " + place + " " + row.activity());
            }
        }
        return dots;
    }

    @Test
    void theWeekIsThatOfTheZone() {
        long time = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse("2026-06-01T03:00:00Z"));
        EventLog log = new EventLogBuilder().add("1", "A", time).build();
        DotOptions options = new DotOptions(
                DotOptions.Order.FIRST,
                DotOptions.Axis.WEEK,
                DotOptions.Colour.ACTIVITY,
                ZoneId.of("America/New_York"));

        DottedChart chart = DottedChart.of(log.all(), View.ALL, options);

        // Monday 3:00 in Greenwich is Sunday 23:00 there.
        assertThat(chart.micros(0)).isEqualTo((6 * 24 + 23) * 3_600_000_000L);
        assertThat(DotsText.of(chart)).contains("Sun 23:00");
    }

    @Test
    void ofManyEventsSomeAreKeptAndAllAreCounted() {
        EventLogBuilder log = new EventLogBuilder();
        for (int i = 0; i < 100_000; i++) {
            log.add("c" + i / 5, "a" + i % 5, i * 1_000_000L);
        }

        DottedChart chart = chart(log.build(), DotOptions.Order.FIRST, DotOptions.Axis.TIME);

        assertThat((double) chart.size()).isCloseTo(Limits.DRAWN_DOTS, within(0.03 * Limits.DRAWN_DOTS));
        assertThat(chart.events()).isEqualTo(100_000);
        for (int k = 0; k < 5; k++) {
            int colour = k;
            assertThat(chart.colours().get(k).events()).isEqualTo(20_000);
            assertThat((double) IntStream.range(0, chart.size())
                            .filter(i -> chart.colour(i) == colour)
                            .count())
                    .isCloseTo(chart.size() / 5.0, within(250.0));
        }
    }

    @Test
    void theMostFrequentHaveTheirOwnColourAndTheOthersShareOne() {
        EventLogBuilder log = new EventLogBuilder();
        for (int a = 0; a < 12; a++) {
            for (int i = 0; i <= 12 - a; i++) {
                log.add("1", "complete", "complete", i, a == 0 ? null : "r" + (char) ('a' + a), null, null);
            }
        }
        DotOptions options = new DotOptions(
                DotOptions.Order.FIRST, DotOptions.Axis.TIME, DotOptions.Colour.RESOURCE, ZoneOffset.UTC);

        DottedChart chart = DottedChart.of(log.build().all(), View.ALL, options);

        assertThat(chart.colours()).hasSize(10);
        assertThat(DotsText.name(chart.colours().get(0))).isEqualTo("not named");
        assertThat(chart.colours().get(1)).isEqualTo(new DotColour("rb", 1, 12));
        assertThat(chart.colours().get(9)).isEqualTo(new DotColour(null, 3, 9));
        assertThat(DotsDocument.of(chart).get("events").asInt()).isEqualTo(90);
    }
}
