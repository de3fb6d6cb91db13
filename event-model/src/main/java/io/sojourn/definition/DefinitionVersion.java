package io.sojourn.definition;

import java.io.Serializable;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A version of a definition, and from when on it is valid.
 *
 * @param compiled the definition; its number is in it
 * @param validFrom of the cases whose first event is at this instant or later (microseconds); {@link #BEGINNING}: of all
 */
public record DefinitionVersion(CompiledDefinition compiled, long validFrom) implements Serializable {
    /** Valid for cases of any age. */
    public static final long BEGINNING = Long.MIN_VALUE;

    /** Valid for the cases that begin at an instant or later. */
    public static DefinitionVersion from(CompiledDefinition compiled, Instant instant) {
        return new DefinitionVersion(compiled, ChronoUnit.MICROS.between(Instant.EPOCH, instant));
    }

    public ProcessDefinition definition() {
        return compiled.definition();
    }

    public int number() {
        return definition().version();
    }
}
