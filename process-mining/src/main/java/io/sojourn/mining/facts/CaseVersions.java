package io.sojourn.mining.facts;

import io.sojourn.definition.DefinitionHistory;
import io.sojourn.definition.DefinitionVersion;
import java.util.List;

/** Which version of its definition a case belongs to, in SQL: that of its first effective event. */
public final class CaseVersions {
    private CaseVersions() {}

    /**
     * A query with the columns {@code case_id} and {@code version}, one row for each case.
     *
     * @param events relation with the columns of the events table
     */
    public static String query(DefinitionHistory history, String events) {
        return """
                SELECT case_id, %s AS version FROM (
                  SELECT e.case_id, min(epoch_us(IF(l.operation IS NULL, e.time, l.time)))
                      FILTER (WHERE e.operation = 'append' AND l.operation IS DISTINCT FROM 'retract') AS first_us
                  FROM %s e LEFT JOIN (
                    SELECT case_id, source, event_id, operation, time FROM %s WHERE operation <> 'append'
                    QUALIFY row_number() OVER (PARTITION BY case_id, source, event_id ORDER BY revision DESC) = 1) l
                    ON l.case_id = e.case_id AND l.source = e.source AND l.event_id = e.event_id
                  GROUP BY e.case_id)"""
                .formatted(versionAt(history, "first_us"), events, events);
    }

    /**
     * The version at an instant, as an expression.
     *
     * @param micros SQL of the instant, in microseconds; null: no event counts, which makes the first version
     */
    public static String versionAt(DefinitionHistory history, String micros) {
        StringBuilder sql = new StringBuilder("CASE");
        List<DefinitionVersion> versions = history.versions();
        for (int i = versions.size() - 1; i > 0; i--) {
            DefinitionVersion v = versions.get(i);
            String valid = v.validFrom() == DefinitionVersion.BEGINNING
                    ? micros + " IS NOT NULL"
                    : micros + " >= " + v.validFrom();
            sql.append(" WHEN ").append(valid).append(" THEN ").append(v.number());
        }
        return sql.append(" WHEN TRUE THEN ")
                .append(history.first().number())
                .append("::BIGINT END")
                .toString();
    }
}
