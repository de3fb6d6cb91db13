package io.sojourn.api.sql;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;

/**
 * What is open now, as views beside the history: {@code queue_now} and {@code sla_now}. They read the tables as a query of the
 * same worker does: made after whatever hides rows, they hide them too.
 */
final class LiveViews {
    static final Set<String> NAMES = Set.of("queue_now", "sla_now");

    private LiveViews() {}

    /** The table that a view reads; null: there is no such view. */
    static String source(String view) {
        return switch (view) {
            case "queue_now" -> "stays";
            case "sla_now" -> "sla_clocks";
            default -> null;
        };
    }

    static void create(Statement s, Set<String> tables, String asOf) throws SQLException {
        s.execute("CREATE TEMP MACRO as_of() AS " + asOf);
        if (tables.contains("stays")) {
            s.execute("CREATE TEMP VIEW queue_now AS SELECT * EXCLUDE (left_at, ended_by), " + asOf
                    + " AS as_of, epoch_us(" + asOf
                    + ") - epoch_us(entered_at) AS waiting_us FROM stays WHERE left_at IS NULL");
        }
        if (tables.contains("sla_clocks")) {
            s.execute(
                    "CREATE TEMP VIEW sla_now AS SELECT * EXCLUDE (state, stopped_at), CASE WHEN state = 'breached' OR"
                            + " due_at < " + asOf
                            + " THEN 'breached' WHEN state = 'paused' THEN 'paused' WHEN at_risk_at <= " + asOf
                            + " THEN 'at_risk' ELSE 'running' END AS state, " + asOf
                            + " AS as_of, epoch_us(due_at) - epoch_us("
                            + asOf + ") AS left_us FROM sla_clocks WHERE stopped_at IS NULL");
        }
    }
}
