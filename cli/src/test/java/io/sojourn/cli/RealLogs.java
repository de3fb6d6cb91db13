package io.sojourn.cli;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the real logs are that some tests read; they are no part of the project. */
final class RealLogs {
    private RealLogs() {}

    /** A log of the folder; without the folder the test is skipped, and says so. */
    static Path log(String name) {
        String folder = System.getProperty("sojourn.logs", "");
        assumeTrue(!folder.isEmpty(), "skipped: set SOJOURN_LOGS (or -Dsojourn.logs) to the folder of real logs");
        Path log = Path.of(folder).toAbsolutePath().resolve(name);
        assumeTrue(Files.exists(log), "skipped: " + log + " is not there");
        return log;
    }
}
