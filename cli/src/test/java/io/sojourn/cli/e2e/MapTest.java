package io.sojourn.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code map} as a command. */
class MapTest {
    @TempDir
    private Path folder;

    private Path log;

    @BeforeEach
    void write() throws IOException {
        log = Files.writeString(
                folder.resolve("log.csv"),
                """
                case_id,activity,time,payer
                1,Receive,2026-01-05T10:00:00Z,X
                1,Ask,2026-01-05T11:00:00Z,X
                1,Ask,2026-01-05T12:00:00Z,X
                1,Pay,2026-01-06T10:00:00Z,X
                2,Receive,2026-01-05T10:00:00Z,Y
                2,Pay,2026-01-05T11:00:00Z,Y
                """);
        Files.writeString(
                folder.resolve("process.yaml"),
                """
                process: pay
                timezone: UTC
                calendars:
                  office: {week: "Mon-Fri 09:00-17:00"}
                """);
    }

    private Said map(String... more) {
        String[] all = new String[more.length + 2];
        all[0] = "map";
        all[1] = log.toString();
        System.arraycopy(more, 0, all, 2, more.length);
        return Said.by(all);
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    @Test
    void theTableHasPathsActivitiesAndLoops() {
        Said said = map("--paths", "100");
        assertThat(said.code()).as(said.all()).isZero();
        assertThat(said.out())
                .contains("3 of 3 activities and 6 of 6 paths")
                .contains("Receive > Ask")
                .contains("Receive > Ask+ > Pay");
    }

    @Test
    void workingTimeIsThatOfTheCalendar() {
        Said said = map("--json", "--calendar", "office", "--definition", file("process.yaml"), "--paths", "100");
        assertThat(said.code()).as(said.all()).isZero();
        assertThat(said.out())
                .contains("\"calendar\":\"office\"")
                // Twelve to five, and nine to ten.
                .contains(
                        "\"from\":\"Ask\",\"to\":\"Pay\",\"count\":1,\"cases\":1,\"most_in_case\":1,\"seconds\":{\"min\":79200.0")
                .contains("\"working_seconds\":{\"min\":21600.0");
    }

    @Test
    void thePictureIsWrittenOfWhatTheFilterLeaves() throws IOException {
        Said said = map("--svg", file("map.svg"), "--filter", "case(in(payer, Y))", "--show", "total");
        assertThat(said.code()).as(said.all()).isZero();
        assertThat(said.out()).isEmpty();
        assertThat(Files.readString(folder.resolve("map.svg")))
                .startsWith("<svg ")
                .contains("Receive")
                .doesNotContain("Ask")
                .contains("2 of 2 activities and 3 of 3 paths of 1 cases, 2 events");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "--show often # \"often\"",
                "--paths 101 # paths 101",
                "--show working # has no calendar",
                "--calendar office # no definition",
                "--svg /proc/no/map.svg # can't be written"
            })
    void whatCantBeShownIsExplained(String options, String why) {
        Said said = map(options.split(" "));
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).contains(why).contains("\nMaybe ").doesNotContain("\tat ");
    }
}
