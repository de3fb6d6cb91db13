package io.sojourn.api.sql;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;

/** Words of a refused query. */
final class Refusal {
    private Refusal() {}

    static SojournException at(int line, int column, String what, String hint) {
        return new SojournException(
                ErrorCode.REFUSED_QUERY, "query line " + line + " column " + column + ": " + what, hint);
    }

    static SojournException of(String what, String hint) {
        return new SojournException(ErrorCode.REFUSED_QUERY, "query: " + what, hint);
    }

    static SojournException limit(String what, String hint) {
        return new SojournException(ErrorCode.QUERY_LIMIT, "query: " + what, hint);
    }

    static SojournException stopped() {
        return limit("stopped on request", null);
    }

    /** Cuts a text that may carry the user's own words. */
    static String shortly(String text) {
        String line = text == null ? "" : text.strip().lines().findFirst().orElse("");
        return line.length() > 200 ? line.substring(0, 200) + "…" : line;
    }
}
