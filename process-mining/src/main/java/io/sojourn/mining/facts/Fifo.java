package io.sojourn.mining.facts;

/**
 * First in, first out, as window functions. Over pushes (+1) and takes (-1) in order, the running sum's lowest point
 * so far counts the takes that found nothing: a take that lowers it is an orphan. Without the orphans the k-th take
 * takes the k-th push.
 */
final class Fifo {
    private Fifo() {}

    /**
     * A select of all columns of {@code from}, and {@code orphan} and {@code k}.
     *
     * @param from a select with a BOOLEAN column {@code push}
     * @param key columns inside which takes and pushes are paired; null equals null
     * @param order their order
     */
    static String paired(String from, String key, String order) {
        return """
                SELECT *, CAST(CASE WHEN push THEN sum(CASE WHEN push THEN 1 ELSE 0 END) OVER w
                  ELSE sum(CASE WHEN push OR orphan THEN 0 ELSE 1 END) OVER w END AS BIGINT) AS k
                FROM (
                  SELECT *, missed > COALESCE(lag(missed) OVER (PARTITION BY %1$s ORDER BY %2$s), 0) AS orphan
                  FROM (
                    SELECT *, greatest(0, max(-depth) OVER w) AS missed
                    FROM (
                      SELECT *, CAST(sum(CASE WHEN push THEN 1 ELSE -1 END) OVER w AS BIGINT) AS depth
                      FROM (%3$s)
                      WINDOW w AS (PARTITION BY %1$s ORDER BY %2$s ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW))
                    WINDOW w AS (PARTITION BY %1$s ORDER BY %2$s ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)))
                WINDOW w AS (PARTITION BY %1$s ORDER BY %2$s ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)"""
                .formatted(key, order, from);
    }
}
