package io.sojourn.sample;

/** Is told each fact of the simulated world when it is complete. */
public interface TruthListener {
    /** Listens to nothing. */
    TruthListener NONE = new TruthListener() {};

    /** A stay that ended. */
    default void stay(Truth.Stay stay) {}

    /** Work that passed to another team. */
    default void handoff(Truth.Handoff handoff) {}

    /** A payer's decision. */
    default void decision(Truth.Decision decision) {}

    /** A deadline that ended. */
    default void deadline(Deadline deadline) {}
}
