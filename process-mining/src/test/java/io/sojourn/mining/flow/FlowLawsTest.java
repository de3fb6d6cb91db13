package io.sojourn.mining.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sojourn.mining.flow.RandomLogs.Row;
import io.sojourn.mining.log.EventLog;
import io.sojourn.mining.log.EventLogBuilder;
import io.sojourn.mining.log.View;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FlowLawsTest {
    private static Row with(Row r, int position, String caseId, String activity) {
        return new Row(position, caseId, activity, r.lifecycle(), r.time(), r.start(), r.resource(), r.instance());
    }

    private static Flow flow(List<Row> rows) {
        return Flow.of(RandomLogs.log(rows), FlowOptions.defaults());
    }

    @Test
    void aDoubledLogDoublesItsCountsAndKeepsItsVariantsAndExtremes() {
        SplittableRandom random = new SplittableRandom(RandomLogs.seed(31));
        for (int round = 0; round < 100; round++) {
            List<Row> rows = RandomLogs.rows(random.split(), round % 2 == 0);
            List<Row> doubled = new ArrayList<>(rows);
            rows.forEach(r -> doubled.add(with(r, doubled.size(), "copy of " + r.caseId(), r.activity())));
            Flow once = flow(rows);
            Flow twice = flow(doubled);
            assertThat(twice.events()).isEqualTo(2 * once.events());
            assertThat(twice.cases()).isEqualTo(2 * once.cases());
            assertThat(twice.ties()).isEqualTo(2 * once.ties());
            assertThat(twice.overlaps()).isEqualTo(2 * once.overlaps());
            assertThat(twice.variantCount()).isEqualTo(once.variantCount());
            assertThat(twice.variants())
                    .extracting(Variant::count)
                    .containsExactlyElementsOf(
                            once.variants().stream().map(v -> 2 * v.count()).toList());
            assertThat(twice.arcs())
                    .extracting(a -> a.from()
                            + a.to()
                            + a.count()
                            + a.time().min()
                            + a.time().max())
                    .containsExactlyElementsOf(once.arcs().stream()
                            .map(a -> a.from()
                                    + a.to()
                                    + 2 * a.count()
                                    + a.time().min()
                                    + a.time().max())
                            .toList());
            assertThat(twice.rework())
                    .containsExactlyElementsOf(once.rework().stream()
                            .map(r -> new Rework(r.activity(), 2 * r.cases(), 2 * r.repeats()))
                            .toList());
        }
    }

    @Test
    void renamingActivitiesInTheirOrderRenamesTheResult() {
        SplittableRandom random = new SplittableRandom(RandomLogs.seed(32));
        for (int round = 0; round < 100; round++) {
            List<Row> rows = RandomLogs.rows(random.split(), round % 2 == 0);
            List<Row> renamed = rows.stream()
                    .map(r -> with(r, r.position(), r.caseId(), "new " + r.activity()))
                    .toList();
            String once = MineDocument.text(flow(rows));
            String other = MineDocument.text(flow(renamed));
            assertThat(other.replace("\"new ", "\"")).isEqualTo(once);
        }
    }

    @Test
    void equalInputGivesEqualBytes() {
        List<Row> rows = RandomLogs.rows(new SplittableRandom(RandomLogs.seed(33)), true);
        assertThat(MineDocument.text(flow(rows))).isEqualTo(MineDocument.text(flow(rows)));
    }

    /** The pairing of starts and completions, slowly: a queue per case, activity and instance. */
    @Test
    void intervalsArePairedFirstInFirstOut() {
        SplittableRandom random = new SplittableRandom(RandomLogs.seed(34));
        for (int round = 0; round < 200; round++) {
            List<Row> rows = RandomLogs.rows(random.split(), false);
            if (rows.stream().noneMatch(r -> r.lifecycle().equals("start"))
                    || rows.stream().noneMatch(r -> r.lifecycle().equals("complete"))) {
                continue;
            }
            Map<String, ArrayDeque<Long>> open = new HashMap<>();
            Map<String, List<Long>> lengths = new HashMap<>();
            rows.stream().sorted(Comparator.comparingLong(Row::time)).forEach(r -> {
                ArrayDeque<Long> queue = open.computeIfAbsent(
                        r.caseId() + "|" + r.activity() + "|" + r.instance(), k -> new ArrayDeque<>());
                if (r.lifecycle().equals("start")) {
                    queue.add(r.time());
                } else if (r.lifecycle().equals("complete")) {
                    long start = queue.isEmpty() ? r.time() : queue.poll();
                    lengths.computeIfAbsent(r.activity(), a -> new ArrayList<>())
                            .add(r.time() - start);
                }
            });
            Flow flow = Flow.of(RandomLogs.log(rows), new FlowOptions(View.INTERVAL, 0));
            assertThat(flow.serviceTimes()).hasSize(lengths.size());
            for (ServiceTime s : flow.serviceTimes()) {
                long[] slow =
                        lengths.get(s.activity()).stream().mapToLong(l -> l).toArray();
                assertThat(s.time()).isEqualTo(Distribution.ofMicros(slow, 0, slow.length));
            }
        }
    }

    @Test
    void anEmptyLogHasAFlowOfNothing() {
        EventLog empty = new EventLogBuilder().build();
        Flow flow = Flow.of(empty, FlowOptions.defaults());
        assertThat(flow.events()).isZero();
        assertThat(MineDocument.text(flow))
                .contains("\"case_duration\":{\"min\":null,\"mean\":null,\"median\":null,\"p90\":null,\"max\":null}");
    }

    @Test
    void aDistributionIsThatOfItsDefinition() {
        Distribution d = Distribution.ofMicros(new long[] {4_000_000, 1_000_000, 2_000_000, 10_000_000}, 0, 4);
        assertThat(d.p90()).isCloseTo(8.2, within(1e-9));
        assertThat(d).isEqualTo(new Distribution(4, 1.0, 4.25, 3.0, d.p90(), 10.0));
        long huge = Long.MAX_VALUE / 2;
        assertThat(Distribution.ofMicros(new long[] {huge, huge, huge, huge}, 0, 4)
                        .mean())
                .isEqualTo(huge / 1e6);
    }

    @Test
    void theDocumentHasItsContractsKeysInOrder() {
        EventLog log = new EventLogBuilder()
                .add("1", "A", "complete", 0, "r", null, null)
                .add("1", "B", "complete", 1_500_000, null, null, null)
                .add("1", "B", "complete", 1_500_000, null, null, null)
                .build();
        assertThat(MineDocument.text(Flow.of(log, FlowOptions.defaults())))
                .isEqualTo("{\"events\":3,\"cases\":1,\"activities\":[\"B\",\"A\"],\"variant_count\":1,"
                        + "\"variants\":[{\"activities\":[\"A\",\"B\",\"B\"],\"count\":1}],"
                        + "\"start_activities\":[{\"activity\":\"A\",\"count\":1}],"
                        + "\"end_activities\":[{\"activity\":\"B\",\"count\":1}],"
                        + "\"directly_follows\":[{\"from\":\"A\",\"to\":\"B\",\"count\":1,\"mean_seconds\":1.5,"
                        + "\"median_seconds\":1.5,\"min_seconds\":1.5,\"max_seconds\":1.5},"
                        + "{\"from\":\"B\",\"to\":\"B\",\"count\":1,\"mean_seconds\":0.0,\"median_seconds\":0.0,"
                        + "\"min_seconds\":0.0,\"max_seconds\":0.0}],"
                        + "\"case_duration\":{\"min\":1.5,\"mean\":1.5,\"median\":1.5,\"p90\":1.5,\"max\":1.5},"
                        + "\"rework\":[{\"activity\":\"B\",\"cases\":1,\"repeats\":1}],"
                        + "\"handovers\":[{\"from\":\"__MISSING__\",\"to\":\"__MISSING__\",\"count\":1,"
                        + "\"mean_delay_seconds\":0.0},{\"from\":\"r\",\"to\":\"__MISSING__\",\"count\":1,"
                        + "\"mean_delay_seconds\":1.5}],\"ties\":1,\"negative_durations\":0}");
    }
}
