package io.sojourn.cli;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The key for a server that is named by its address: from a file or the environment, never from the command line. */
final class KeyVariable {
    private static final String KEY = "SOJOURN_KEY";
    private static final String FILE = "SOJOURN_KEY_FILE";

    private KeyVariable() {}

    /** The key, or null: the server may ask for none. */
    static String read(Map<String, String> environment) {
        String file = environment.get(FILE);
        if (file == null) {
            return environment.get(KEY);
        }
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException e) {
            throw new SojournException(
                    ErrorCode.BAD_REQUEST, FILE + " names " + file + ", which can't be read.", "Maybe check it.", e);
        }
    }
}
