package io.sojourn.api.resources;

import io.sojourn.definition.SlaRule;
import io.sojourn.fact.FactTable;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** SLA clocks: those that run, by the time that is left; and breaches, the newest first. */
final class ClockList {
    private enum State {
        OPEN("state IN ('running', 'paused', 'at_risk')"),
        RUNNING("state = 'running'"),
        PAUSED("state = 'paused'"),
        AT_RISK("state = 'at_risk'");

        private final String condition;

        State(String condition) {
            this.condition = condition;
        }
    }

    /** A paused clock is not due yet: behind all others. */
    private static final Keyset.Key DUE = Keyset.Key.number("coalesce(due_us, " + Long.MAX_VALUE + ")");

    private ClockList() {}

    static Map<String, Object> open(Snapshot s, Asked asked, Cursors cursors) throws SQLException {
        String state = "stopped_at IS NULL AND " + asked.one("state", State.class, State.OPEN).condition;
        return new Listing("clocks", select(s, asked, state), order(DUE), r -> SlasDocument.open(s, r))
                .page(s, "clocks", asked, cursors);
    }

    static Map<String, Object> breaches(Snapshot s, Asked asked, Cursors cursors) throws SQLException {
        String select = select(s, asked, "state = 'breached'");
        return new Listing("breaches", select, order(DUE.descending()), r -> SlasDocument.breach(s, r))
                .page(s, "breaches", asked, cursors);
    }

    private static List<Keyset.Key> order(Keyset.Key due) {
        return List.of(
                due,
                Keyset.Key.text("case_id"),
                Keyset.Key.number("episode"),
                Keyset.Key.text("sla"),
                Keyset.Key.number("ordinal"));
    }

    private static String select(Snapshot s, Asked asked, String state) throws SQLException {
        return SlasDocument.COLUMNS + s.rows(FactTable.SLA_CLOCKS) + " WHERE " + state + " AND " + sla(s, asked)
                + " AND " + Choice.of(s, asked).condition(FactTable.SLA_CLOCKS);
    }

    private static String sla(Snapshot s, Asked asked) {
        String name = asked.text("sla");
        if (name == null) {
            return "TRUE";
        }
        List<String> known = s.definition().slas().stream().map(SlaRule::name).toList();
        return "sla = " + Snapshot.text(Names.known("SLA", name, known));
    }
}
