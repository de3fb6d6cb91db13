package io.sojourn.definition;

import java.io.Serializable;

/**
 * A version of a definition, and from when on it is valid.
 *
 * @param compiled the definition; its number is in it
 * @param validFrom of the cases whose first event is at this instant or later (microseconds); {@link #BEGINNING}: of all
 */
public record DefinitionVersion(CompiledDefinition compiled, long validFrom) implements Serializable {
    /** Valid for cases of any age. */
    public static final long BEGINNING = Long.MIN_VALUE;

    public ProcessDefinition definition() {
        return compiled.definition();
    }

    public int number() {
        return definition().version();
    }
}
