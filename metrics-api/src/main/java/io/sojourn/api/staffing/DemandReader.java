package io.sojourn.api.staffing;

import io.sojourn.calendar.LocalDays;
import io.sojourn.calendar.WorkCalendar;
import io.sojourn.definition.ProcessDefinition;
import io.sojourn.definition.SlaRule;
import io.sojourn.definition.StaffingRule;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads a queue's demand from the public tables. */
final class DemandReader {
    static final double HOUR_MICROS = 3_600e6;
    private static final int SAMPLES = 1_000;

    private static final String BACKLOG =
            """
            WITH clocks AS (
              SELECT process, version, case_id, episode, min(due_at) AS due_at FROM main.sla_clocks
              WHERE process = ? AND sla = ? AND stopped_at IS NULL GROUP BY ALL)
            SELECT epoch_us(c.due_at), count(*), min(epoch_us(s.entered_at)) FROM main.stays s
            LEFT JOIN clocks c USING (process, version, case_id, episode)
            WHERE s.process = ? AND s.queue = ? AND s.left_at IS NULL AND epoch_us(s.entered_at) <= ? GROUP BY 1 ORDER BY 1""";

    private static final String FLOW =
            """
            SELECT coalesce(sum(arrivals), 0), coalesce(sum(departures), 0) FROM main.queue_panes
            WHERE process = ? AND queue = ? AND epoch_us(pane) >= ? AND epoch_us(pane) < ?""";

    /** The first activity instance with a length after each stay that was left, newest first. */
    private static final String HANDLING =
            """
            WITH ended AS (
              SELECT process, version, case_id, episode, left_at FROM main.stays
              WHERE process = ? AND queue = ? AND ended_by = 'left' AND epoch_us(left_at) BETWEEN ? AND ?
              ORDER BY left_at DESC, case_id, episode, ordinal LIMIT %d)
            SELECT epoch_us(min(i.started_at)), epoch_us(arg_min(i.completed_at, (i.started_at, i.ordinal)))
            FROM ended e JOIN main.activity_instances i USING (process, version, case_id, episode)
            WHERE i.started_at >= e.left_at AND i.completed_at > i.started_at
            GROUP BY e.process, e.version, e.case_id, e.episode, e.left_at"""
                    .formatted(SAMPLES);

    private final String process;
    private final StaffingRule rule;
    private final SlaRule target;
    private final WorkCalendar calendar;
    private final ZoneId zone;
    private final StaffingOptions options;

    DemandReader(
            ProcessDefinition definition,
            StaffingRule rule,
            SlaRule target,
            WorkCalendar calendar,
            StaffingOptions options) {
        this.process = definition.process();
        this.zone = definition.zone();
        this.rule = rule;
        this.target = target;
        this.calendar = calendar;
        this.options = options;
    }

    /** Null where the log is too short to tell a rate. */
    Demand read(Connection connection, long asOf) throws SQLException {
        long from = Math.max(historyStart(asOf), firstPane(connection));
        double hours = calendar.between(from, asOf) / HOUR_MICROS;
        if (hours < 1) {
            return null;
        }
        long[] flow = longs(connection, FLOW, 2, process, rule.queue(), from, asOf);
        Backlog backlog = backlog(connection, asOf);
        double[] handling = handling(connection, from, asOf);
        boolean declared = rule.handlingMicros() != null;
        return new Demand(
                backlog.due,
                backlog.cases,
                backlog.pastDue,
                Math.max(0, (asOf - backlog.oldest) / HOUR_MICROS),
                flow[0] / hours,
                flow[1] / hours,
                declared ? rule.handlingMicros() / HOUR_MICROS : quantile(handling, 0.5),
                declared ? Double.NaN : quantile(handling, 0.9),
                declared ? 0 : handling.length);
    }

    /** The instant that lies the given working time back. */
    private long historyStart(long asOf) {
        long target = calendar.worked(asOf) - (long) (options.historyHours() * HOUR_MICROS);
        return target <= 0 ? 0 : calendar.add(0, target);
    }

