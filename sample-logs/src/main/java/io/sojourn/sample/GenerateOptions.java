package io.sojourn.sample;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import java.nio.file.Path;
import java.util.Objects;

/**
 * What to generate.
 *
 * @param simulation the world; it must have an end
 * @param out the log; its name says the format, see {@link LogWriter}. An existing file is replaced
 * @param truth folder for the truth, or null
 * @param disturbance how the log is disturbed
 */
public record GenerateOptions(SimulationOptions simulation, Path out, Path truth, Disturbance disturbance) {
    public GenerateOptions {
        Objects.requireNonNull(out, "out");
        Objects.requireNonNull(disturbance, "disturbance");
        if (simulation.endless()) {
            throw new SojournException(
                    ErrorCode.BAD_REQUEST, "a log of endless cases fits in no file.", "Maybe give a number of cases.");
        }
    }

    /** An undisturbed log, without its truth. */
    public static GenerateOptions of(int cases, long seed, Path out) {
        return new GenerateOptions(SimulationOptions.of(seed, cases), out, null, Disturbance.NONE);
    }
}
