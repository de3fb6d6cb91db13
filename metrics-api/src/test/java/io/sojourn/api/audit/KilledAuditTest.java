package io.sojourn.api.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledAuditTest {
    private static final int LINES = 2_000;

    @Test
    void aKilledServerLosesNoLineThatItAnsweredAndTheNextOneGoesOn(@TempDir Path dir) throws Exception {
        Path file = dir.resolve("audit.jsonl");
        long before = 0;
        for (int kill = 1; kill <= 3; kill++) {
            long said = killedAfter(file, kill * LINES);
            AuditCheck.Report report = AuditCheck.of(file, null);
            assertThat(report.holds()).as(report.broken()).isTrue();
            assertThat(report.lines()).isGreaterThanOrEqualTo(said).isGreaterThan(before);
            before = report.lines();
        }
        AuditLog.open(file, InstantSource.fixed(Instant.EPOCH)).close();
        assertThat(AuditCheck.of(file, null).torn()).isZero();
    }

    /** The last line that it said it had written. */
    private static long killedAfter(Path file, long lines) throws Exception {
        Process writer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledWriter.class.getName(),
                        file.toString())
                .redirectError(file.resolveSibling("err.txt").toFile())
                .start();
        long last = 0;
        try (BufferedReader said =
                new BufferedReader(new InputStreamReader(writer.getInputStream(), StandardCharsets.UTF_8))) {
            while (last < lines) {
                last = Long.parseLong(said.readLine());
            }
        } finally {
            writer.destroyForcibly();
            assertThat(writer.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
        return last;
    }
}
