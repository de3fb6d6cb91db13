package io.sojourn.cli.e2e.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is killed: nothing is lost, nothing counts twice, and all tables are those of the undisturbed run. */
class FaultTest {
    private static final long SEED = Long.parseLong(
            System.getProperty("sojourn.seed", "").isEmpty() ? "20261122" : System.getProperty("sojourn.seed"));

    @TempDir
    private Path folder;

    @Test
    void aRunThatIsKilled() throws Exception {
        check(new EmbeddedRun(new SampleLog(folder.resolve("sample"), 1_000), "500000"), SEED);
    }

    @Test
    void aLiveProcessThatIsKilledWhileEventsArePosted() throws Exception {
        check(new LiveRun(folder.resolve("calm"), 500), SEED);
    }

    @Test
    void aBrokerThatIsKilled() throws Exception {
        check(new BrokerRun(new SampleLog(folder.resolve("sample"), 300), 1), SEED);
    }

    @Test
    @Tag("full")
    void tenRunsOfAllKinds() throws Exception {
        List<Disturbance> kinds = ProcessFaults.kinds(folder.resolve("shared"));
        for (long seed = SEED; seed < SEED + 10; seed++) {
            check(ProcessFaults.of(kinds, seed), seed);
        }
    }

    private void check(Disturbance kind, long seed) throws Exception {
        System.out.println(kind.name() + " -Dsojourn.seed=" + seed);
        Outcome outcome = kind.run(seed, Files.createDirectories(folder.resolve(kind.name() + seed)));
        assertThat(outcome.isRight())
                .as("%s, repeat with -Dsojourn.seed=%d: %s", kind.name(), seed, outcome)
                .isTrue();
        assertThat(outcome.kills()).as("kills; seed %d", seed).isPositive();
    }
}
