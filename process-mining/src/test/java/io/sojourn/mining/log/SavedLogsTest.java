package io.sojourn.mining.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sojourn.event.SojournException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SavedLogsTest {
    @TempDir
    Path folder;

    private Path save(EventLog log) {
        Path file = folder.resolve("log.slog");
        SavedLogs.save(new SavedLogs.Saved(log, 3, 4), file);
        return file;
    }

    @Test
    void whatIsOpenedIsWhatWasSaved() {
        SplittableRandom random = new SplittableRandom(RandomLog.seed(41));
        for (int round = 0; round < 60; round++) {
            EventLog log = RandomLog.next(random.split(), round % 2 == 0);
            SavedLogs.Saved opened = SavedLogs.open(save(log));
            assertThat(LogContent.of(opened.log())).isEqualTo(LogContent.of(log));
            assertThat(opened.log().attributeNames()).isEqualTo(log.attributeNames());
            assertThat(opened.rejected() + " " + opened.notApplied()).isEqualTo("3 4");
        }
    }

    @Test
    void codesOfEveryWidthAreOpened() {
        for (int activities : new int[] {1, 200, 255, 256, 65_535, 65_536}) {
            EventLogBuilder builder = new EventLogBuilder();
            for (int i = 0; i < activities; i++) {
                builder.add("c" + i % 100, "activity " + i, i);
            }
            EventLog log = builder.build();
            EventLog opened = SavedLogs.open(save(log)).log();
            assertThat(opened.activities().width())
                    .isEqualTo(activities == 1 ? 0 : activities <= 255 ? 1 : activities <= 65_535 ? 2 : 4);
            assertThat(LogContent.of(opened)).isEqualTo(LogContent.of(log));
        }
    }

    @Test
    void equalLogsGiveEqualBytes() throws IOException {
        byte[] once = Files.readAllBytes(save(RandomLog.next(new SplittableRandom(5), true)));
        assertThat(Files.readAllBytes(save(RandomLog.next(new SplittableRandom(5), true))))
                .isEqualTo(once);
    }

    /** Each byte matters: it is checked, or it stands between sections. */
    @Test
    void aChangedByteIsNoticedOrChangesNothing() throws IOException {
        EventLog log = RandomLog.next(new SplittableRandom(RandomLog.seed(42)), true);
        byte[] bytes = Files.readAllBytes(save(log));
        List<String> content = LogContent.of(log);
        Path file = folder.resolve("changed.slog");
        int noticed = 0;
        for (int at = 0; at < bytes.length; at += 17) {
            byte[] changed = bytes.clone();
            changed[at] ^= 0x10;
            Files.write(file, changed);
            try {
                assertThat(LogContent.of(SavedLogs.open(file).log())).isEqualTo(content);
            } catch (SojournException e) {
                assertThat(e.getMessage()).contains("changed.slog");
                noticed++;
            }
        }
        assertThat(noticed).isGreaterThan(bytes.length / 17 - 10);
    }

    @Test
    void aFileThatIsCutOffIsRefused() throws IOException {
        byte[] bytes = Files.readAllBytes(save(RandomLog.next(new SplittableRandom(6), true)));
        for (int length = 1; length < bytes.length; length += 97) {
            Path file = Files.write(folder.resolve("cut.slog"), Arrays.copyOf(bytes, length));
            assertThatThrownBy(() -> SavedLogs.open(file)).isInstanceOf(SojournException.class);
        }
    }

    @Test
    void anotherVersionAndAnotherFileSayWhatTheyAre() throws IOException {
        byte[] bytes = Files.readAllBytes(save(RandomLog.next(new SplittableRandom(7), false)));
        bytes[SavedLogs.MAGIC.length] = 9;
        Path newer = Files.write(folder.resolve("newer.slog"), bytes);
        assertThatThrownBy(() -> SavedLogs.open(newer))
                .hasMessageContaining("of version 9, this program reads version 1");
        Path other = Files.writeString(folder.resolve("other.slog"), "case_id,activity,time\n".repeat(9));
        assertThatThrownBy(() -> SavedLogs.open(other)).hasMessageContaining("is no saved log");
    }

    /** A directory with a right checksum can still lie about every number and name in it. */
    @Test
    void aDirectoryThatLiesIsRefusedOrHarmless() throws IOException {
        SplittableRandom random = new SplittableRandom(RandomLog.seed(43));
        byte[] bytes = Files.readAllBytes(save(RandomLog.next(random.split(), true)));
        int trailer = bytes.length - SavedLogs.TRAILER;
        ByteBuffer end = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int offset = (int) end.getLong(trailer);
        String directory = new String(bytes, offset, end.getInt(trailer + 8), StandardCharsets.UTF_8);
        for (int round = 0; round < 200; round++) {
            byte[] lie = lie(directory, random).getBytes(StandardCharsets.UTF_8);
            ByteBuffer file =
                    ByteBuffer.allocate(offset + lie.length + SavedLogs.TRAILER).order(ByteOrder.LITTLE_ENDIAN);
            CRC32C crc = new CRC32C();
            crc.update(lie);
            file.put(bytes, 0, offset)
                    .put(lie)
                    .putLong(offset)
                    .putInt(lie.length)
                    .putInt((int) crc.getValue());
            file.put(SavedLogs.END);
            Path path = Files.write(folder.resolve("lie.slog"), file.array());
            try {
                LogContent.of(SavedLogs.open(path).log());
            } catch (SojournException e) {
                assertThat(e.getMessage()).contains("lie.slog");
            }
        }
    }

    /** Puts another number, kind or name into the place of one. */
    private static String lie(String directory, SplittableRandom random) {
        String[] words = {
            "CODE1", "CODE2", "CODE4", "CONSTANT", "LONG", "DOUBLE", "INT", "TEXTS", "EVENT", "CASE", "null"
        };
        String[] tokens = directory.split("(?<=[\\[\\]{}:,\"])|(?=[\\[\\]{}:,\"])");
        for (int i = random.nextInt(tokens.length), left = tokens.length;
                left > 0;
                i = (i + 1) % tokens.length, left--) {
            if (tokens[i].matches("-?\\d+")) {
                tokens[i] = new String[] {"0", "-1", "1", "2147483647", "9223372036854775807", "7"}[random.nextInt(6)];
                break;
            }
            if (Arrays.asList(words).contains(tokens[i])) {
                tokens[i] = words[random.nextInt(words.length)];
                break;
            }
        }
        return String.join("", tokens);
    }

    @Test
    void aFolderThatIsNotThereIsSaid() {
        EventLog log = new EventLogBuilder().add("c", "A", 1).build();
        assertThatThrownBy(() -> SavedLogs.save(new SavedLogs.Saved(log, 0, 0), folder.resolve("no/log.slog")))
                .isInstanceOf(SojournException.class)
                .hasMessageContaining("can't be written");
    }
}
