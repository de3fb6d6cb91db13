package io.sojourn.api.resources;

import io.sojourn.definition.ProcessDefinition;
import io.sojourn.fact.FactTable;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How the run and the store are. */
final class HealthDocument {
    private HealthDocument() {}

    /** What the store says: as_of and counts. */
    static Map<String, Object> counts(Snapshot s) throws SQLException {
        Map<String, Object> counts = Json.object("as_of", Json.instant(s.asOf()));
        counts.putAll(s.objects(
                        """
                        SELECT (SELECT count(*) FROM %s) AS events,
                               (SELECT count(*) FROM %s) AS rejected,
                               (SELECT coalesce(sum(duplicates), 0)::BIGINT FROM %s) AS duplicates,
                               (SELECT %s FROM %s) AS cases,
                               (SELECT count(*) FROM %s WHERE closed_at IS NULL) AS open_cases
                        """
                                .formatted(
                                        s.rows(FactTable.EVENTS),
                                        s.rows(FactTable.REJECTED_EVENTS),
                                        s.rows(FactTable.DELIVERIES),
                                        s.history() == null
                                                ? "count(DISTINCT (process, case_id))"
                                                : "count(DISTINCT case_id)",
                                        s.rows(FactTable.CASES),
                                        s.rows(FactTable.CASES)))
                .get(0));
        return counts;
    }

    /**
     * @param d the process that it is about; null: all
     * @param processes the names of all
     */
    static Map<String, Object> of(
            ProcessDefinition d, List<String> processes, Health health, Map<String, Object> counts) {
        Map<String, Object> document = Json.object("status", word(health.status()), "processes", processes);
        document.put("process", d == null ? null : d.process());
        document.put("title", d == null ? null : d.title());
        document.put("version", d == null ? null : d.version());
        document.put("mode", word(health.mode()));
        document.put("speed", health.speed());
        document.putAll(counts);
        document.put("progress", progress(health));
        document.put(
                "started_at",
                health.startedAt() == null ? null : health.startedAt().toString());
        document.put("trouble", health.trouble());
        return document;
    }

    private static Map<String, Object> progress(Health health) {
        return health.total() == null
                ? null
                : Json.object("events", health.processed() == null ? 0L : health.processed(), "total", health.total());
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
