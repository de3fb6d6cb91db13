package io.sojourn.mining.waits;

import java.util.Locale;

/** Why an activity instance waited. Where several hold at one moment, the first of them counts. */
public enum Cause {
    /** Somebody outside had the case: a payer, a patient. */
    EXTERNAL_PARTY("external party"),
    /** The work was held back until there was more of its kind. */
    BATCHING("batching"),
    /** Its resource was busy with work that was possible before. */
    CONTENTION("contention"),
    /** Its resource was busy with work that became possible later. */
    PRIORITISATION("prioritisation"),
    /** Its resource was not on duty. */
    UNAVAILABILITY("unavailability"),
    /** None of these: its resource was on duty and idle, or nobody is known to have done it. */
    EXTRANEOUS("extraneous");

    private final String title;

    Cause(String title) {
        this.title = title;
    }

    /** In documents: the name in lower case. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** For people. */
    public String title() {
        return title;
    }
}
