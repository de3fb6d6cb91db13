package io.sojourn.api.resources;

import io.sojourn.fact.FactTable;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** The stays in one queue, those that began first in front. */
final class StayList {
    private enum State {
        OPEN("left_at IS NULL"),
        LEFT("left_at IS NOT NULL"),
        ALL("TRUE");

        private final String condition;

        State(String condition) {
            this.condition = condition;
        }
    }

    private static final List<Keyset.Key> ORDER = List.of(
            Keyset.Key.number("entered_us"),
            Keyset.Key.text("case_id"),
            Keyset.Key.number("episode"),
            Keyset.Key.number("ordinal"));

    private StayList() {}

    static Map<String, Object> of(Snapshot s, String queue, Asked asked, Cursors cursors) throws SQLException {
        QueueHistory.rule(s, queue);
        String select = "SELECT *, epoch_us(entered_at) AS entered_us, epoch_us(left_at) AS left_us FROM "
                + s.rows(FactTable.STAYS) + " WHERE queue = " + Snapshot.text(queue) + " AND "
                + asked.one("state", State.class, State.OPEN).condition + " AND "
                + Choice.of(s, asked).condition(FactTable.STAYS);
        return new Listing("stays", select, ORDER, r -> row(s, r)).page(s, "stays " + queue, asked, cursors);
    }

    private static Map<String, Object> row(Snapshot s, ResultSet r) throws SQLException {
        long entered = r.getLong("entered_us");
        Long left = Snapshot.nullableLong(r, "left_us");
        return Json.object(
                "case_id", r.getString("case_id"),
                "episode", r.getLong("episode"),
                "ordinal", r.getLong("ordinal"),
                "entered_at", Json.instant(entered),
                "left_at", Json.instant(left),
                "ended_by", r.getString("ended_by"),
                "age_seconds", Json.seconds((left == null ? s.clock() : left) - entered),
                "dimensions", Dimensions.key(r, s.definition().dimensions()));
    }
}
