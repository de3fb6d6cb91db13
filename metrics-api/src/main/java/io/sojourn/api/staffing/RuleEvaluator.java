package io.sojourn.api.staffing;

import static io.sojourn.api.staffing.DemandReader.HOUR_MICROS;

import io.sojourn.calendar.WorkCalendar;
import io.sojourn.definition.ProcessDefinition;
import io.sojourn.definition.QueueRule;
import io.sojourn.definition.SlaRule;
import io.sojourn.definition.StaffingRule;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** One staffing rule: reads its demand, compares it with its capacity, and words a signal. */
final class RuleEvaluator {
    private final StaffingRule rule;
    private final String process;
    private final String title;
    private final WorkCalendar calendar;
    private final DemandReader reader;
    private final StaffingOptions options;

    RuleEvaluator(
            ProcessDefinition definition,
            StaffingRule rule,
            SlaRule target,
            WorkCalendar calendar,
            StaffingOptions options) {
        this.rule = rule;
        this.process = definition.process();
        this.title = definition.queues().stream()
                .filter(q -> q.name().equals(rule.queue()))
                .map(QueueRule::title)
                .findFirst()
                .orElse(rule.queue());
        this.calendar = calendar;
        this.reader = new DemandReader(definition, rule, target, calendar, options);
        this.options = options;
    }

    String name() {
        return rule.name();
    }

    String signalId(long asOf) {
        return process + "-" + rule.name() + "-" + Long.toString(asOf / 1_000_000, 36);
    }

    /** A feed that stands still must not look like an empty queue. */
    boolean isStale(Connection connection, long asOf) throws SQLException {
        long last = reader.lastFlow(connection);
        return last == 0 || calendar.between(last, asOf) / HOUR_MICROS > options.staleHours();
    }

    /** Null where too little was observed. */
    Assessment assess(Connection connection, long asOf) throws SQLException {
        Demand demand = reader.read(connection, asOf);
        return demand == null || Double.isNaN(demand.handlingHours())
                ? null
                : Assessment.of(
                        demand, rule.staff(), rule.productivePercent() / 100.0, reader.limitHours(asOf), options);
    }

    long windowEnd(Assessment a, long asOf) {
        return calendar.add(asOf, Math.round(a.horizonHours() * HOUR_MICROS));
    }

    Signal signal(Assessment a, Signal before, String id, boolean open, long asOf) {
        Demand d = a.demand();
        double slaGap = Assessment.round(a.slaGap(), options.step());
        double stabilityGap = Assessment.round(a.stabilityGap(), options.step());
        boolean observed = d.samples() > 0;
        return new Signal(
                id,
                before == null ? 1 : before.revision() + 1,
                open ? "open" : "resolved",
                rule.name(),
                rule.queue(),
                title,
                before == null ? iso(asOf) : before.openedAt(),
                iso(asOf),
                open ? null : iso(asOf),
                new Signal.DemandFigures(
                        d.backlog(),
                        d.dueWithin(a.horizonHours()),
                        d.pastDue(),
                        Assessment.tenth(d.oldestAgeHours()),
                        Assessment.tenth(d.arrivalsPerHour())),
                new Signal.Capacity(
                        Assessment.tenth(a.staff()), a.declared() ? "declared" : "observed", a.productive()),
                new Signal.Need(
                        Assessment.tenth(a.toMeetSla()),
                        Assessment.tenth(a.toBeStable()),
                        slaGap,
                        stabilityGap,
                        Assessment.tenth(Math.max(slaGap, stabilityGap) * a.horizonHours())),
                new Signal.Window(
                        iso(asOf),
                        iso(windowEnd(a, asOf)),
                        Assessment.tenth(a.horizonHours()),
                        rule.calendar(),
                        calendar.rule().zone().getId()),
                new Signal.Confidence(
                        "demand-bound/1",
                        Assessment.tenth(d.handlingHours() * 60),
                        observed ? Assessment.tenth(d.handlingP90Hours() * 60) : null,
                        d.samples()),
                a.reasons(options),
                null);
    }

    private static String iso(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString();
    }
}
