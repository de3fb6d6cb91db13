package io.sojourn.event;

/** What an event row does to the log: add an event, replace the content of one, or take one back. */
public enum Operation {
    /** A new event. */
    APPEND,
    /** New content for the event named by {@link Event#corrects()}. */
    CORRECT,
    /** The event named by {@link Event#corrects()} never happened. */
    RETRACT;

    private final String word = name().toLowerCase(java.util.Locale.ROOT);

    /** The lower-case word used in files: {@code append}, {@code correct}, {@code retract}. */
    public String word() {
        return word;
    }
}
