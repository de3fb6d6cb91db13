package io.sojourn.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import picocli.CommandLine.Option;

/** How long a new key is valid. */
final class KeyDays {
    private static final int MOST = 730;

    @Option(
            names = "--days",
            defaultValue = "90",
            description = "Days that the key is valid, 730 at most. Default: ${DEFAULT-VALUE}.")
    private int days;

    Instant end() {
        Options.check(days >= 1 && days <= MOST, "--days", days, "a number from 1 to " + MOST);
        return now().plus(Duration.ofDays(days));
    }

    /** In whole seconds: it is read by people. */
    static Instant now() {
        return InstantSource.system().instant().truncatedTo(ChronoUnit.SECONDS);
    }
}
