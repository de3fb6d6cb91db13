package io.sojourn.definition;

import io.sojourn.event.Column;
import io.sojourn.event.EventColumns;
import java.io.Serializable;
import java.time.ZoneId;
import java.util.List;

/**
 * A process, as described in one YAML file; checked. Lists keep the order of the file; optional parts are null.
 *
 * @param process its name
 * @param version number of this version, from 1; part of every fact's key
 * @param title shown to people
 * @param zone the zone of local days and of EXTRACT
 * @param calendars working hours
 * @param attributes the definition's own typed columns; their values carry forward
 * @param dimensions columns (attributes or standard ones) that facts are split by; their values carry forward
 * @param close condition on an event: the case is over
 * @param closeAfterMicros a case silent for so long is over; null: never
 * @param latenessMicros how long after its close a case stays in the stream
 * @param caseColumns columns of the case
 * @param relations what related cases are cases of
 * @param queues where cases wait
 * @param handoffs between whom work passes
 * @param exceptions what is an exception
 * @param slas deadlines
 * @param measures numbers
 * @param staffing needs for staff
 * @param cms what events mean to the yearly figures on prior authorization; null: nothing
 * @param retainMicros how long events and case facts are kept; null: for ever
 * @param pseudonymise attributes whose texts are ids of cases: replaced where those are
 * @param text the YAML text
 */
public record ProcessDefinition(
        String process,
        int version,
        String title,
        ZoneId zone,
        List<CalendarRule> calendars,
        List<Column> attributes,
        List<String> dimensions,
        Expression close,
        Long closeAfterMicros,
        long latenessMicros,
        List<CaseColumn> caseColumns,
        List<RelationRule> relations,
        List<QueueRule> queues,
        HandoffRule handoffs,
        ExceptionRule exceptions,
        List<SlaRule> slas,
        List<Measure> measures,
        List<StaffingRule> staffing,
        CmsRule cms,
        Long retainMicros,
        List<String> pseudonymise,
        String text)
        implements Serializable {

    /** Columns that an expression over an event can name: the standard ones, then the attributes. */
    public List<Column> eventColumns() {
        return EventColumns.with(attributes);
    }

    /** The index in {@link #attributes()} of each one that is an id of a case. */
    public int[] caseIdAttributes() {
        return pseudonymise.stream().mapToInt(name -> indexOf(attributes, name)).toArray();
    }

    /** The index in {@link #eventColumns()} of each dimension. */
    public int[] dimensionColumns() {
        List<Column> columns = eventColumns();
        return dimensions.stream().mapToInt(name -> indexOf(columns, name)).toArray();
    }

    /**
     * The process that a related case is a run of; null when the definition doesn't say.
     *
     * @param relation null when the event names none: then it is the only one, where only one is declared
     */
    public String relatedProcess(String relation) {
        if (relation == null) {
            return relations.size() == 1 ? relations.get(0).process() : null;
        }
        for (RelationRule r : relations) {
            if (r.name().equals(relation)) {
                return r.process();
            }
        }
        return null;
    }

    private static int indexOf(List<Column> columns, String name) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(name)) {
                return i;
            }
        }
        throw new IllegalStateException(name + " is no column");
    }
}
