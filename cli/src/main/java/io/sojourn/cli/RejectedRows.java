package io.sojourn.cli;

import io.sojourn.definition.ProcessDefinition;
import io.sojourn.fact.FactTable;
import io.sojourn.fact.Result;
import io.sojourn.mining.format.RejectedRow;
import io.sojourn.pseudonym.CaseIds;

/** Rows of a log that can't be used, as rows of {@code rejected_events}. */
final class RejectedRows {
    private RejectedRows() {}

    /**
     * @param definition of its process; null: it is of none
     * @param source of the log, where the row itself says none
     * @param ids what becomes of the ids of cases
     */
    static Result result(RejectedRow row, ProcessDefinition definition, String source, CaseIds ids) {
        RejectedRow r = row.kept(ids);
        Object[] values = {
            definition == null ? FactTable.NONE : definition.process(),
            definition == null ? 0L : (long) definition.version(),
            r.source() == null ? ids.source(source) : r.source(),
            r.position(),
            r.code().word(),
            r.eventId() == null ? FactTable.NONE : r.eventId(),
            r.caseId(),
            r.message(),
            r.raw()
        };
        return Result.upsert(FactTable.REJECTED_EVENTS, values, 0);
    }
}
