package io.sojourn.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A run that is killed in the middle of the stream, and started again by the same command, is as true as any other. */
class KilledRunTruthTest extends RunTruth {
    /** Three months in a minute: slow enough to be killed on the way. */
    private static final String SPEED = "130000";

    private ChildProcess again;

    @Override
    ChildProcess serve(Path folder, List<String> command) {
        try (ChildProcess killed = ChildProcess.sojourn(folder.resolve("killed"), command, "--speed", SPEED)) {
            Path checkpoints = folder.resolve("data").resolve("checkpoints");
            killed.awaitThat("some checkpoints are complete", () -> number(checkpoints) >= 4);
            killed.kill();
            assertThat(killed.standardError()).doesNotContain("Streamed");
        }
        again = ChildProcess.sojourn(folder.resolve("child"), command, "--serve", "--port", "0");
        return again;
    }

    @Test
    void theSecondRunGoesOnWhereTheFirstWasKilled() {
        assertThat(again.standardError()).contains("Going on with").doesNotContain("\tat ");
    }

    /** The greatest number of a complete checkpoint ({@code chk-7} has a {@code _metadata}); 0 if there is none. */
    private static int number(Path checkpoints) {
        if (!Files.isDirectory(checkpoints)) {
            return 0;
        }
        try (Stream<Path> files = Files.walk(checkpoints)) {
            return files.filter(f -> f.endsWith("_metadata"))
                    .mapToInt(f -> Integer.parseInt(
                            f.getParent().getFileName().toString().replaceAll("\\D", "")))
                    .max()
                    .orElse(0);
        } catch (IOException | UncheckedIOException e) {
            // Old checkpoints are removed while they are counted.
            return 0;
        }
    }
}
