package io.sojourn.event;

/** Every way in which Sojourn says no. The kind decides exit code, HTTP status, log level and whether to retry. */
public enum ErrorCode {
    /** A wrong command line, option or request. */
    BAD_REQUEST(Kind.USER),
    /** A file, folder, case, table or definition that isn't there. */
    NOT_FOUND(Kind.USER),
    /** A process definition that can't be used. */
    BAD_DEFINITION(Kind.USER),
    /** A file of keys, policies and tokens that can't be used. */
    BAD_ACCESS(Kind.USER),
    /** Nobody who is known asks: no key or token, or one that is wrong, over, or withdrawn. */
    UNAUTHENTICATED(Kind.USER),
    /** Somebody known asks for what none of their roles allows. */
    FORBIDDEN(Kind.USER),
    /** An expression that is not in the closed list, or doesn't type-check. */
    BAD_EXPRESSION(Kind.USER),
    /** A query that is refused. */
    REFUSED_QUERY(Kind.USER),
    /** A query over its limit of time, rows or memory. */
    QUERY_LIMIT(Kind.USER),
    /** A whole file that can't be read as what it claims to be. */
    UNREADABLE_LOG(Kind.DATA),
    /** A row that lacks a needed value. */
    MISSING_VALUE(Kind.DATA),
    /** A row with a value that can't be read. */
    BAD_VALUE(Kind.DATA),
    /** A row or file beyond a named limit. */
    OVER_LIMIT(Kind.DATA),
    /** A row whose identity is taken by another content. */
    CONFLICTING_DUPLICATE(Kind.DATA),
    /** The data folder belongs to another log, definition or program version. */
    OTHER_DATA(Kind.USER),
    /** Someone else holds the store, or a queue is full: try again. */
    BUSY(Kind.BUSY),
    /** A defect, a broken file of our own, or a machine fault. */
    BROKEN(Kind.BROKEN);

    /** Whose trouble it is. */
    public enum Kind {
        USER,
        DATA,
        BUSY,
        BROKEN
    }

    private final Kind kind;

    ErrorCode(Kind kind) {
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    /** The code as it is shown and stored: lower case. */
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** Exit code of a command that ends with it: 2 for the user's, 3 for data, 4 for busy, 70 for a defect. */
    public int exitCode() {
        return switch (kind) {
            case USER -> 2;
            case DATA -> 3;
            case BUSY -> 4;
            case BROKEN -> 70;
        };
    }
}
