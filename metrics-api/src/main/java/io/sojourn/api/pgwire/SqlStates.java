package io.sojourn.api.pgwire;

import io.sojourn.event.SojournException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** PostgreSQL's codes for what went wrong, and how the gateway's refusals become such. */
final class SqlStates {
    static final String PROTOCOL = "08P01";
    static final String NOT_SUPPORTED = "0A000";
    static final String RESULT_CUT = "01004";
    static final String BAD_VALUE = "22023";
    static final String BAD_TEXT = "22P02";
    static final String BAD_BINARY = "22P03";
    static final String BAD_CHARACTER = "22021";
    static final String READ_ONLY = "25006";
    static final String FAILED_TRANSACTION = "25P02";
    static final String NO_STATEMENT = "26000";
    static final String WRONG_SECRET = "28P01";
    static final String NOT_ALLOWED = "28000";
    static final String NO_PORTAL = "34000";
    static final String NO_DATABASE = "3D000";
    static final String DOUBLE_STATEMENT = "42P05";
    static final String DOUBLE_PORTAL = "42P03";
    static final String NO_TABLE = "42P01";
    static final String NO_SETTING = "42704";
    static final String NO_PARAMETER = "42P02";
    static final String FORBIDDEN = "42501";
    static final String WRONG = "42000";
    static final String SYNTAX = "42601";
    static final String OUT_OF_MEMORY = "53200";
    static final String TOO_MANY = "53300";
    static final String LIMIT = "54000";
    static final String STOPPED = "57014";
    static final String SHUTDOWN = "57P01";
    static final String BUSY = "53000";
    static final String BROKEN = "XX000";

    private static final Pattern PLACE = Pattern.compile("(?s)query line (\\d{1,6}) column (\\d{1,6}): (.*)");
    private static final Pattern NO_TABLE_WORDS = Pattern.compile("(?i)object '.*' not found.*");
    private static final Pattern NO_COLUMN_WORDS = Pattern.compile("(?i)(column|table) '.*' not found.*");

    private SqlStates() {}

    /** @param text where a place in it is looked up; null: none */
    static PgFailure of(SojournException e, StatementText text) {
        Matcher place = PLACE.matcher(e.getMessage());
        boolean placed = place.matches();
        String message = placed ? place.group(3) : e.getMessage().replaceFirst("^query: ", "");
        PgFailure failure = PgFailure.of(state(e, message), message, e.hint());
        return placed && text != null
                ? failure.at(text.position(Integer.parseInt(place.group(1)), Integer.parseInt(place.group(2))))
                : failure;
    }

    private static String state(SojournException e, String message) {
        return switch (e.code()) {
            case REFUSED_QUERY -> refused(message);
            case QUERY_LIMIT -> message.startsWith("stopped") ? STOPPED : OUT_OF_MEMORY;
            case BUSY -> BUSY;
            case BROKEN -> BROKEN;
            default -> e.code().kind() == io.sojourn.event.ErrorCode.Kind.USER ? FORBIDDEN : BROKEN;
        };
    }

    private static String refused(String message) {
        if (message.startsWith("not understood")) {
            return SYNTAX;
        }
        if (NO_TABLE_WORDS.matcher(message).matches()) {
            return NO_TABLE;
        }
        if (NO_COLUMN_WORDS.matcher(message).matches()) {
            return "42703";
        }
        if (message.startsWith("No match found for function")) {
            return "42883";
        }
        return message.contains("not allowed") ? FORBIDDEN : WRONG;
    }
}
