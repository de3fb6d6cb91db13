package io.sojourn.mining.log;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Saves logs in a file of columns and opens them again. The file begins with {@link #MAGIC} and a version; its sections are
 * the columns as they are in memory, little-endian; then comes a directory in JSON, and a trailer with its place and
 * checksum. Every stretch of 4 MiB has a CRC-32C. Opening reads the columns that mining needs, all of them checked; an
 * attribute is read when it is first asked for.
 */
public final class SavedLogs {
    /** How the name of such a file ends. */
    public static final String EXTENSION = "slog";

    static final byte[] MAGIC = "SOJOURN LOG\n".getBytes(StandardCharsets.US_ASCII);
    static final byte[] END = "LOG END\n".getBytes(StandardCharsets.US_ASCII);
    static final int VERSION = 1;
    /** Magic, version. */
    static final int HEADER = MAGIC.length + Integer.BYTES;
    /** Offset, length and CRC-32C of the directory, end. */
    static final int TRAILER = Long.BYTES + 2 * Integer.BYTES + END.length;
    /** Bytes of a directory. */
    static final int MOST_DIRECTORY = 16 << 20;

    private SavedLogs() {}

    /**
     * A log, and what is known of the file that it was read from.
     *
     * @param rejected rows that could not be used
     * @param notApplied corrections and retractions, which a log leaves out
     */
    public record Saved(EventLog log, long rejected, long notApplied) {}

    /** Saves a log with all its attributes; the file is there whole, or not at all. */
    public static void save(Saved saved, Path file) {
        Path target = file.toAbsolutePath();
        Path beside = target.resolveSibling(target.getFileName() + ".part");
        try {
            try (SavedLogWriter writer = new SavedLogWriter(beside)) {
                writer.write(saved);
            }
            Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new SojournException(
                    ErrorCode.BAD_REQUEST,
                    file + " can't be written: " + e.getMessage() + ".",
                    "Maybe its folder doesn't exist, or its disk is full.",
                    e);
        } finally {
            try {
                Files.deleteIfExists(beside);
            } catch (IOException e) {
                // What was being said about the failed write matters more.
            }
        }
    }

    /**
     * Opens a saved log.
     *
     * @throws SojournException when it is none, of another version, cut off, or damaged
     */
    public static Saved open(Path file) {
        return new SavedLogReader(file).open();
    }
}
