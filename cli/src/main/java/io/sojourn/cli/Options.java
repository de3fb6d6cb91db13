package io.sojourn.cli;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;

/** Values of options that are numbers, and yet can't be used. */
final class Options {
    private static final int MAX_PORT = 65_535;

    private Options() {}

    /** Refuses a value, and says which ones can be used. */
    static void check(boolean usable, String option, Number value, String instead) {
        if (!usable) {
            throw new SojournException(
                    ErrorCode.BAD_REQUEST, option + " " + value + " can't be used.", "Maybe " + instead + ".");
        }
    }

    static void port(int port) {
        check(port >= 0 && port <= MAX_PORT, "--port", port, "a number from 1 to 65535, or 0 for a free port");
    }
}
