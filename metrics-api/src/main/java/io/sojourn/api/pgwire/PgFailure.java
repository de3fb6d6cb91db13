package io.sojourn.api.pgwire;

import io.sojourn.event.SojournException;

/** What a client is told as an ErrorResponse. It never leaves the package. */
final class PgFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String state;
    private final String hint;
    private final int position;
    private final boolean fatal;

    private PgFailure(String state, String message, String hint, int position, boolean fatal) {
        super(message, null, false, false);
        this.state = state;
        this.hint = hint;
        this.position = position;
        this.fatal = fatal;
    }

    /** @param state the five characters of a SQLSTATE, as PostgreSQL uses them */
    static PgFailure of(String state, String message, String hint) {
        return new PgFailure(state, message, hint, 0, false);
    }

    /** The connection ends with it. */
    static PgFailure fatal(String state, String message, String hint) {
        return new PgFailure(state, message, hint, 0, true);
    }

    /** A message that can't be what the protocol says. */
    static PgFailure protocol(String what) {
        return fatal(SqlStates.PROTOCOL, "protocol: " + what, null);
    }

    /** @param character place in what the client sent, from 1; 0: unknown */
    PgFailure at(int character) {
        return new PgFailure(state, getMessage(), hint, character, fatal);
    }

    static PgFailure of(SojournException e, StatementText text) {
        return SqlStates.of(e, text);
    }

    String state() {
        return state;
    }

    /** What to try, or null. */
    String hint() {
        return hint;
    }

    int position() {
        return position;
    }

    boolean isFatal() {
        return fatal;
    }
}
