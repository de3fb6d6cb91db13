package io.sojourn.mining.facts;

import io.sojourn.definition.SlaRule;
import io.sojourn.event.Limits;
import io.sojourn.fact.FactTable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Rule 9: SLA clocks. {@code sla} is the rule's place in the definition, {@code k} the {@code n} of the clock's start.
 *
 * <p>A clock is cut into running stretches: from its start, a resume or an extend to the next pause or extend, or to its
 * end. Each stretch has a due instant of its own: the first stretch that goes on beyond it has breached, and freezes
 * the clock; else the last stretch counts. A clock that is paused at its end gets one more stretch, of length zero.
 *
 * <p>Time is read on a meter: elapsed microseconds, or the calendar's working microseconds since 1970. A stretch's due
 * instant is where the meter shows its reading at the start plus what is left of the limit.
 */
final class ClockStage {
    private final Plan plan;
    private final CalendarStage calendars;
    private final List<SlaRule> rules;

    ClockStage(Plan plan, CalendarStage calendars) {
        this.plan = plan;
        this.calendars = calendars;
        this.rules = plan.definition().slas();
    }

    List<String> statements() {
        return List.of(
                Plan.create("sojourn_sla_events", events()),
                Plan.create("sojourn_starts", starts()),
                Plan.create("sojourn_limits", limits()),
                Plan.create("sojourn_stretches", stretches()),
                Plan.drop("sojourn_sla_events"),
                Plan.create("sojourn_metered", metered()),
                Plan.drop("sojourn_stretches"),
                Plan.create("sojourn_dues", dues()),
                Plan.drop("sojourn_metered"),
                Plan.create("sojourn_clocks", clocks()),
                Plan.drop("sojourn_dues"),
                output());
    }

    List<String> slaNames() {
        return rules.stream().map(SlaRule::name).toList();
    }

    /** Events that touch a rule's clocks, with whether a clock was active before and which. */
    private String events() {
        List<String> parts = new ArrayList<>();
        for (SlaRule r : rules) {
            parts.add(
                    """
                    SELECT %d AS sla, g, n, t, dk, %s AND %s AS starts, %s AS stops, %s AS pauses, %s AS resumes, %s AS extends
                    FROM sojourn_events WHERE starts OR stops OR pauses OR resumes OR extends"""
                            .formatted(
                                    parts.size(),
                                    Plan.flag(r.start(), false),
                                    Plan.flag(r.when(), true),
                                    Plan.flag(r.stop(), false),
                                    Plan.flag(r.pause(), false),
                                    Plan.flag(r.resume(), false),
                                    Plan.flag(r.extendWhen(), false)));
        }
        String touching = Plan.union(
                parts,
                "sla INTEGER",
                "g BIGINT",
                "n BIGINT",
                "t BIGINT",
                "dk BIGINT",
                "starts BOOLEAN",
                "stops BOOLEAN",
                "pauses BOOLEAN",
                "resumes BOOLEAN",
                "extends BOOLEAN");
        String window = "(PARTITION BY sla, g ORDER BY n ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)";
        return """
                SELECT *, last_value(CASE WHEN begins THEN n END IGNORE NULLS) OVER %1$s AS k
                FROM (
                  SELECT *, starts AND (stops OR NOT active) AS begins
                  FROM (
                    SELECT *, COALESCE(last_value(CASE WHEN starts THEN TRUE WHEN stops THEN FALSE END IGNORE NULLS)
                      OVER %1$s, FALSE) AS active,
                      min(CASE WHEN stops THEN t END) OVER (PARTITION BY sla, g ORDER BY n
                        ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING) AS next_stop
                    FROM (%2$s)))"""
                .formatted(window, touching);
    }

    /** One row for each clock: where it starts and ends. */
    private String starts() {
        return """
                SELECT e.sla, e.n AS k, e.g, e.t AS start_us, e.dk,
                  row_number() OVER (PARTITION BY e.sla, e.g ORDER BY e.n) AS ordinal,
                  COALESCE(e.next_stop, p.closed_us) AS stopped_us,
                  CASE WHEN e.next_stop IS NOT NULL THEN 'met' WHEN p.closed_us IS NOT NULL THEN 'cancelled' END AS ended
                FROM sojourn_sla_events e JOIN sojourn_episodes p USING (g)
                WHERE e.begins""";
    }

