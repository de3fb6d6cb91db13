package io.sojourn.cli;

import io.sojourn.api.ApiOptions;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import java.util.Map;

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

    /**
     * The address to listen on: {@code SOJOURN_HOST}, for containers; this machine alone where nothing
     * is said.
     */
    static String host(Map<String, String> environment) {
        String host = environment.getOrDefault("SOJOURN_HOST", "").strip();
        return host.isEmpty() ? ApiOptions.defaults().host() : host;
    }

    static void port(int port) {
        check(port >= 0 && port <= MAX_PORT, "--port", port, "a number from 1 to 65535, or 0 for a free port");
    }
}
