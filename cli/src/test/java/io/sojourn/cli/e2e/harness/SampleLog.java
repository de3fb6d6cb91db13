package io.sojourn.cli.e2e.harness;

import io.sojourn.cli.Sojourn;
import java.nio.file.Files;
import java.nio.file.Path;

/** A simulated log with late, doubled, corrected and retracted events, and its undisturbed run; made once. */
final class SampleLog {
    private final Path folder;
    private final int cases;

    SampleLog(Path folder, int cases) {
        this.folder = folder;
        this.cases = cases;
    }

    Path file() {
        return folder.resolve("log.csv");
    }

    Path definition() {
        return folder.resolve("prior-authorization.yaml");
    }

    /** The data folder of the undisturbed run. */
    synchronized Path calm() throws Exception {
        Path calm = folder.resolve("calm");
        if (!Files.exists(calm)) {
            Files.createDirectories(folder);
            succeed(
                    "generate",
                    "--cases",
                    Integer.toString(cases),
                    "--seed",
                    "11",
                    "--out",
                    file().toString(),
                    "--late",
                    "0.1",
                    "--duplicated",
                    "0.02",
                    "--corrected",
                    "0.005",
                    "--retracted",
                    "0.002");
            succeed("run", file().toString(), "--definition", definition().toString(), "--data", calm.toString());
        }
        return calm;
    }

    private static void succeed(String... command) {
        int code = Sojourn.execute(command);
        if (code != 0) {
            throw new AssertionError(String.join(" ", command) + " ended with " + code);
        }
    }
}
