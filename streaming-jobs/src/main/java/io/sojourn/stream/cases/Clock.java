package io.sojourn.stream.cases;

/**
 * A running instance of an SLA. Time is counted in stretches: from the start, a resume or an extension to the next
 * pause, extension or end. A clock whose due instant has passed is breached, and frozen.
 */
final class Clock {
    private static final long UNKNOWN = Long.MIN_VALUE;
    private final Meter meter;
    private final long startedAt;
    private final int atRiskPercent;
    private long limit;
    private long countedBefore;
    private long stretchStart;
    private boolean paused;
    private boolean breached;
    /** What follows from the stretch; {@link #UNKNOWN} until it is asked for. */
    private long due = UNKNOWN;

    private long risk = UNKNOWN;

    Clock(Meter meter, long startedAt, int atRiskPercent) {
        this.meter = meter;
        this.startedAt = startedAt;
        this.atRiskPercent = atRiskPercent;
        this.limit = meter.limitFrom(startedAt);
        this.stretchStart = startedAt;
    }

    private long due() {
        if (due == UNKNOWN) {
            due = meter.add(stretchStart, limit - countedBefore);
        }
        return due;
    }

    private long risk() {
        if (risk == UNKNOWN) {
            long counted = Math.floorDiv(limit * atRiskPercent, 100L) - countedBefore;
            risk = counted <= 0 ? stretchStart : meter.add(stretchStart, counted);
        }
        return risk;
    }

    /** The stretch, the limit or what was counted is another one now. */
    private void moved() {
        due = UNKNOWN;
        risk = UNKNOWN;
    }

    /** True when it was breached before that instant; from then on it stays so. */
    private boolean breachedBy(long time) {
        breached = breached || (!paused && time > due());
        return breached;
    }

    void pause(long time) {
        if (!breachedBy(time) && !paused) {
            countedBefore += meter.between(stretchStart, time);
            paused = true;
            moved();
        }
    }

    void resume(long time) {
        if (!breachedBy(time) && paused) {
            paused = false;
            stretchStart = time;
            moved();
        }
    }

    void extend(long time, long by) {
        if (breachedBy(time)) {
            return;
        }
        if (!paused) {
            countedBefore += meter.between(stretchStart, time);
            stretchStart = time;
        }
        limit += by;
        moved();
    }

    /** Ends it: a paused clock ends as if it had been resumed there. */
    void stop(long time) {
        if (!breachedBy(time) && paused) {
            paused = false;
            stretchStart = time;
            moved();
        }
    }

    boolean isBreached() {
        return breached;
    }

    /** Changes nothing: an event of an earlier time may still come, and stop it in time. */
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

    long startedAt() {
        return startedAt;
    }

    long limit() {
        return limit;
    }

    /** Null while paused. */
    Long dueAt() {
        return paused ? null : due();
    }

    /** Null while paused. */
    Long atRiskAt() {
        return paused ? null : risk();
    }
}
