package io.sojourn.definition;

import java.io.Serializable;

/** Between whom a handoff is: {@code team} or {@code resource}. */
public record HandoffRule(Party between) implements Serializable {
    /** The party of an activity instance. */
    public enum Party {
        TEAM,
        RESOURCE
    }
}
