package io.sojourn.client;

/** What a server refused, or could not do, in its own words. */
public final class SojournProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final String hint;

    /**
     * @param status of HTTP; 0 where the server could not be reached
     * @param code the server's word, such as {@code bad_request}; null where it said none
     * @param hint what to try; null where it said nothing
     */
    SojournProblem(int status, String code, String message, String hint, Throwable cause) {
        super(message, cause);
        this.status = status;
        this.code = code;
        this.hint = hint;
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    public String hint() {
        return hint;
    }

    /** True where the same request may be answered later. */
    public boolean isBusy() {
        return status == 429 || status == 503;
    }
}
