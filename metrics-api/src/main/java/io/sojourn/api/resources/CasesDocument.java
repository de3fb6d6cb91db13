package io.sojourn.api.resources;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import io.sojourn.fact.FactTable;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** One case with all that is known of it. */
final class CasesDocument {
    private static final int ROWS_OF_A_CASE = 10_000;
    private static final List<FactTable> TABLES_OF_A_CASE = List.of(
            FactTable.EVENTS,
            FactTable.STAYS,
            FactTable.SLA_CLOCKS,
            FactTable.ACTIVITY_INSTANCES,
            FactTable.HANDOFFS,
            FactTable.EXCEPTIONS,
            FactTable.DURATIONS,
            FactTable.CASE_RELATIONS);

    private CasesDocument() {}

    static Map<String, Object> row(Snapshot s, ResultSet r) throws SQLException {
        return Json.object(
                "case_id", r.getString("case_id"),
                "episode", r.getLong("episode"),
                "started_at", Json.instant(Snapshot.nullableLong(r, "started_us")),
                "last_at", Json.instant(Snapshot.nullableLong(r, "last_us")),
                "closed_at", Json.instant(Snapshot.nullableLong(r, "closed_us")),
                "closed_by", r.getString("closed_by"),
                "events", r.getLong("events"),
                "touches", r.getLong("touches"),
                "rework", r.getLong("rework"),
                "handoffs", r.getLong("handoffs"),
                "cycle_time_seconds", Json.seconds(Snapshot.nullableLong(r, "cycle_time_us")),
                "dimensions", Dimensions.key(r, s.definition().dimensions()),
                "waiting_in", strings(r.getArray("queues")));
    }

    private static List<Object> strings(Array array) throws SQLException {
        return array == null ? List.of() : Arrays.asList((Object[]) array.getArray());
    }

    static Map<String, Object> one(Snapshot s, String caseId) throws SQLException {
        // Nearly all cases are here; the other tables have more rows.
        String stored = s.storedId(List.of(FactTable.CASES), caseId);
        if (stored == null) {
            stored = s.storedId(TABLES_OF_A_CASE, caseId);
        }
        if (stored == null) {
            throw unknown(caseId);
        }
        Map<String, Object> document = Json.object("as_of", Json.instant(s.asOf()), "case_id", caseId);
        document.put("episodes", rows(s, FactTable.CASES, stored));
        boolean known = !((List<?>) document.get("episodes")).isEmpty();
        for (FactTable table : TABLES_OF_A_CASE) {
            List<Map<String, Object>> rows = rows(s, table, stored);
            known |= !rows.isEmpty();
            document.put(table.tableName(), rows);
        }
        if (!known) {
            throw unknown(caseId);
        }
        document.put("named_by", namedBy(s, caseId));
        return document;
    }

    private static List<Map<String, Object>> rows(Snapshot s, FactTable table, String storedId) throws SQLException {
        return s.objects("SELECT " + s.columns(table) + " FROM " + s.rowsOfCase(table, storedId) + " ORDER BY "
                + order(table) + " LIMIT " + ROWS_OF_A_CASE);
    }

    /** The same words for a case that is hidden and one that never was. */
    private static SojournException unknown(String caseId) {
        return new SojournException(
                ErrorCode.NOT_FOUND, "there is no case \"" + caseId + "\".", "Maybe search for a part of its name.");
    }

    /** Cases, of any process that is seen, that name this one. */
    private static List<Map<String, Object>> namedBy(Snapshot s, String caseId) throws SQLException {
        return s.objects(
                "SELECT process, case_id, episode, relation, since FROM ("
                        + s.tables().select("case_relations", null)
                        + ") WHERE related_process = ? AND related_case_id = ?"
                        + " ORDER BY since, process, case_id, episode, ordinal LIMIT " + ROWS_OF_A_CASE,
                s.history().process(),
                caseId);
    }

    private static String order(FactTable table) {
        return switch (table) {
            case EVENTS -> "time, source, sequence, revision";
            case STAYS -> "entered_at, queue, ordinal";
            case SLA_CLOCKS -> "started_at, sla, ordinal";
            case DURATIONS -> "from_at, measure, ordinal";
            case CASES -> "episode";
            default -> "episode, ordinal";
        };
    }
}