    private String limits() {
        List<String> parts = new ArrayList<>();
        for (int s = 0; s < rules.size(); s++) {
            SlaRule rule = rules.get(s);
            parts.add(
                    switch (rule.within().unit()) {
                        case ELAPSED, WORKING ->
                            "SELECT sla, k, %d::BIGINT AS limit_us FROM sojourn_starts WHERE sla = %d"
                                    .formatted(rule.within().amount(), s);
                        case CALENDAR_DAYS ->
                            "SELECT sla, k, end_us - start_us AS limit_us FROM ("
                                    + endOfDay(
                                            starts(s),
                                            "start_us",
                                            calendars.zoneDays(rule),
                                            rule.within().amount() + 1)
                                    + ")";
                        case BUSINESS_DAYS -> businessDays(s, rule);
                    });
        }
        return Plan.union(parts, "sla INTEGER", "k BIGINT", "limit_us BIGINT");
    }

    private static String starts(int sla) {
        return "SELECT sla, k, start_us FROM sojourn_starts WHERE sla = " + sla;
    }

    private String businessDays(int s, SlaRule rule) {
        String today = "SELECT sla, k, start_us, end_us AS today_us FROM ("
                + endOfDay(starts(s), "start_us", calendars.zoneDays(rule), 1) + ")";
        return rule.within().amount() <= 0
                ? "SELECT sla, k, today_us - start_us AS limit_us FROM (" + today + ")"
                : "SELECT sla, k, end_us - start_us AS limit_us FROM ("
                        + endOfDay(
                                today,
                                "today_us",
                                calendars.businessDays(rule),
                                rule.within().amount()) + ")";
    }

    /** The element that is {@code n} places after the last one that is not after {@code column}, or the last of all. */
    private static String endOfDay(String from, String column, int zone, long n) {
        return """
                SELECT x.*, later.day_us AS end_us
                FROM (
                  SELECT f.*, least(COALESCE(d.i, 0) + %1$d, (SELECT max(size) FROM sojourn_days WHERE zone = %2$d)) AS place
                  FROM (%3$s) f
                  ASOF LEFT JOIN (SELECT * FROM sojourn_days WHERE zone = %2$d) d ON f.%4$s >= d.day_us) x
                JOIN (SELECT * FROM sojourn_days WHERE zone = %2$d) later ON later.i = x.place"""
                .formatted(n, zone, from, column);
    }

    /** Stretches in order ({@code i}), with the limit that holds in each. */
    private String stretches() {
        String extend = rules.isEmpty()
                ? "0"
                : "(["
                        + rules.stream()
                                .map(r -> Long.toString(r.extendByMicros()))
                                .collect(Collectors.joining(", ")) + "])[sla + 1]";
        return """
                SELECT sla, k, n AS i, t AS from_us, limit_us,
                  COALESCE(next_end, t) AS to_us
                FROM (
                  SELECT *, min(CASE WHEN ends THEN t END) OVER (PARTITION BY sla, k ORDER BY n
                    ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING) AS next_end
                  FROM (
                    SELECT sla, k, n, t,
                      l.limit_us + CAST(%1$s * sum(CASE WHEN extends THEN 1 ELSE 0 END) OVER
                        (PARTITION BY sla, k ORDER BY n) AS BIGINT) AS limit_us,
                      CASE role WHEN 0 THEN TRUE WHEN 2 THEN paused
                        ELSE (resumes OR (NOT pauses AND NOT paused)) AND (extends OR (resumes AND (paused OR pauses)))
                      END AS opens,
                      NOT paused AND (role = 2 OR pauses OR extends) AS ends
                    FROM (
                      SELECT *, COALESCE(last_value(CASE WHEN resumes THEN FALSE WHEN pauses THEN TRUE END IGNORE NULLS)
                        OVER (PARTITION BY sla, k ORDER BY n ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), FALSE)
                        AS paused
                      FROM (%2$s))
                    JOIN sojourn_limits l USING (sla, k))
                  WHERE opens OR ends)
                WHERE opens"""
                .formatted(extend, marks());
    }

    /** What happens to each clock: 0 its start, 1 a pause, resume or extend, 2 its end (a stop, a close, or as_of). */
    private String marks() {
        return """
                SELECT sla, k, k AS n, start_us AS t, 0 AS role, FALSE AS pauses, FALSE AS resumes, FALSE AS extends
                FROM sojourn_starts
                UNION ALL
                SELECT sla, k, n, t, 1, pauses, resumes, extends FROM sojourn_sla_events
                WHERE active AND NOT stops AND (pauses OR resumes OR extends)
                UNION ALL
                SELECT sla, k, 9223372036854775807, COALESCE(stopped_us, %d), 2, FALSE, FALSE, FALSE FROM sojourn_starts"""
                .formatted(plan.asOf());
    }

