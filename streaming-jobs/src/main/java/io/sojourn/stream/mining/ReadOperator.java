package io.sojourn.stream.mining;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.Operation;
import io.sojourn.event.SojournException;
import io.sojourn.mining.format.LogRow;
import io.sojourn.mining.format.RejectedRow;
import io.sojourn.mining.log.CodedLogBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * In: row groups. Memory: the columns of one row group, and the names of the log. Out: its events in codes, stamped with their
 * time. Each usable row once; a failed attempt is done again from its first row group.
 */
final class ReadOperator extends RowsOperator<CodedEvent> {
    private static final long serialVersionUID = 1L;

    private final MiningPlan plan;
    private transient Map<String, Integer> activities;
    private transient Map<String, Integer> lifecycles;
    private transient Map<String, Integer> resources;
    private transient Map<String, Integer> teams;
    private transient StreamRecord<CodedEvent> record;

    ReadOperator(MiningPlan plan) {
        super(plan.options());
        this.plan = plan;
    }

    @Override
    public void open() throws Exception {
        super.open();
        CodedLogBuilder.Names names = plan.names();
        activities = codes(names.activities());
        lifecycles = codes(names.lifecycles());
        resources = codes(names.resources());
        teams = codes(names.teams());
        record = new StreamRecord<>(null);
    }

    private static Map<String, Integer> codes(List<String> names) {
        Map<String, Integer> codes = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            codes.put(names.get(i), i);
        }
        return codes;
    }

    @Override
    public void row(LogRow row) {
        if (row.operation() != Operation.APPEND) {
            return;
        }
        long time = row.timeMicros();
        CodedEvent event = new CodedEvent(
                Hash.of(row.caseId()),
                row.caseId(),
                time,
                row.startMicros() == LogRow.NO_TIME ? time : row.startMicros(),
                file(),
                row.position(),
                code(activities, row.activity()),
                code(lifecycles, row.lifecycle()),
                code(resources, row.resource()),
                code(teams, row.team()),
                row.instance());
        output.collect(record.replace(event, time));
    }

    private static int code(Map<String, Integer> codes, String name) {
        if (name == null) {
            return -1;
        }
        Integer code = codes.get(name);
        if (code == null) {
            throw new SojournException(
                    ErrorCode.UNREADABLE_LOG, "the log has changed while it was read.", "Maybe run it again.");
        }
        return code;
    }

    @Override
    public void rejected(RejectedRow row) {
        // Counted by the survey.
    }
}
