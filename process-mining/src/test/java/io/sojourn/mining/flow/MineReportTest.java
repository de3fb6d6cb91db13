package io.sojourn.mining.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.mining.format.ReadOptions;
import io.sojourn.mining.log.View;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MineReportTest {
    @TempDir
    Path folder;

    private String report(String text, View view) throws IOException {
        Path log = Files.writeString(folder.resolve("log.csv"), text);
        FlowOptions options = new FlowOptions(view, MineReport.USUAL_LINES);
        Mine.Mined mined = Mine.mine(log, ReadOptions.defaults(), options, bytes -> {});
        return MineReport.of(mined, view, MineReport.USUAL_LINES);
    }

    @Test
    void theReportNamesFiguresInPlainWords() throws IOException {
        String report = report(
                """
                case_id,activity,time,resource
                1,Ask,2024-01-01T00:00,Ann
                1,Decide,2024-01-03T12:00,Bob
                2,Ask,2024-01-01T00:00,Ann
                2,Ask,2024-01-01T00:00,Ann
                2,Decide,2024-01-01T03:00,
                3,Ask,bad,Ann
                """,
                View.ALL);
        assertThat(report)
                .contains("log.csv  (csv, ")
                .contains("Events      5  every event")
                .contains("Cases       2  2.5 events a case")
                .contains("Period      2024-01-01 00:00 to 2024-01-03 12:00 UTC, 2.5 days")
                .contains("50.0 %  ")
                .contains("Ask (2x) > Decide")
                .contains("Ask > Decide")
                .contains("1 of 3 steps (33.3 %) pass work on; in 1 a resource is missing")
                .contains("Ann > Bob")
                .contains("1  neighbouring events of a case with the same time")
                .contains("1  rows that can't be used:")
                .contains("log.csv line 7: time \"bad\" is not ISO-8601");
        assertThat(report.lines()).allSatisfy(line -> assertThat(line).isEqualTo(line.stripTrailing()));
    }

    @Test
    void startTimesBringServiceTimesAndOverlaps() throws IOException {
        String report = report(
                """
                case_id,activity,start_time,time
                1,A,2024-01-01T00:00,2024-01-01T02:00
                1,B,2024-01-01T01:00,2024-01-01T00:30
                """,
                View.INTERVAL);
        assertThat(report)
                .contains("Service times")
                .contains("1  events that complete before they start")
                .contains("1  steps that begin before the one before is complete")
                .contains("none: the log names no resources");
    }

    @Test
    void aLogWithoutEventsHasAReportToo() throws IOException {
        assertThat(report("case_id,activity,time\n", View.ALL))
                .contains("Events      0")
                .contains("Quality of the log")
                .doesNotContain("Variants  (");
    }

    @Test
    void durationsTakeTheirLargestHandyUnit() {
        assertThat(List.of(0.0, 0.0001, 0.25, 90.0, 3_600.0, 86_400.0, 864_000.0, 94_672_800.0, -90.0).stream()
                        .map(Wording::duration))
                .containsExactly(
                        "0 s", "< 1 ms", "250 ms", "90.0 s", "60.0 min", "24.0 h", "10.0 days", "3.0 years", "-90.0 s");
        assertThat(Wording.duration(Double.NaN)).isEqualTo("-");
    }

    @Test
    void longPathsLoseTheirMiddle() {
        List<String> path = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            path.add("s" + i);
        }
        assertThat(Wording.path(path)).isEqualTo("s0 > s1 > s2 > s3 > s4 > s5 > s6 > ... 22 more steps ... > s29");
    }

    @Test
    void progressEndsAtTheSizeOfTheFile() throws IOException {
        Path log = Files.writeString(folder.resolve("p.csv"), "case_id,activity,time\n1,A,2024-01-01\n");
        List<Long> told = new ArrayList<>();
        Mine.mine(log, ReadOptions.defaults(), FlowOptions.defaults(), told::add);
        assertThat(told.get(told.size() - 1)).isEqualTo(Files.size(log));
    }
}
