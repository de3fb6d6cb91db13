package io.sojourn.mining.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CsvScannerTest {
    private static final String[] PIECES = {"", "a", "bc", "d,e", "\"", "x\ny", "x\r\ny", " ", "\u00e4", "''"};

    /** Gives few bytes at a time, so that every buffer border is met. */
    private static InputStream dripping(byte[] bytes, SplittableRandom random) {
        return new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] b, int off, int len) {
                return super.read(b, off, Math.min(len, 1 + random.nextInt(7)));
            }
        };
    }

    @Test
    void randomTablesComeBackAsTheyWereWritten() throws IOException {
        SplittableRandom random = new SplittableRandom(ReadLog.seed(5));
        for (int round = 0; round < 500; round++) {
            List<List<String>> table = new ArrayList<>();
            List<Long> lines = new ArrayList<>();
            StringBuilder text = new StringBuilder();
            long line = 1;
            for (int r = random.nextInt(1, 8); r > 0; r--) {
                List<String> row = new ArrayList<>();
                StringBuilder written = new StringBuilder();
                for (int c = 0; c < 3; c++) {
                    String value = PIECES[random.nextInt(PIECES.length)] + PIECES[random.nextInt(PIECES.length)];
                    row.add(value);
                    boolean quote = random.nextBoolean() || value.matches("(?s).*[,\"\r\n].*");
                    written.append(c == 0 ? "" : ",").append(quote ? '"' + value.replace("\"", "\"\"") + '"' : value);
                }
                lines.add(line);
                line += 1 + written.chars().filter(c -> c == '\n').count();
                text.append(written).append(random.nextBoolean() ? "\n" : "\r\n");
                table.add(row);
            }
            byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
            CsvScanner scanner = new CsvScanner(dripping(bytes, random), (byte) ',');
            for (int r = 0; r < table.size(); r++) {
                assertThat(scanner.next()).isTrue();
                assertThat(scanner.problem()).as(text.toString()).isNull();
                assertThat(scanner.line()).as(text.toString()).isEqualTo(lines.get(r));
                assertThat(fields(scanner)).as(text.toString()).isEqualTo(table.get(r));
            }
            assertThat(scanner.next()).isFalse();
        }
    }

    private static List<String> fields(CsvScanner scanner) {
        List<String> fields = new ArrayList<>();
        for (int i = 0; i < scanner.fields(); i++) {
            String raw =
                    new String(scanner.bytes(), scanner.fieldStart(i), scanner.fieldLength(i), StandardCharsets.UTF_8);
            fields.add(scanner.isEscaped(i) ? raw.replace("\"\"", "\"") : raw);
        }
        return fields;
    }

    @Test
    void loneCarriageReturnsEndLines() throws IOException {
        CsvScanner scanner =
                new CsvScanner(new ByteArrayInputStream("a,b\rc,d".getBytes(StandardCharsets.UTF_8)), (byte) ',');
        assertThat(scanner.next()).isTrue();
        assertThat(scanner.next()).isTrue();
        assertThat(scanner.line()).isEqualTo(2);
        assertThat(fields(scanner)).containsExactly("c", "d");
        assertThat(scanner.next()).isFalse();
    }
}
