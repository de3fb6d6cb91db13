package io.sojourn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole logs through the real job into the real store, and recomputed by the batch engine: every row equal. */
class StreamEqualsBatchOnLogsTest {
    @TempDir
    private Path folder;

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"running-example.xes", "sepsis.xes.gz", "production.csv"})
    void streamedFactsOfARealLogEqualTheBatchEngines(String name) {
        runAndVerify(name);
    }

    @Tag("full")
    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "hospital_billing_10k.csv",
                "interval_event_log.csv",
                "teleclaims.xes.gz",
                "helpdesk.xes.gz",
                "receipt.xes.gz",
                "bpic2020_DomesticDeclarations.xes.gz",
                "bpic2013_incidents.xes.gz",
                "bpic2012.xes.gz",
                "road_traffic.xes.gz"
            })
    void streamedFactsOfAllRealLogsEqualTheBatchEngines(String name) {
        runAndVerify(name);
    }

    private void runAndVerify(String name) {
        Path log = RealLogs.log(name);
        String data = folder.resolve("data").toString();
        assertThat(Sojourn.execute("run", log.toString(), "--data", data)).isZero();
        assertThat(Sojourn.execute("verify", "--data", data)).isZero();
    }
}
