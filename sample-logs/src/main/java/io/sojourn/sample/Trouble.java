package io.sojourn.sample;

/** Troubles that can be planted into the simulated world, each with one known cause; see docs/concepts/simulator.md. */
public enum Trouble {
    /** One payer's gateway and reviewers are down for 36 hours. */
    PAYER_OUTAGE,
    /** Half of the imaging specialists are absent for a quarter of the time. */
    SHORT_STAFFED_TEAM,
    /** One payer asks again and again for information in oncology requests. */
    REWORK_LOOP,
    /** Requests by fax need three times the time in the documentation team. */
    SLOW_VARIANT,
    /** At one facility, complete documentation goes back to intake up to twice. */
    HANDOFF_PING_PONG,
    /** The documentation team takes up new work twice a day only. */
    BATCHING_TEAM,
    /** The late shift of intake is missing for a week. */
    ABSENT_SHIFT
}
