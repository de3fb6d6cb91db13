package io.sojourn.cli;

import io.sojourn.api.store.Store;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The counts that end a run. */
final class Summaries {
    private Summaries() {}

    static void tell(Store store, Terminal terminal) {
        try (Connection c = store.newConnection();
                Statement s = c.createStatement()) {
            terminal.say(
                    "Stored: %s events, %s cases, %s stays, %s SLA clocks, %s handoffs, %s exceptions; %s rejected, %s duplicates.",
                    count(s, "count(*) FROM events"),
                    count(s, "count(DISTINCT case_id) FROM cases"),
                    count(s, "count(*) FROM stays"),
                    count(s, "count(*) FROM sla_clocks"),
                    count(s, "count(*) FROM handoffs"),
                    count(s, "count(*) FROM exceptions"),
                    count(s, "count(*) FROM rejected_events"),
                    count(s, "coalesce(sum(duplicates), 0) FROM deliveries"));
        } catch (SQLException e) {
            throw new SojournException(ErrorCode.BROKEN, "the store can't be read: " + e.getMessage(), null, e);
        }
        store.asOf().ifPresent(micros -> terminal.say("As of %s.", Instant.EPOCH.plus(micros, ChronoUnit.MICROS)));
    }

    private static String count(Statement s, String what) throws SQLException {
        try (ResultSet r = s.executeQuery("SELECT " + what)) {
            r.next();
            return Terminal.number(r.getLong(1));
        }
    }
}