    /** Adds each stretch's meter readings. */
    private String metered() {
        String meters = meters("sla");
        String elapsed =
                "SELECT *, NULL::INTEGER AS meter, from_us AS from_meter, to_us AS to_meter FROM sojourn_stretches";
        if (!calendars.meters()) {
            return elapsed;
        }
        return """
                %1$s WHERE %2$s IS NULL
                UNION ALL
                SELECT s.*, COALESCE(f.worked_before + least(s.from_us, f.end_us) - f.start_us, 0),
                  COALESCE(x.worked_before + least(s.to_us, x.end_us) - x.start_us, 0)
                FROM (SELECT *, %2$s AS meter FROM sojourn_stretches WHERE %2$s IS NOT NULL) s
                ASOF LEFT JOIN sojourn_shifts f ON f.meter = s.meter AND s.from_us >= f.start_us
                ASOF LEFT JOIN sojourn_shifts x ON x.meter = s.meter AND s.to_us >= x.start_us"""
                .formatted(elapsed, meters);
    }

    private String meters(String sla) {
        return "(["
                + rules.stream().map(calendars::meter).collect(Collectors.joining(", "))
                + "]::INTEGER[])[" + sla + " + 1]";
    }

    /** Adds each stretch's due instant, and the instant from which it is at risk. */
    private String dues() {
        String percents = rules.isEmpty()
                ? "1"
                : "(["
                        + rules.stream()
                                .map(r -> Integer.toString(r.atRiskPercent()))
                                .collect(Collectors.joining(", ")) + "])[sla + 1]";
        String left =
                """
                SELECT *, greatest(0, limit_us - used) AS left_us,
                  greatest(0, limit_us * %s // 100 - used) AS safe_us
                FROM (
                  SELECT *, CAST(COALESCE(sum(to_meter - from_meter) OVER (PARTITION BY sla, k ORDER BY i
                    ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS BIGINT) AS used
                  FROM sojourn_metered)"""
                        .formatted(percents);
        String elapsed = "SELECT * EXCLUDE (meter), from_us + left_us AS due_us, from_us + safe_us AS risk_us FROM ("
                + left + ")";
        if (!calendars.meters()) {
            return elapsed;
        }
        return """
                %1$s WHERE meter IS NULL
                UNION ALL
                SELECT s.* EXCLUDE (meter), %3$s, %4$s
                FROM (SELECT * FROM (%2$s) WHERE meter IS NOT NULL) s
                ASOF LEFT JOIN sojourn_shifts d ON d.meter = s.meter AND s.from_meter + s.left_us > d.worked_before
                ASOF LEFT JOIN sojourn_shifts r ON r.meter = s.meter AND s.from_meter + s.safe_us > r.worked_before"""
                .formatted(elapsed, left, added("left_us", "d"), added("safe_us", "r"));
    }

    /** Where the meter shows so much more; where it has not moved, the stretch's start. */
    private static String added(String more, String shift) {
        return """
                CASE WHEN s.%1$s = 0 THEN s.from_us
                  WHEN %2$s.start_us IS NULL OR s.from_meter + s.%1$s - %2$s.worked_before > %2$s.end_us - %2$s.start_us
                  THEN %3$d
                  ELSE %2$s.start_us + s.from_meter + s.%1$s - %2$s.worked_before END"""
                .formatted(more, shift, Limits.MAX_TIME_MICROS);
    }

    /** The first stretch that breached, or the last one, decides. */
    private String clocks() {
        return """
                SELECT s.*, x.limit_us,
                  CASE WHEN x.breached THEN 'breached' WHEN ended IS NOT NULL THEN ended WHEN x.paused THEN 'paused'
                    WHEN %1$d >= x.risk_us THEN 'at_risk' ELSE 'running' END AS state,
                  CASE WHEN x.paused AND ended IS NULL AND NOT x.breached THEN NULL ELSE x.due_us END AS due_us,
                  CASE WHEN x.paused AND ended IS NULL AND NOT x.breached THEN NULL ELSE x.risk_us END AS risk_us
                FROM sojourn_starts s JOIN (
                  SELECT *, due_us < to_us AS breached, i = 9223372036854775807 AS paused FROM sojourn_dues
                  QUALIFY row_number() OVER (PARTITION BY sla, k
                    ORDER BY CASE WHEN due_us < to_us THEN 0 ELSE 1 END, CASE WHEN due_us < to_us THEN i ELSE -i END) = 1
                ) x USING (sla, k)"""
                .formatted(plan.asOf());
    }

    private String output() {
        return plan.output(
                FactTable.SLA_CLOCKS,
                Plan.columns(
                        "case_id", "p.case_id",
                        "episode", "p.ep",
                        "sla", Plan.pick(slaNames(), "s.sla"),
                        "ordinal", "s.ordinal",
                        "started_at", "s.start_us",
                        "limit_us", "s.limit_us",
                        "at_risk_at", "s.risk_us",
                        "due_at", "s.due_us",
                        "stopped_at", "s.stopped_us",
                        "state", "s.state"),
                "FROM sojourn_clocks s JOIN sojourn_episodes p USING (g) JOIN sojourn_dims d ON d.dk = s.dk");
    }
}
