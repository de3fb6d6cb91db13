package io.sojourn.stream.mining;

import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.mining.filter.LogFilter;
import io.sojourn.mining.format.ReadOptions;
import io.sojourn.mining.log.CodedLogBuilder;
import io.sojourn.mining.log.View;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class CasesOperatorTest {
    private static final MiningPlan PLAN = MiningPlan.of(
            ReadOptions.defaults(),
            new CodedLogBuilder.Names(List.of("A", "B", "C"), List.of("complete"), List.of(), List.of(), false),
            View.ALL,
            LogFilter.all(),
            0);

    private static CodedEvent event(long key, String caseId, long time, int activity, long row) {
        return new CodedEvent(key, caseId, time, time, 0, row, activity, 0, -1, -1, null);
    }

    @Test
    void casesWithOneHashStayTwoAndTiesKeepTheOrderOfRows() throws Exception {
        try (var harness = new KeyedOneInputStreamOperatorTestHarness<>(
                new CasesOperator(PLAN), CodedEvent::caseKey, Types.LONG)) {
            harness.open();
            List<CodedEvent> events = List.of(
                    event(1, "x", 10, 1, 3),
                    event(1, "y", 10, 2, 4),
                    event(1, "x", 10, 0, 2),
                    event(1, "y", 11, 0, 5),
                    event(2, "z", 1, 0, 1));
            for (CodedEvent e : events) {
                harness.processElement(new StreamRecord<>(e, e.time()));
            }
            harness.endInput();
            assertThat(harness.getSideOutput(CasesOperator.SUMS))
                    .extracting(StreamRecord::getValue)
                    .anySatisfy(sums -> assertThat(sums.numbers()).containsExactly(0, 5, 3, 0));
            assertThat(harness.extractOutputValues())
                    .extracting(Piece::group)
                    .filteredOn(Piece.Group::isVariant)
                    .containsExactly(
                            Piece.Group.variant(new int[] {0, 1}),
                            Piece.Group.variant(new int[] {2, 0}),
                            Piece.Group.variant(new int[] {0}));
        }
    }
}
