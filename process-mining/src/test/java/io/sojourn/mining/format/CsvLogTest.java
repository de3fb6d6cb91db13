package io.sojourn.mining.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.Limits;
import io.sojourn.event.SojournException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvLogTest {
    private static final String HEADER = "case_id,activity,time\n";

    @TempDir
    Path folder;

    private ReadLog read(String text) {
        return ReadLog.ofText(folder, "log.csv", text);
    }

    @Test
    void rowsAreReadWithLineSequenceAndAttributes() {
        ReadLog log =
                read("case_id,activity,time,team,amount\r\nc1,A,2024-01-01T00:00:00Z,T,5\r\n\r\nc1,B,2024-01-02,,\r\n");
        assertThat(log.rejected).isEmpty();
        assertThat(log.rows)
                .containsExactly(
                        new ReadLog.Row(
                                2,
                                0,
                                "c1",
                                "A",
                                "complete",
                                1_704_067_200_000_000L,
                                LogRow.NO_TIME,
                                null,
                                "T",
                                null,
                                null,
                                Map.of("amount", "5")),
                        new ReadLog.Row(
                                4,
                                1,
                                "c1",
                                "B",
                                "complete",
                                1_704_153_600_000_000L,
                                LogRow.NO_TIME,
                                null,
                                null,
                                null,
                                null,
                                Map.of()));
    }

    @Test
    void linesAreCountedThroughQuotedLineEnds() {
        ReadLog log =
                read("case_id,activity,time,note\nc1,A,2024-01-01,\"one\ntwo\r\nthree \"\"q\"\"\"\nc1,B,oops,x\n");
        assertThat(log.rows).hasSize(1);
        assertThat(log.rows.get(0).attributes()).containsEntry("note", "one\ntwo\r\nthree \"q\"");
        assertThat(log.rejected).hasSize(1);
        assertThat(log.rejected.get(0).position()).isEqualTo(5);
        assertThat(log.rejected.get(0).message())
                .isEqualTo("log.csv line 5: time \"oops\" is not ISO-8601. Maybe set --time-format.");
        assertThat(log.rejected.get(0).raw()).isEqualTo("c1,B,oops,x");
        assertThat(log.rejected.get(0).caseId()).isEqualTo("c1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "',A,2024-01-01' # MISSING_VALUE",
                "'c,,2024-01-01' # MISSING_VALUE",
                "'c,A,' # MISSING_VALUE",
                "'c,A,1969-12-31' # OVER_LIMIT",
                "'c,A,2100-01-01' # OVER_LIMIT",
                "'c,A' # BAD_VALUE",
                "'c,A,2024-01-01,more' # BAD_VALUE",
                "'\"c\"x,A,2024-01-01' # BAD_VALUE",
                "'\"c,A,2024-01-01' # BAD_VALUE"
            })
    void aBadRowIsRejectedAndTheRestGoesOn(String bad, ErrorCode code) {
        ReadLog log = read(HEADER + "c,A,2024-01-01\n" + bad + "\nd,B,2024-01-02\ne,C,2024-01-03\n");
        assertThat(log.rejected).hasSize(1);
        assertThat(log.rejected.get(0).code()).isEqualTo(code);
        assertThat(log.rejected.get(0).position()).isEqualTo(3);
        assertThat(log.rows).extracting(ReadLog.Row::activity).containsExactly("A", "B", "C");
        assertThat(log.rows).extracting(ReadLog.Row::position).containsExactly(2L, 4L, 5L);
        assertThat(log.rows).extracting(ReadLog.Row::sequence).containsExactly(0L, 2L, 3L);
    }

    @Test
    void anOverlongRowCostsOnlyItself() {
        String endless = "x".repeat(3 * Limits.LINE_LENGTH);
        ReadLog log = read(HEADER + "c,A,2024-01-01\nc," + endless + ",2024-01-01\nc,B,2024-01-02\n");
        assertThat(log.rejected).extracting(RejectedRow::code).containsExactly(ErrorCode.OVER_LIMIT);
        assertThat(log.rejected.get(0).position()).isEqualTo(3);
        assertThat(log.rows).extracting(ReadLog.Row::activity).containsExactly("A", "B");
        assertThat(log.rows.get(1).position()).isEqualTo(4);
    }

    @Test
    void anOpenQuoteCostsOnlyItsLineEvenInALargeFile() {
        StringBuilder text = new StringBuilder(HEADER).append("c,\"A,2024-01-01\n");
        for (int i = 0; i < 100_000; i++) {
            text.append("c,B,2024-01-02\n");
        }
        ReadLog log = read(text.toString());
        assertThat(log.rejected).extracting(RejectedRow::position).containsExactly(2L);
        assertThat(log.rows).hasSize(100_000);
        assertThat(log.rows.get(99_999).position()).isEqualTo(100_002);
    }

    @Test
    void aLongValueIsRejected() {
        ReadLog log = read("case_id,activity,time,note\nc,A,2024-01-01," + "y".repeat(Limits.TEXT_LENGTH + 1) + "\n");
        assertThat(log.rejected).extracting(RejectedRow::code).containsExactly(ErrorCode.OVER_LIMIT);
    }

    @Test
    void bytesThatAreNoUtf8RejectTheRow() {
        byte[] bytes = (HEADER + "c,\u00c4,2024-01-01\nd,B,2024-01-01\n").getBytes(StandardCharsets.ISO_8859_1);
        ReadLog log = ReadLog.of(ReadLog.write(folder, "latin.csv", bytes));
        assertThat(log.rejected.get(0).message()).contains("latin.csv line 2").contains("not UTF-8");
        assertThat(log.rows).hasSize(1);
        assertThat(read(HEADER + "c,\u00c4\ud83d\ude00,2024-01-01\n")
                        .rows
                        .get(0)
                        .activity())
                .isEqualTo("\u00c4\ud83d\ude00");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "Case ID,Activity,Complete Timestamp,Start Timestamp,Resource",
                "case:concept:name,concept:name,time:timestamp,start_timestamp,org:resource",
                "_CASE_KEY,ACTIVITY_EN,EVENTTIME,START_TIME,User",
                "case_id,activity,timestamp,start_time,resource_id"
            })
    void theUsualNamesAreRecognised(String header) {
        for (String separator : new String[] {",", ";", "\t", "|"}) {
            ReadLog log = read("\ufeff" + header.replace(",", separator) + "\n"
                    + "c,A,2024-01-02,2024-01-01,R\n".replace(",", separator));
            assertThat(log.rejected).isEmpty();
            ReadLog.Row row = log.rows.get(0);
            assertThat(row.caseId() + row.activity() + row.resource()).isEqualTo("cAR");
            assertThat(row.time() - row.start()).isEqualTo(86_400_000_000L);
            assertThat(row.attributes()).isEmpty();
        }
    }

    @Test
    void theFirstNameOfTheListWinsAndTheOtherIsAnAttribute() {
        ReadLog log = read("Activity,concept:name,case:concept:name,time:timestamp\nX,A,c,2024-01-01\n");
        assertThat(log.rows.get(0).activity()).isEqualTo("A");
        assertThat(log.rows.get(0).attributes()).containsEntry("Activity", "X");
    }

    @Test
    void generalNamesAreOursOnlyBesideTheirSibling() {
        ReadLog plain = read("case_id,activity,time,version,source\nc,A,2024-01-01,x,y\n");
        assertThat(plain.rows.get(0).attributes()).containsEntry("version", "x").containsEntry("source", "y");
        ReadLog ours = read("case_id,activity,time,event_id,source,sequence\nc,A,2024-01-01,e7,live,42\n");
        assertThat(ours.rows.get(0).eventId()).isEqualTo("e7");
        assertThat(ours.rows.get(0).sequence()).isEqualTo(42);
        assertThat(ours.rows.get(0).attributes()).isEmpty();
    }

    @Test
    void optionsNameColumnsTimesAndZone() {
        ReadOptions options = new ReadOptions(
                "nr", "what", "when", null, "who", null, "dd.MM.yyyy HH:mm", ZoneId.of("Europe/Berlin"));
        Path file = ReadLog.write(folder, "own.csv", "nr;what;when;who\n1;A;01.07.2024 12:00;me\n");
        ReadLog log = ReadLog.of(file, options);
        assertThat(log.rows.get(0).time()).isEqualTo(1_719_828_000_000_000L);
        assertThat(log.rows.get(0).resource()).isEqualTo("me");
    }

    @Test
    void epochMillisAreReadWhenAskedFor() {
        ReadOptions options = new ReadOptions(null, null, null, null, null, null, "epoch_ms", null);
        Path file = ReadLog.write(folder, "epoch.csv", HEADER + "c,A,1719828000123\nc,B,17198280001x\n");
        ReadLog log = ReadLog.of(file, options);
        assertThat(log.rows.get(0).time()).isEqualTo(1_719_828_000_123_000L);
        assertThat(log.rejected.get(0).message()).contains("is not epoch_ms");
    }

    @Test
    void aLogWithoutNeededColumnsSaysWhichItHasAndWhatToSet() {
        assertThatThrownBy(() -> read("id,what,when\n1,2,3\n")).isInstanceOfSatisfying(SojournException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.UNREADABLE_LOG);
            assertThat(e.fullMessage())
                    .contains("log.csv has no column that is known to hold the case")
                    .contains("id, what, when")
                    .contains("--case");
        });
    }

    @Test
    void aCaseIdThatIsQuotedAndEmptyIsKept() {
        ReadLog log = read(HEADER + "\"\",A,2024-01-01\n,B,2024-01-01\n");
        assertThat(log.rows).extracting(ReadLog.Row::caseId).containsExactly("\"\"");
        assertThat(log.rejected).hasSize(1);
    }

    @Test
    void tooManyColumnsAreRefused() {
        assertThatThrownBy(() -> read("a,".repeat(Limits.CSV_COLUMNS) + "b\n"))
                .isInstanceOf(SojournException.class)
                .hasMessageContaining("2001 columns");
    }

    @Test
    void aCorrectionNamesItsTargetAndVersion() {
        ReadLog log = read("case_id,activity,time,event_id,operation,corrects,version\n"
                + "c,A,2024-01-01,e1,append,,\nc,B,2024-01-01,e2,correct,e1,1\nc,,2024-01-01,e3,retract,e1,2\n"
                + "c,B,2024-01-01,e4,correct,e1,0\nc,B,2024-01-01,e5,correct,,1\nc,B,2024-01-01,e6,undo,e1,1\n");
        assertThat(log.rows).extracting(ReadLog.Row::eventId).containsExactly("e1", "e2", "e3");
        assertThat(log.rejected).extracting(RejectedRow::eventId).containsExactly("e4", "e5", "e6");
    }
}
