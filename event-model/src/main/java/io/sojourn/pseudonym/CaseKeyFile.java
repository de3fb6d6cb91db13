package io.sojourn.pseudonym;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;

/**
 * The file that holds the key for case ids: its bytes, without the line's end behind them. Refused are a file that others than its
 * owner and group can read or change, and one inside of the data folder, where a copy of the data would take the key along.
 */
public final class CaseKeyFile {
    /** Names the file where no option does. */
    public static final String VARIABLE = "SOJOURN_CASE_KEY_FILE";

    private static final int NEW_BYTES = 32;
    private static final Set<PosixFilePermission> TOO_MANY =
            Set.of(PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE, PosixFilePermission.GROUP_WRITE);

    private CaseKeyFile() {}

    /** The file that the option or else the environment names; null: none. */
    public static Path named(Path option, Map<String, String> environment) {
        String text = environment.getOrDefault(VARIABLE, "").strip();
        return option != null ? option : text.isEmpty() ? null : Path.of(text);
    }

    /** Reads the key in a file. */
    public static CaseKey read(Path file) {
        try {
            Path real = file.toRealPath();
            checkRights(file, real);
            if (Files.size(real) > CaseKey.MOST_BYTES) {
                throw refused(file, "has " + Files.size(real) + " bytes: that is no key.", "Maybe name another file.");
            }
            byte[] bytes = Files.readAllBytes(real);
            try {
                return CaseKey.of(Arrays.copyOf(bytes, lengthOfKey(bytes)));
            } finally {
                Arrays.fill(bytes, (byte) 0);
            }
        } catch (IOException e) {
            throw new SojournException(
                    ErrorCode.NOT_FOUND,
                    "the key for case ids can't be read from " + file + ".",
                    "Maybe correct --case-key-file or " + VARIABLE + ", or make a key: sojourn key new-case-key FILE.",
                    e);
        }
    }

    /** Reads the key for a data folder, in which it must not be. */
    public static CaseKey read(Path file, Path dataFolder) {
        try {
            if (Files.exists(file) && isUnder(file.toRealPath(), dataFolder)) {
                throw refused(
                        file,
                        "is inside of the data folder " + dataFolder + ": who gets a copy of the data gets the key.",
                        "Maybe move it to another place, such as /etc/sojourn/case.key.");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("can't look where " + file + " is", e);
        }
        return read(file);
    }

    private static boolean isUnder(Path real, Path dataFolder) throws IOException {
        Path folder = Files.exists(dataFolder)
                ? dataFolder.toRealPath()
                : dataFolder.toAbsolutePath().normalize();
        return real.startsWith(folder);
    }

    private static void checkRights(Path file, Path real) throws IOException {
        if (!Files.getFileStore(real).supportsFileAttributeView("posix")) {
            return;
        }
        Set<PosixFilePermission> rights = Files.getPosixFilePermissions(real);
        if (TOO_MANY.stream().anyMatch(rights::contains)) {
            throw refused(
                    file,
                    "has the rights " + PosixFilePermissions.toString(rights)
                            + ": others can read it, or more than its owner can change it.",
                    "Maybe: chmod 600 " + file + ".");
        }
    }

    private static int lengthOfKey(byte[] bytes) {
        int length = bytes.length;
        while (length > 0 && (bytes[length - 1] == '\n' || bytes[length - 1] == '\r')) {
            length--;
        }
        return length;
    }

    /** Makes a file with a new random key that only its owner can read; one that is there is never written over. */
    public static CaseKey make(Path file) {
        byte[] random = new byte[NEW_BYTES];
        new SecureRandom().nextBytes(random);
        byte[] text = (HexFormat.of().formatHex(random) + "\n").getBytes(StandardCharsets.US_ASCII);
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.write(file, text);
        } catch (FileAlreadyExistsException e) {
            throw refused(file, "is there already; a key is never written over.", "Maybe name another file.");
        } catch (IOException e) {
            throw new SojournException(
                    ErrorCode.BAD_REQUEST, "can't make the file " + file + ".", "Maybe its folder is missing.", e);
        }
        return read(file);
    }

    private static SojournException refused(Path file, String why, String hint) {
        return new SojournException(ErrorCode.BAD_REQUEST, "the key file " + file + " " + why, hint);
    }
}
