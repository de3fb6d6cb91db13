package io.sojourn.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sample that lies in the repository is what the simulator gives today. */
class SmallSampleTest {
    private static final Path SAMPLES = Path.of("samples");
    private static final String LOG = "prior-authorization-small.csv";
    private static final SimulationOptions OPTIONS = new SimulationOptions(
            2026, 150, SimulationOptions.DEFAULT_START, 12, EnumSet.of(Trouble.HANDOFF_PING_PONG), Duration.ofDays(2));

    @TempDir
    Path folder;

    @Test
    void sampleIsWhatTheSimulatorGives() throws IOException {
        Path made = folder.resolve(LOG);
        Generate.run(new GenerateOptions(OPTIONS, made, null, Disturbance.NONE), n -> {});
        assertThat(made)
                .as("Maybe copy the file that the simulator gives now to samples/")
                .hasSameBinaryContentAs(SAMPLES.resolve(LOG));
        assertThat(Files.size(made)).isLessThan(400_000);
    }

    @Test
    void definitionBesideTheSampleIsTheProductsOwn() throws IOException {
        assertThat(Files.readString(SAMPLES.resolve(PriorAuthorization.FILE_NAME)))
                .isEqualTo(PriorAuthorization.definitionText());
    }
}
