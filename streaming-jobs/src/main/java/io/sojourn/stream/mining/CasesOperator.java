package io.sojourn.stream.mining;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.Limits;
import io.sojourn.event.SojournException;
import io.sojourn.mining.filter.LogFilter;
import io.sojourn.mining.flow.FlowPart;
import io.sojourn.mining.log.CodedLogBuilder;
import io.sojourn.mining.log.EventLog;
import io.sojourn.mining.log.Views;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * In: events sorted by the key of their case. Memory: one case, a batch of some ten thousand events, tables of pairs of
 * names and of {@link Tally}, all with limits. Out: values with their groups; aside how they are spread, and sums. Each case
 * once; a failed attempt is done again from its first case.
 */
final class CasesOperator extends AbstractStreamOperator<Piece>
        implements OneInputStreamOperator<CodedEvent, Piece>, BoundedOneInput {
    static final OutputTag<Piece> SPREADS = new OutputTag<>("spreads", MiningJob.PIECE);
    static final OutputTag<Piece> SUMS = new OutputTag<>("sums", MiningJob.PIECE);
    private static final int BATCH = 1 << 16;
    private static final long serialVersionUID = 1L;

    private final MiningPlan plan;
    private transient CodedLogBuilder builder;
    private transient LogFilter filter;
    private transient FlowPart part;
    private transient Tally tally;
    private transient List<CodedEvent> sameKey;
    private transient long orphanStarts;
    private transient long orphanCompletions;

    CasesOperator(MiningPlan plan) {
        this.plan = plan;
    }

    @Override
    public void open() throws Exception {
        super.open();
        builder = new CodedLogBuilder(plan.names());
        filter = plan.filter();
        part = new FlowPart(plan.names(), plan.hasServiceTimes());
        tally = new Tally(
                (piece, stamp) -> output.collect(new StreamRecord<>(piece, stamp)),
                piece -> output.collect(SPREADS, new StreamRecord<>(piece)));
        sameKey = new ArrayList<>();
    }

    @Override
    public void processElement(StreamRecord<CodedEvent> element) {
        CodedEvent event = element.getValue();
        if (!sameKey.isEmpty() && sameKey.get(0).caseKey() != event.caseKey()) {
            takeCases();
        }
        sameKey.add(event);
        if (sameKey.size() > Limits.EVENTS_PER_MINED_CASE) {
            throw new SojournException(
                    ErrorCode.OVER_LIMIT,
                    "a case has more than " + Limits.EVENTS_PER_MINED_CASE + " events: " + event.caseId() + ".",
                    "Maybe another column holds the case: see --case.");
        }
    }

    /** Takes the cases of one key: nearly always one. */
    private void takeCases() {
        sameKey.sort(CodedEvent.IN_ORDER);
        String caseId = null;
        for (CodedEvent e : sameKey) {
            if (!e.caseId().equals(caseId)) {
                caseId = e.caseId();
                builder.beginCase(caseId);
            }
            builder.add(e.time(), e.start(), e.activity(), e.lifecycle(), e.resource(), e.team(), e.instance());
        }
        sameKey.clear();
        if (builder.size() >= BATCH) {
            takeBatch();
        }
    }

    private void takeBatch() {
        if (builder.size() == 0) {
            return;
        }
        EventLog log = builder.build();
        Views.Orphans orphans = Views.orphans(log);
        orphanStarts += orphans.starts();
        orphanCompletions += orphans.completions();
        part.take(Views.of(filter.of(log.all()), plan.view()), tally);
        if (part.isLarge()) {
            sendSums();
            part = new FlowPart(plan.names(), plan.hasServiceTimes());
        }
    }

    private void sendSums() {
        long[][] numbers = part.numbers();
        for (int i = 0; i < numbers.length; i++) {
            long[] placed = new long[numbers[i].length + 1];
            placed[0] = i;
            System.arraycopy(numbers[i], 0, placed, 1, numbers[i].length);
            output.collect(SUMS, new StreamRecord<>(Piece.of(Piece.Kind.SUMS, placed)));
        }
    }

    @Override
    public void endInput() {
        takeCases();
        takeBatch();
        tally.flush();
        sendSums();
        output.collect(SUMS, new StreamRecord<>(Piece.of(Piece.Kind.ORPHANS, orphanStarts, orphanCompletions)));
    }
}
