package io.sojourn.definition;

import java.io.Serializable;

/**
 * A column of the case, computed over the events of an episode.
 *
 * @param name column name
 * @param kind how the events' values become one
 * @param of condition on an event
 */
public record CaseColumn(String name, Kind kind, Expression of) implements Serializable {
    /** {@code any}: true when some event fulfils it (else false). {@code count}: how many events fulfil it. */
    public enum Kind {
        ANY,
        COUNT
    }
}
