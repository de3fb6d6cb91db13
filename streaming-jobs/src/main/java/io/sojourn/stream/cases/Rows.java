package io.sojourn.stream.cases;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.Event;
import io.sojourn.event.Operation;
import io.sojourn.fact.EventRow;

/** Rows of the tables that are about events as they came: accepted, rejected, delivered again. */
final class Rows {
    private Rows() {}

    static Object[] event(Plan plan, Event e, boolean late) {
        Object[] row = new Object[EventRow.VALUES + 1 + e.attributes().length];
        EventRow.fill(row, e, plan.version);
        row[EventRow.VALUES] = late;
        System.arraycopy(e.attributes(), 0, row, EventRow.VALUES + 1, e.attributes().length);
        return row;
    }

    static Object[] rejected(Plan plan, Event e, ErrorCode code, String message) {
        return new Object[] {
            plan.process,
            plan.version,
            e.source(),
            e.sequence(),
            code.word(),
            e.operation() == Operation.APPEND ? e.eventId() : e.corrects(),
            e.caseId(),
            message,
            null
        };
    }

    /** An event of a process that nobody has defined; there is no definition to name a version. */
    static Object[] unknownProcess(Event e) {
        return new Object[] {
            e.process(),
            0L,
            e.source(),
            e.sequence(),
            ErrorCode.NOT_FOUND.word(),
            e.operation() == Operation.APPEND ? e.eventId() : e.corrects(),
            e.caseId(),
            "no process is called " + e.process() + " here. Maybe its definition was not given.",
            null
        };
    }

    static Object[] deliveries(Plan plan, String caseId, CaseState s) {
        return new Object[] {plan.process, plan.version, caseId, s.duplicates, s.conflicts};
    }
}
