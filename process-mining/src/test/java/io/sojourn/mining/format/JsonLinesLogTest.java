package io.sojourn.mining.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.Limits;
import io.sojourn.event.SojournException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonLinesLogTest {
    private static final String ROW = "{\"case_id\":\"c\",\"activity\":\"A\",\"time\":\"2024-01-01T00:00:00Z\"%s}\n";

    @TempDir
    Path folder;

    /** Such bytes once made the parser guess UTF-32, and its failure ended the whole file. */
    @Test
    void aLineThatLooksLikeAnotherEncodingCostsOnlyItself() {
        String good = "{\"case_id\":\"c\",\"activity\":\"A\",\"time\":\"2024-01-01\"}\n";
        ReadLog log = ReadLog.ofText(folder, "log.jsonl", good + "\0\0\0{\u00ff\u00ff\u00ff\u00ff\n" + good);
        assertThat(log.rows).hasSize(2);
        assertThat(log.rejected).extracting(RejectedRow::position).containsExactly(2L);
    }

    private ReadLog read(String text) {
        return ReadLog.ofText(folder, "log.jsonl", text);
    }

    @Test
    void valuesKeepTheirTypesAndObjectsAreFlattened() {
        ReadLog log = read(
                ROW.formatted(
                        ",\"n\":5,\"x\":1.5,\"b\":true,\"z\":null,\"o\":{\"p\":\"q\"},\"l\":[1,{\"a\":2}],\"attributes\":{\"payer\":\"P\"}"));
        assertThat(log.rejected).isEmpty();
        assertThat(log.rows.get(0).attributes())
                .containsEntry("n", 5L)
                .containsEntry("x", 1.5)
                .containsEntry("b", true)
                .containsEntry("o.p", "q")
                .containsEntry("l", "[1,{\"a\":2}]")
                .containsEntry("payer", "P")
                .hasSize(6);
    }

    @Test
    void badLinesAreRejectedWithTheirLine() {
        ReadLog log = read(ROW.formatted("") + "\n{oops\n[1]\n" + ROW.formatted("") + "{\"case_id\":\"c\"}{}\n"
                + "{\"case_id\":\"c\",\"activity\":\"A\"}\n");
        assertThat(log.rows).extracting(ReadLog.Row::position).containsExactly(1L, 5L);
        assertThat(log.rows).extracting(ReadLog.Row::sequence).containsExactly(0L, 3L);
        assertThat(log.rejected).extracting(RejectedRow::position).containsExactly(3L, 4L, 6L, 7L);
        assertThat(log.rejected)
                .extracting(RejectedRow::code)
                .containsExactly(
                        ErrorCode.BAD_VALUE, ErrorCode.BAD_VALUE, ErrorCode.BAD_VALUE, ErrorCode.MISSING_VALUE);
    }

    @Test
    void limitsRejectTheLine() {
        String deep = ",\"d\":" + "[".repeat(Limits.DEPTH + 1) + "]".repeat(Limits.DEPTH + 1);
        String longValue = ",\"s\":\"" + "x".repeat(Limits.TEXT_LENGTH + 1) + "\"";
        String longLine = ",\"s\":\"" + "x".repeat(Limits.LINE_LENGTH) + "\"";
        StringBuilder many = new StringBuilder();
        for (int i = 0; i <= Limits.ATTRIBUTES; i++) {
            many.append(",\"k").append(i).append("\":1");
        }
        ReadLog log = read(ROW.formatted(deep)
                + ROW.formatted(longValue)
                + ROW.formatted(longLine)
                + ROW.formatted(many)
                + ROW.formatted(""));
        assertThat(log.rows).extracting(ReadLog.Row::position).containsExactly(5L);
        assertThat(log.rejected).hasSize(4);
    }

    @Test
    void aBetterNameWinsWhateverTheOrder() {
        ReadLog log = read("{\"activity\":\"x\",\"concept:name\":\"A\",\"case_id\":\"c\",\"time\":\"2024-01-01\"}\n"
                + "{\"concept:name\":\"A\",\"activity\":\"x\",\"case_id\":\"c\",\"time\":\"2024-01-01\"}\n");
        assertThat(log.rows).allSatisfy(row -> {
            assertThat(row.activity()).isEqualTo("A");
            assertThat(row.attributes()).containsEntry("activity", "x");
        });
    }

    @Test
    void theFirstRowDecidesWhetherThereAreStarts() {
        String start = ",\"start_time\":\"2023-12-31\"";
        assertThat(read(ROW.formatted(start) + ROW.formatted("")).rows).hasSize(2);
        ReadLog late = read(ROW.formatted("") + ROW.formatted(start));
        assertThat(late.rejected.get(0).message()).contains("line 2").contains("--start");
    }

    @Test
    void aJsonArrayIsRefusedWithWhatToDo() {
        assertThatThrownBy(() -> read("[{}]"))
                .isInstanceOfSatisfying(
                        SojournException.class, e -> assertThat(e.fullMessage()).contains("jq -c"));
    }
}
