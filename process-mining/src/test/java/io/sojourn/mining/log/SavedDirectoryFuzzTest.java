package io.sojourn.mining.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.sojourn.event.SojournException;
import io.sojourn.mining.format.Mutations;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Any bytes as the directory of a saved log, with a right checksum, behind the columns of a real one. */
@Tag("hostile")
class SavedDirectoryFuzzTest {
    private static byte[] columns;
    private static Path file;

    @BeforeAll
    static void saveALog() throws IOException {
        file = Files.createTempFile("hostile", ".slog");
        file.toFile().deleteOnExit();
        SavedLogs.save(new SavedLogs.Saved(RandomLog.next(new SplittableRandom(6), true), 3, 1), file);
        byte[] whole = Files.readAllBytes(file);
        long end = ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).getLong(whole.length - SavedLogs.TRAILER);
        columns = java.util.Arrays.copyOf(whole, (int) end);
    }

    @FuzzTest
    void directory(byte[] bytes) throws IOException {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        Files.write(
                file,
                ByteBuffer.allocate(columns.length + bytes.length + SavedLogs.TRAILER)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .put(columns)
                        .put(bytes)
                        .putLong(columns.length)
                        .putInt(bytes.length)
                        .putInt((int) crc.getValue())
                        .put(SavedLogs.END)
                        .array());
        try {
            LogContent.of(SavedLogs.open(file).log());
        } catch (SojournException e) {
            assertThat(e.getMessage()).contains(file.toString());
        }
        readsWhatItWrites(bytes);
    }

    private static void readsWhatItWrites(byte[] bytes) throws IOException {
        SavedDirectory read;
        try {
            read = SavedDirectoryJson.read(bytes);
        } catch (IOException e) {
            return;
        }
        if (read.columns() != null) {
            byte[] written = SavedDirectoryJson.write(read);
            assertThat(SavedDirectoryJson.write(SavedDirectoryJson.read(written)))
                    .isEqualTo(written);
        }
    }

    @Test
    void theCorpusCutOffAndChangedIsReadOrRefusedToo() {
        Mutations.of(SavedDirectoryFuzzTest.class, "directory", 300, bytes -> {
            try {
                directory(bytes);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
    }
}
