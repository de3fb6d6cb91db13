package io.sojourn.benchmark.stream;

import io.sojourn.definition.SlaRule;

/** A running clock of {@link PlainCase}. */
final class PlainClock {
    private final PlainPlan plan;
    private final SlaRule sla;
    final long startedAt;
    final String[] dimensions;
    private long limit;
    private long counted;
    private long stretchStart;
    private boolean paused;
    private boolean breached;

    PlainClock(PlainPlan plan, SlaRule sla, long startedAt, String[] dimensions) {
        this.plan = plan;
        this.sla = sla;
        this.startedAt = startedAt;
        this.dimensions = dimensions;
        this.limit = plan.limitFrom(sla, startedAt);
        this.stretchStart = startedAt;
    }

    long due() {
        return plan.add(sla, stretchStart, limit - counted);
    }

    long risk() {
        long before = Math.floorDiv(limit * sla.atRiskPercent(), 100L) - counted;
        return before <= 0 ? stretchStart : plan.add(sla, stretchStart, before);
    }

    boolean breachedBy(long time) {
        breached = breached || (!paused && time > due());
        return breached;
    }

    void pause(long time) {
        if (!breachedBy(time) && !paused) {
            counted += plan.between(sla, stretchStart, time);
            paused = true;
        }
    }

    void resume(long time) {
        if (!breachedBy(time) && paused) {
            paused = false;
            stretchStart = time;
        }
    }

    void extend(long time, long by) {
        if (!breachedBy(time)) {
            if (!paused) {
                counted += plan.between(sla, stretchStart, time);
                stretchStart = time;
            }
            limit += by;
        }
    }

    String stateAt(long asOf) {
        if (breached || (!paused && asOf > due())) {
            return "breached";
        }
        return paused ? "paused" : asOf >= risk() ? "at_risk" : "running";
    }

    long nextChange(long asOf) {
        if (breached || paused || asOf > due()) {
            return Long.MAX_VALUE;
        }
        long risk = risk();
        return risk > asOf ? Math.min(risk, due() + 1) : due() + 1;
    }

    Object[] row(Long stoppedAt, String state, long ordinal) {
        Long due = paused ? null : (Long) due();
        Long risk = paused ? null : (Long) risk();
        return plan.row(
                java.util.Arrays.asList(dimensions),
                sla.name(),
                ordinal,
                startedAt,
                limit,
                risk,
                due,
                stoppedAt,
                state);
    }
}
