package io.sojourn.api.resources;

import io.sojourn.definition.ProcessDefinition;
import java.sql.SQLException;
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
                        SELECT (SELECT count(*) FROM events) AS events,
                               (SELECT count(*) FROM rejected_events) AS rejected,
                               (SELECT coalesce(sum(duplicates), 0)::BIGINT FROM deliveries) AS duplicates,
                               (SELECT count(DISTINCT case_id) FROM cases) AS cases,
                               (SELECT count(*) FROM cases WHERE closed_at IS NULL) AS open_cases
                        """)
                .get(0));
        return counts;
    }

    static Map<String, Object> of(ProcessDefinition d, Health health, Map<String, Object> counts) {
        Map<String, Object> document = Json.object(
                "status", word(health.status()), "process", d.process(), "title", d.title(), "version", d.version());
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
