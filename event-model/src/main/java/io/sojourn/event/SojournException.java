package io.sojourn.event;

/**
 * The one exception of the project. The message says what, where and which value; {@code hint}, when there is one, is
 * a sentence that begins with "Maybe" and says what to try.
 */
public final class SojournException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final ErrorCode code;
    private final String hint;

    public SojournException(ErrorCode code, String message) {
        this(code, message, null, null);
    }

    public SojournException(ErrorCode code, String message, String hint) {
        this(code, message, hint, null);
    }

    public SojournException(ErrorCode code, String message, String hint, Throwable cause) {
        super(message, cause);
        this.code = code;
        this.hint = hint;
    }

    public ErrorCode code() {
        return code;
    }

    /** What to try, or null. */
    public String hint() {
        return hint;
    }

    /** Message and hint in one line, as shown to a person. */
    public String fullMessage() {
        return hint == null ? getMessage() : getMessage() + " " + hint;
    }
}