    private long firstPane(Connection connection) throws SQLException {
        return pane(connection, "min");
    }

    /** When something last came to or left any queue of the process; 0: never. */
    long lastFlow(Connection connection) throws SQLException {
        return pane(connection, "max");
    }

    private long pane(Connection connection, String which) throws SQLException {
        String sql = "SELECT coalesce(" + which + "(epoch_us(pane)), 0) FROM main.queue_panes WHERE process = ?";
        return longs(connection, sql, 1, process)[0];
    }

    /** Working hours that the target gives a case that comes now. */
    double limitHours(long asOf) {
        return calendar.between(asOf, limitFrom(asOf)) / HOUR_MICROS;
    }

    private long limitFrom(long asOf) {
        long amount = target.within().amount();
        return switch (target.within().unit()) {
            case ELAPSED -> asOf + amount;
            case CALENDAR_DAYS -> LocalDays.endOfDay(asOf, (int) amount, zone);
            case BUSINESS_DAYS -> calendar.endOfBusinessDay(asOf, (int) amount);
            case WORKING -> calendar.add(asOf, amount);
        };
    }

    private record Backlog(List<DemandBound.Due> due, long cases, long pastDue, long oldest) {}

    private Backlog backlog(Connection connection, long asOf) throws SQLException {
        List<DemandBound.Due> due = new ArrayList<>();
        long cases = 0;
        long pastDue = 0;
        long oldest = asOf;
        try (PreparedStatement s = prepare(connection, BACKLOG, process, target.name(), process, rule.queue(), asOf);
                ResultSet r = s.executeQuery()) {
            while (r.next()) {
                long dueAt = r.getLong(1);
                dueAt = r.wasNull() ? limitFrom(asOf) : dueAt;
                due.add(new DemandBound.Due(calendar.between(asOf, dueAt) / HOUR_MICROS, r.getLong(2)));
                cases += r.getLong(2);
                pastDue += dueAt < asOf ? r.getLong(2) : 0;
                oldest = Math.min(oldest, r.getLong(3));
            }
        }
        return new Backlog(due, cases, pastDue, oldest);
    }

    /** Observed working hours, ascending; empty where the handling time is declared. */
    private double[] handling(Connection connection, long from, long asOf) throws SQLException {
        List<Double> hours = new ArrayList<>();
        if (rule.handlingMicros() == null) {
            try (PreparedStatement s = prepare(connection, HANDLING, process, rule.queue(), from, asOf);
                    ResultSet r = s.executeQuery()) {
                while (r.next()) {
                    double worked = calendar.between(r.getLong(1), r.getLong(2)) / HOUR_MICROS;
                    if (worked > 0) {
                        hours.add(worked);
                    }
                }
            }
        }
        double[] sorted = hours.stream().mapToDouble(h -> h).toArray();
        Arrays.sort(sorted);
        return sorted;
    }

    /** Nearest rank; NaN where there are too few. */
    private double quantile(double[] sorted, double p) {
        return sorted.length < options.minSamples()
                ? Double.NaN
                : sorted[Math.max(0, (int) Math.ceil(p * sorted.length) - 1)];
    }

    private static long[] longs(Connection connection, String sql, int columns, Object... parameters)
            throws SQLException {
        try (PreparedStatement s = prepare(connection, sql, parameters);
                ResultSet r = s.executeQuery()) {
            r.next();
            long[] values = new long[columns];
            for (int i = 0; i < columns; i++) {
                values[i] = r.getLong(i + 1);
            }
            return values;
        }
    }

    private static PreparedStatement prepare(Connection connection, String sql, Object... parameters)
            throws SQLException {
        PreparedStatement s = connection.prepareStatement(sql);
        for (int i = 0; i < parameters.length; i++) {
            s.setObject(i + 1, parameters[i]);
        }
        return s;
    }
}
