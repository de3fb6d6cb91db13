package io.sojourn.mining.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BadFilesTest {
    private static final String CSV = "case_id,activity,time\nc,A,2024-01-01\nc,B,2024-01-02\n";

    @TempDir
    Path folder;

    private static void refused(Path file, ErrorCode code, String... parts) {
        assertThatThrownBy(() -> ReadLog.of(file)).isInstanceOfSatisfying(SojournException.class, e -> {
            assertThat(e.code()).isEqualTo(code);
            assertThat(e.fullMessage()).contains(parts).contains("Maybe");
        });
    }

    @Test
    void aMissingFileIsNotFound() {
        refused(folder.resolve("none.csv"), ErrorCode.NOT_FOUND, "none.csv");
    }

    @Test
    void aFolderIsNoLog() throws IOException {
        refused(Files.createDirectory(folder.resolve("d.csv")), ErrorCode.UNREADABLE_LOG, "is a folder");
    }

    @Test
    void anEmptyFileIsNamedSo() {
        refused(ReadLog.write(folder, "e.csv", ""), ErrorCode.UNREADABLE_LOG, "is empty");
        refused(ReadLog.write(folder, "e.xes", ""), ErrorCode.UNREADABLE_LOG, "is empty");
        refused(ReadLog.gzip(folder, "e.csv.gz", new byte[0]), ErrorCode.UNREADABLE_LOG, "is empty");
    }

    @Test
    void anUnknownExtensionNamesTheKnownOnes() {
        refused(ReadLog.write(folder, "log.pdf", CSV), ErrorCode.UNREADABLE_LOG, "pdf", ".parquet");
    }

    @Test
    void plainTextNamedGzIsRefused() {
        refused(ReadLog.write(folder, "p.csv.gz", CSV), ErrorCode.UNREADABLE_LOG, "not gzip");
    }

    @Test
    void aGzipFileIsReadWhateverItsName() {
        assertThat(ReadLog.of(ReadLog.gzip(folder, "g.csv.gz", CSV.getBytes(StandardCharsets.UTF_8))).rows)
                .hasSize(2);
        assertThat(ReadLog.of(ReadLog.gzip(folder, "g.csv", CSV.getBytes(StandardCharsets.UTF_8))).rows)
                .hasSize(2);
    }

    @Test
    void truncatedGzipSaysSo() throws IOException {
        byte[] noise = new byte[100_000];
        new SplittableRandom(1).nextBytes(noise);
        Path whole = ReadLog.gzip(folder, "w.csv.gz", noise);
        byte[] bytes = Files.readAllBytes(whole);
        refused(
                ReadLog.write(folder, "t.csv.gz", Arrays.copyOf(bytes, bytes.length / 2)),
                ErrorCode.UNREADABLE_LOG,
                "ends in the middle");
        refused(ReadLog.write(folder, "u.csv.gz", Arrays.copyOf(bytes, 5)), ErrorCode.UNREADABLE_LOG, "u.csv.gz");
    }

    @Test
    void aGzipBombIsStopped() throws IOException {
        Path bomb = folder.resolve("bomb.csv.gz");
        byte[] block = "c,A,2024-01-01\n".repeat(70_000).getBytes(StandardCharsets.UTF_8);
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(bomb))) {
            out.write("case_id,activity,time\n".getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < 80; i++) {
                out.write(block);
            }
        }
        try (LogFile log = Logs.open(bomb, ReadOptions.defaults())) {
            assertThatThrownBy(() -> log.read(new RowHandler() {
                        @Override
                        public void row(LogRow row) {}

                        @Override
                        public void rejected(RejectedRow row) {}
                    }))
                    .isInstanceOfSatisfying(
                            SojournException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.OVER_LIMIT));
        }
    }

    @Test
    void utf16IsNamedSo() {
        refused(
                ReadLog.write(folder, "u16.csv", ("\ufeff" + CSV).getBytes(StandardCharsets.UTF_16LE)),
                ErrorCode.UNREADABLE_LOG,
                "UTF-16");
    }

    @Test
    void anExceptionOfTheHandlerComesThroughUnchanged() {
        for (String name : new String[] {"h.csv", "h.jsonl"}) {
            Path file = ReadLog.write(
                    folder,
                    name,
                    name.endsWith("csv") ? CSV : "{\"case_id\":\"c\",\"activity\":\"A\",\"time\":\"2024-01-01\"}\n");
            IllegalStateException stop = new IllegalStateException("stop");
            try (LogFile log = Logs.open(file, ReadOptions.defaults())) {
                assertThatThrownBy(() -> log.read(new RowHandler() {
                            @Override
                            public void row(LogRow row) {
                                throw stop;
                            }

                            @Override
                            public void rejected(RejectedRow row) {}
                        }))
                        .isSameAs(stop);
            }
        }
    }

    @Test
    void theSourceIsTheHashOfTheStoredBytesAndReadingTwiceGivesTheSame() {
        Path file = ReadLog.gzip(folder, "s.csv.gz", CSV.getBytes(StandardCharsets.UTF_8));
        try (LogFile log = Logs.open(file, ReadOptions.defaults())) {
            ReadLog first = new ReadLog();
            log.read(first);
            ReadLog second = new ReadLog();
            log.read(second);
            assertThat(second.rows).isEqualTo(first.rows).hasSize(2);
            assertThat(log.position()).isEqualTo(log.size());
            assertThat(log.format()).isEqualTo("csv.gz");
            assertThat(log.source()).hasSize(64).matches("[0-9a-f]+");
        }
        try (LogFile plain = Logs.open(ReadLog.write(folder, "abc.csv", "abc"), ReadOptions.defaults())) {
            assertThat(plain.source()).isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        }
    }

    /** Whatever bytes a file has: rows, rejected rows, or one SojournException. */
    @Test
    void mutatedFilesNeverEndInAnotherException() {
        SplittableRandom random = new SplittableRandom(ReadLog.seed(17));
        String xes = "<?xml version=\"1.0\"?><log><trace><string key=\"concept:name\" value=\"c\"/><event><string "
                + "key=\"concept:name\" value=\"A\"/><date key=\"time:timestamp\" value=\"2024-01-01T00:00:00Z\"/>"
                + "<int key=\"n\" value=\"1\"/></event></trace></log>";
        String json = "{\"case_id\":\"c\",\"activity\":\"A\",\"time\":\"2024-01-01\",\"n\":1.5,\"o\":{\"p\":[1,2]}}\n";
        String quoted = "case_id,activity,time,\"no\nte\"\nc,\"A\"\"B\",2024-01-01,\"x\"\n\"d\",B,2024-01-02,\n";
        String[][] seeds = {{"m.xes", xes}, {"m.jsonl", json + json}, {"m.csv", quoted}};
        int refused = 0;
        for (int i = 0; i < 6_000; i++) {
            String[] seed = seeds[i % seeds.length];
            byte[] bytes = mutate(seed[1].getBytes(StandardCharsets.UTF_8), random);
            Path file = ReadLog.write(folder, seed[0], bytes);
            try {
                ReadLog.of(file);
            } catch (SojournException e) {
                refused++;
                assertThat(e.code().kind()).isEqualTo(ErrorCode.Kind.DATA);
            }
        }
        assertThat(refused).isBetween(500, 5_500);
    }

    private static byte[] mutate(byte[] bytes, SplittableRandom random) {
        byte[] mutated = bytes.clone();
        for (int k = random.nextInt(1, 4); k > 0; k--) {
            int at = random.nextInt(mutated.length);
            switch (random.nextInt(4)) {
                case 0 -> mutated[at] = (byte) random.nextInt(256);
                case 1 -> mutated[at] = (byte) "\",\n<>&{}[]:\\'\0".charAt(random.nextInt(14));
                case 2 -> mutated = Arrays.copyOf(mutated, Math.max(1, at));
                default -> {
                    byte[] longer = Arrays.copyOf(mutated, mutated.length + mutated.length - at);
                    System.arraycopy(mutated, at, longer, mutated.length, mutated.length - at);
                    mutated = longer;
                }
            }
        }
        return mutated;
    }
}
