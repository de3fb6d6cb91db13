package io.sojourn.api.cms;

import io.sojourn.definition.CmsChoice;
import java.util.List;

/** The parts of {@link TwinSql}'s queries that make requests of marked events. */
record TwinRequests(Choices choices, ReportYear year) {

    List<String> parts() {
        return List.of(BORDERS, NUMBERED, BEGUN, ENDED, INSIDE, APPEALED, decisions(), CHOSEN, FATE, requests());
    }

    /** A receipt begins a request where no other one is open: where the receipt or end before it is none, or an end. */
    private static final String BORDERS =
            """
            borders AS (
              SELECT case_id, n, is_received AND (is_decided OR is_withdrawn
                OR NOT coalesce(lag(is_received) OVER (PARTITION BY case_id ORDER BY n), FALSE)) AS begins
              FROM marked WHERE is_received OR is_decided OR is_withdrawn)""";

    /** The request that an event belongs to: how many began before it. */
    private static final String NUMBERED =
            """
            numbered AS (
              SELECT m.*, coalesce(b.begins, FALSE) AS begins, coalesce(sum(CASE WHEN b.begins THEN 1 ELSE 0 END)
                OVER (PARTITION BY m.case_id ORDER BY m.n ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS request
              FROM marked m LEFT JOIN borders b ON b.case_id = m.case_id AND b.n = m.n)""";

    private static final String BEGUN =
            """
            begun AS (
              SELECT case_id, request + 1 AS request, happened AS received, of_payer, is_when, is_standard, is_expedited
              FROM numbered WHERE begins)""";

    private static final String ENDED =
            """
            ended AS (
              SELECT case_id, request, min(n) AS end_n FROM numbered
              WHERE request > 0 AND (is_decided OR is_withdrawn) GROUP BY case_id, request)""";

    private static final String INSIDE =
            """
            inside AS (
              SELECT m.*, e.end_n FROM numbered m JOIN ended e ON e.case_id = m.case_id AND e.request = m.request)""";

    private static final String APPEALED =
            """
            appealed AS (
              SELECT case_id, request, min(n) AS appeal_n FROM inside
              WHERE n > end_n AND (is_appealed OR is_appeal_decided) GROUP BY case_id, request)""";

    /** Decisions before an appeal, of requests whose first end is a decision; the one that counts first. */
    private String decisions() {
        String order = choices.is(CmsChoice.DECISION, "last") ? "DESC" : "ASC";
        return """
                decisions AS (
                  SELECT i.*, row_number() OVER (PARTITION BY i.case_id, i.request ORDER BY i.n %s) AS place
                  FROM inside i
                  JOIN inside f ON f.case_id = i.case_id AND f.request = i.request AND f.n = f.end_n AND f.is_decided
                  LEFT JOIN appealed a ON a.case_id = i.case_id AND a.request = i.request
                  WHERE i.is_decided AND i.n >= i.end_n AND (a.appeal_n IS NULL OR i.n <= a.appeal_n))"""
                .formatted(order);
    }

    private static final String CHOSEN =
            """
            chosen AS (
              SELECT case_id, request, happened AS decided, CASE
                WHEN is_approved AND NOT is_partial AND NOT is_denied THEN 'approved'
                WHEN is_partial AND NOT is_approved AND NOT is_denied THEN 'partial'
                WHEN is_denied AND NOT is_approved AND NOT is_partial THEN 'denied' END AS outcome
              FROM decisions WHERE place = 1)""";

    private static final String FATE =
            """
            fate AS (
              SELECT case_id, request, count_if(is_extended AND n <= end_n) > 0 AS extended,
                count_if(is_appeal_decided AND n > end_n) > 0 AS ruled,
                count_if(is_appeal_decided AND is_overturned AND n > end_n) > 0 AS overturned
              FROM inside GROUP BY case_id, request)""";

    private String requests() {
        String moment = choices.is(CmsChoice.COUNTED_BY, "received") ? "b.received" : "c.decided";
        return """
                requests AS (
                  SELECT b.of_payer, b.is_standard, b.received, c.decided, c.outcome, m.extended, m.ruled, m.overturned
                  FROM begun b JOIN chosen c ON c.case_id = b.case_id AND c.request = b.request
                  JOIN fate m ON m.case_id = b.case_id AND m.request = b.request
                  WHERE b.is_when AND b.is_standard <> b.is_expedited AND c.outcome IS NOT NULL
                    AND %1$s >= %2$s AND %1$s < %3$s)"""
                .formatted(moment, TwinDays.time(year.from()), TwinDays.time(year.to()));
    }
}
