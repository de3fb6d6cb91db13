package io.sojourn.stream.cases;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.Event;
import io.sojourn.event.Operation;

/** Rows of the tables that are about events as they came: accepted, rejected, delivered again. */
final class Rows {
    private static final int EVENT_COLUMNS = 22;

    private Rows() {}

    static Object[] event(Plan plan, Event e, boolean late) {
        Object[] row = new Object[EVENT_COLUMNS + e.attributes().length];
        int i = 0;
        row[i++] = plan.process;
        row[i++] = plan.version;
        row[i++] = e.caseId();
        row[i++] = e.source();
        row[i++] = e.operation() == Operation.APPEND ? e.eventId() : e.corrects();
        row[i++] = (long) e.version();
        row[i++] = e.sequence();
        row[i++] = e.operation().word();
        row[i++] = e.activity();
        row[i++] = e.lifecycle();
        row[i++] = e.timeMicros();
        row[i++] = e.resource();
        row[i++] = e.resourceKind();
        row[i++] = e.team();
        row[i++] = e.queue();
        row[i++] = e.outcome();
        row[i++] = e.exception();
        row[i++] = e.reason();
        row[i++] = e.instance();
        row[i++] = e.related();
        row[i++] = e.receivedMicros() == 0 ? null : (Object) e.receivedMicros();
        row[i++] = late;
        System.arraycopy(e.attributes(), 0, row, i, e.attributes().length);
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
