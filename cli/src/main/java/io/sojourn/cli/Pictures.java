package io.sojourn.cli;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;

/** Writes pictures into files. */
final class Pictures {
    private Pictures() {}

    /** Draws and writes a picture, and says so; nothing where no file is named. */
    static void write(Path file, Supplier<String> svg, Terminal terminal) {
        if (file == null) {
            return;
        }
        try {
            Files.writeString(file, svg.get() + "\n");
        } catch (IOException e) {
            throw new SojournException(
                    ErrorCode.BAD_REQUEST,
                    file + " can't be written: " + e.getMessage() + ".",
                    "Maybe its folder doesn't exist, or is not yours.",
                    e);
        }
        terminal.say("Drawn: %s", file);
    }
}
