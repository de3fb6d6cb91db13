package io.sojourn.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code spectrum}, {@code dots} and {@code cascades} as commands. */
class SpectrumCommandsTest {
    @TempDir
    private Path folder;

    private String log;

    @BeforeEach
    void write() throws IOException {
        log = Files.writeString(
                        folder.resolve("log.csv"),
                        """
                        case_id,activity,time,resource,payer
                        1,Receive,2026-01-01T00:00:00Z,ann,X
                        1,Pay,2026-01-05T00:00:00Z,bob,X
                        2,Receive,2026-01-02T00:00:00Z,ann,Y
                        2,Pay,2026-01-03T00:00:00Z,,Y
                        3,Receive,2026-01-03T00:00:00Z,ann,X
                        3,Reject,2026-01-03T02:00:00Z,ann,X
                        """)
                .toString();
    }

    @Test
    void withoutASegmentTheLongestWaitsAreShownAndSaidSo() {
        Said said = Said.by("spectrum", log);

        assertThat(said.code()).as(said.err()).isZero();
        assertThat(said.out())
                .contains("The segment with the longest waits in all:\nReceive > Pay")
                .contains("2 times, in 2 cases")
                .contains("1 (50.0 %) were overtaken");
    }

    @Test
    void aSegmentIsShownDrawnAndWritten() throws IOException {
        Path svg = folder.resolve("spectrum.svg");
        Path flow = folder.resolve("flow.svg");
        Said said = Said.by(
                "spectrum",
                log,
                "--from",
                "Receive",
                "--to",
                "Reject",
                "--json",
                "--svg",
                svg.toString(),
                "--flow-svg",
                flow.toString());

        assertThat(said.code()).as(said.err()).isZero();
        assertThat(said.out()).startsWith("{\"from\":\"Receive\",\"to\":\"Reject\",\"passages\":1,\"cases\":1,");
        assertThat(said.err()).contains("Drawn: " + svg);
        assertThat(Files.readString(svg)).startsWith("<svg ").contains("From Receive to Reject");
        assertThat(Files.readString(flow)).contains("Coming and going: Receive &gt; Reject");
    }

    @Test
    void halfASegmentAndOneThatIsNotThereAreExplained() {
        assertThat(Said.by("spectrum", log, "--from", "Receive").err())
                .contains("--from Receive is half a segment")
                .contains("\nMaybe name both");
        Said said = Said.by("spectrum", log, "--from", "Pay", "--to", "Receive");
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err())
                .contains("no case goes from \"Pay\" right to \"Receive\"")
                .contains("Receive > Pay");
    }

    @Test
    void dotsAreOfWhatIsChosen() throws IOException {
        Path svg = folder.resolve("dots.svg");
        Said said = Said.by(
                "dots",
                log,
                "--filter",
                "case(in(payer, X))",
                "--axis",
                "case",
                "--order",
                "duration",
                "--colour",
                "resource",
                "--svg",
                svg.toString());

        assertThat(said.code()).as(said.err()).isZero();
        assertThat(said.out()).contains("only cases case(in(payer, X))").contains("2 cases, 4 events");
        assertThat(Files.readString(svg)).contains("Events of each case, since its first, by resource");
        assertThat(Said.by("dots", log, "--json").out()).startsWith("{\"order\":\"first\",\"axis\":\"time\",");
    }

    @Test
    void cascadesSayWhenThereAreNone() throws IOException {
        Path svg = folder.resolve("cascades.svg");
        Said said = Said.by("cascades", log, "--svg", svg.toString());

        assertThat(said.code()).as(said.err()).isZero();
        assertThat(said.out()).contains("windows of one hour").contains("No cascade");
        assertThat(Files.readString(svg)).contains("No cascade was found");
        assertThat(Said.by("cascades", log, "--top", "0").err()).contains("--top 0 can't be used");
        assertThat(Said.by("cascades", log, "--json", "--window", "day").out()).startsWith("{\"window\":\"day\",");
    }

    @Test
    void aPictureThatCantBeWrittenIsExplained() {
        Said said = Said.by(
                "dots", log, "--svg", folder.resolve("no/such/folder.svg").toString());

        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).contains("can't be written").contains("\nMaybe its folder");
    }
}
