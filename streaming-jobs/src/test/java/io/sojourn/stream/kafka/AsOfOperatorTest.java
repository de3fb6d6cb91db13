package io.sojourn.stream.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.event.Event;
import io.sojourn.stream.RandomLog;
import io.sojourn.stream.Seeds;
import io.sojourn.stream.StreamJob;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class AsOfOperatorTest {
    private static final int GROUPS = 128;
    private static final Event EVENT = RandomLog.events(new Random(1), 1, 1).get(0);

    @Test
    void anEventIsStampedWithTheGreatestTimeSoFarOfItsPartition() throws Exception {
        try (var harness = harness(AsOf.APPENDED, 1, 0, null)) {
            put(harness, row(0, 10));
            put(harness, row(1, 5));
            put(harness, row(0, 7));
            put(harness, row(1, 6));
            assertThat(stamps(harness)).containsExactly(10L, 5L, 10L, 6L);
        }
    }

    @Test
    void asOfIsTheLeastOfThePartitionsThatAreReadHere() throws Exception {
        try (var harness = harness(AsOf.APPENDED, 1, 0, null)) {
            put(harness, row(0, 10));
            put(harness, row(1, 5));
            harness.processWatermark(new Watermark(1));
            put(harness, beat(1, 20));
            harness.processWatermark(new Watermark(2));
            harness.processWatermark(new Watermark(3));
            assertThat(watermarks(harness)).containsExactly(5L, 10L);
        }
    }

    @Test
    void asOfOfAnotherTasksPartitionHoldsNothingBack() throws Exception {
        OperatorSubtaskState state;
        try (var harness = harness(AsOf.APPENDED, 1, 0, null)) {
            put(harness, row(0, 10));
            put(harness, row(1, 5));
            state = harness.snapshot(1, 1);
        }
        try (var harness = harness(AsOf.APPENDED, 2, 0, state)) {
            put(harness, row(0, 8));
            harness.processWatermark(new Watermark(1));
            assertThat(stamps(harness)).as("before the restore it was 10").containsExactly(10L);
            assertThat(watermarks(harness)).containsExactly(10L);
        }
    }

    @Test
    void historyIsAsOldAsItsEventsAndMovesOnByTicks() throws Exception {
        try (var harness = harness(AsOf.EVENTS, 1, 0, null)) {
            put(harness, row(0, 1_000_000_000));
            put(harness, beat(0, 2_000_000_000));
            harness.processWatermark(new Watermark(1));
            put(harness, new KafkaRow(0, 3, EVENT.timeMicros() + 60, null, null));
            harness.processWatermark(new Watermark(2));
            assertThat(watermarks(harness)).containsExactly(EVENT.timeMicros(), EVENT.timeMicros() + 60);
        }
    }

    @Test
    void anEventFromTheFutureIsAcceptedAndCounted() throws Exception {
        try (var harness = harness(AsOf.APPENDED, 1, 0, null)) {
            put(harness, row(0, EVENT.timeMicros() - 300_000_001L));
            put(harness, row(0, EVENT.timeMicros() - 300_000_000L));
            assertThat(stamps(harness)).hasSize(2);
            AsOfOperator operator = (AsOfOperator) harness.getOneInputOperator();
            assertThat(operator.aheadOfClock()).isEqualTo(1);
        }
    }

    /** Reads random partitions, with a restore and another parallelism after every few rows: the stamps stay the same. */
    @Test
    void stampsAreTheSameAtEveryRestoreAndParallelism() throws Exception {
        long seed = Seeds.from(20_261_122);
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        int partitions = 5;
        Map<Integer, Long> model = new HashMap<>();
        OperatorSubtaskState state = null;
        int before = 0;
        for (int round = 0; round < 60; round++) {
            int parallelism = 1 + random.nextInt(3);
            List<OneInputStreamOperatorTestHarness<KafkaRow, Event>> tasks = new ArrayList<>();
            for (int t = 0; t < parallelism; t++) {
                OperatorSubtaskState mine = state == null
                        ? null
                        : AbstractStreamOperatorTestHarness.repartitionOperatorState(
                                state, GROUPS, before, parallelism, t);
                tasks.add(harness(AsOf.APPENDED, parallelism, t, mine));
            }
            for (int i = random.nextInt(6); i >= 0; i--) {
                int partition = random.nextInt(partitions);
                long time = random.nextInt(1_000_000);
                var task = tasks.get(partition % parallelism);
                put(task, row(partition, time));
                long expected = model.merge(partition, time, Math::max);
                assertThat(stamps(task))
                        .as("seed %d, round %d", seed, round)
                        .last()
                        .isEqualTo(expected);
            }
            OperatorSubtaskState[] states = new OperatorSubtaskState[parallelism];
            for (int t = 0; t < parallelism; t++) {
                states[t] = tasks.get(t).snapshot(1, 1);
                tasks.get(t).close();
            }
            state = AbstractStreamOperatorTestHarness.repackageState(states);
            before = parallelism;
        }
    }

    @Test
    void stampsAreTheSameWhenStateIsRestoredAfterEachRow() throws Exception {
        long seed = Seeds.from(20_261_123);
        Random random = new Random(seed);
        List<KafkaRow> rows = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            rows.add(
                    random.nextInt(5) == 0
                            ? beat(random.nextInt(3), random.nextInt(1_000_000))
                            : row(random.nextInt(3), random.nextInt(1_000_000)));
        }
        List<Long> stamps = new ArrayList<>();
        OperatorSubtaskState state = null;
        for (KafkaRow row : rows) {
            try (var one = harness(AsOf.APPENDED, 1, 0, state)) {
                put(one, row);
                stamps.addAll(stamps(one));
                state = one.snapshot(1, 1);
            }
        }
        try (var calm = harness(AsOf.APPENDED, 1, 0, null);
                var last = harness(AsOf.APPENDED, 1, 0, state)) {
            for (KafkaRow row : rows) {
                put(calm, row);
            }
            assertThat(stamps).as("seed %d", seed).isEqualTo(stamps(calm));
            calm.processWatermark(new Watermark(1));
            for (int partition = 0; partition < 3; partition++) {
                put(last, beat(partition, 0));
            }
            last.processWatermark(new Watermark(1));
            assertThat(watermarks(last)).as("seed %d", seed).isEqualTo(watermarks(calm));
        }
    }

    private static OneInputStreamOperatorTestHarness<KafkaRow, Event> harness(
            AsOf mode, int parallelism, int index, OperatorSubtaskState state) throws Exception {
        var harness = new OneInputStreamOperatorTestHarness<>(new AsOfOperator(mode), GROUPS, parallelism, index);
        harness.setup(StreamJob.EVENT.createSerializer(new SerializerConfigImpl()));
        if (state != null) {
            harness.initializeState(state);
        }
        harness.open();
        return harness;
    }

    private static KafkaRow row(int partition, long appendedMicros) {
        return new KafkaRow(partition, appendedMicros, KafkaRow.NO_TICK, EVENT, null);
    }

    private static KafkaRow beat(int partition, long appendedMicros) {
        return new KafkaRow(partition, appendedMicros, KafkaRow.NO_TICK, null, null);
    }

    private static void put(OneInputStreamOperatorTestHarness<KafkaRow, Event> harness, KafkaRow row) throws Exception {
        harness.processElement(new StreamRecord<>(row));
    }

    private static List<Long> stamps(OneInputStreamOperatorTestHarness<KafkaRow, Event> harness) {
        return harness.getOutput().stream()
                .filter(StreamRecord.class::isInstance)
                .map(r -> ((StreamRecord<?>) r).getTimestamp())
                .toList();
    }

    private static List<Long> watermarks(OneInputStreamOperatorTestHarness<KafkaRow, Event> harness) {
        return harness.getOutput().stream()
                .filter(Watermark.class::isInstance)
                .map(w -> ((Watermark) w).getTimestamp())
                .toList();
    }
}
