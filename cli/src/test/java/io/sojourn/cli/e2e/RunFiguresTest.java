package io.sojourn.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code sojourn run --serve}, scraped while it replays; its archive when it has ended. */
class RunFiguresTest {
    @TempDir
    private Path folder;

    @Test
    void aReplayShowsItsJobsFiguresAndArchivesEachEventOnce() throws Exception {
        String log = folder.resolve("log.csv").toString();
        assertThat(Said.by("generate", "--cases", "200", "--seed", "5", "--out", log)
                        .code())
                .isZero();
        String run = "run " + log + " --archive --checkpoint-seconds 0.3 --definition "
                + folder.resolve("prior-authorization.yaml") + " --data " + folder.resolve("data");
        try (ChildProcess replay =
                ChildProcess.sojourn(folder.resolve("replay"), (run + " --serve --port 0 --speed 3600").split(" "))) {
            // The address is printed when the replay has ended.
            Path server = folder.resolve("data/server.json");
            replay.awaitThat(
                    "the server is announced",
                    () -> Files.exists(server)
                            && Files.readString(server).strip().endsWith("}"));
            Api api = Api.over(folder.resolve("data"));
            replay.awaitThat("the job's figures are shown", () -> JobFigures.areShown(api));
            replay.kill();
        }
        try (ChildProcess rest = ChildProcess.sojourn(folder.resolve("rest"), run.split(" "))) {
            assertThat(rest.exitCode()).as(rest.standardError()).isZero();
        }
        Said counts = Said.by(
                "sql",
                "SELECT (SELECT count(*) FROM events) = (SELECT count(*) FROM archived_events) AS equal,"
                        + " (SELECT count(*) FROM events) = (SELECT count(*) FROM events JOIN archived_events"
                        + " USING (source, sequence)) AS each_once",
                "--csv",
                "--data",
                folder.resolve("data").toString());
        assertThat(counts.out()).as(counts.all()).contains("true,true");
    }
}
