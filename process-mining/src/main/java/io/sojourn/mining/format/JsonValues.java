package io.sojourn.mining.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.Limits;
import java.io.IOException;
import java.time.ZoneOffset;
import java.util.function.BiConsumer;

/** Values of a JSON event as one type; another one is told as trouble, and skipped. */
final class JsonValues {
    private final BiConsumer<ErrorCode, String> trouble;
    private final JsonTexts texts = new JsonTexts();

    JsonValues(BiConsumer<ErrorCode, String> trouble) {
        this.trouble = trouble;
    }

    void fail(ErrorCode code, String message) {
        trouble.accept(code, message);
    }

    String text(String name, JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            return wrong(name, json, "a text");
        }
        String text = texts.read(json);
        if (text == null) {
            boolean tooLong = json.getTextLength() > Limits.TEXT_LENGTH;
            fail(
                    tooLong ? ErrorCode.OVER_LIMIT : ErrorCode.BAD_VALUE,
                    RowAssembler.shown(name) + " " + texts.trouble());
        }
        return text;
    }

    /** A whole number; {@code 3.0} and {@code 3e0} are one too. */
    long integer(String name, JsonParser json, long least, long greatest) throws IOException {
        JsonToken token = json.currentToken();
        if (token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT) {
            try {
                boolean plain = token == JsonToken.VALUE_NUMBER_INT && json.getTextLength() < 19;
                long value =
                        plain ? json.getLongValue() : json.getDecimalValue().longValueExact();
                if (value >= least && value <= greatest) {
                    return value;
                }
            } catch (ArithmeticException e) {
                // Told below, as every value that is no whole number of 64 bits.
            }
        }
        wrong(name, json, least == 1 ? "a whole number from 1 to " + greatest : "a whole number of at most 64 bits");
        return least;
    }

    Double number(String name, JsonParser json) throws IOException {
        if (json.currentToken().isNumeric()) {
            double value = json.getDoubleValue();
            if (Double.isFinite(value)) {
                return value;
            }
        }
        return wrong(name, json, "a number that a double can hold");
    }

    Boolean truth(String name, JsonParser json) throws IOException {
        return json.currentToken().isBoolean() ? (Boolean) json.getBooleanValue() : wrong(name, json, "true or false");
    }

    /** An RFC 3339 time with an offset, in microseconds. */
    long time(String name, JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            wrong(name, json, "a time such as \"2026-01-02T03:04:05.123456Z\"");
            return 0;
        }
        String text = json.getTextLength() > 64 ? "" : json.getText();
        long micros = hasOffset(text) ? IsoTime.parse(text, ZoneOffset.UTC) : IsoTime.BAD;
        if (micros == IsoTime.BAD) {
            wrong(name, json, "a time such as \"2026-01-02T03:04:05.123456Z\", with its offset");
        } else if (micros < Limits.MIN_TIME_MICROS || micros >= Limits.MAX_TIME_MICROS) {
            fail(
                    ErrorCode.OVER_LIMIT,
                    name + " " + RowAssembler.shown(text) + " is not between 1970-01-01 and 2100-01-01 UTC.");
        }
        return micros;
    }

    /** {@code YYYY-MM-DDTHH:MM:SS[.fraction]} and {@code Z} or {@code +HH:MM}: of what {@link IsoTime} knows, only this. */
    private static boolean hasOffset(String s) {
        int n = s.length();
        if (n < 20 || s.charAt(10) != 'T' || s.charAt(16) != ':' || s.charAt(19) == ',') {
            return false;
        }
        if (s.charAt(n - 1) == 'Z') {
            return isDigit(s.charAt(n - 2));
        }
        char sign = n < 25 ? ' ' : s.charAt(n - 6);
        return (sign == '+' || sign == '-') && s.charAt(n - 3) == ':' && isDigit(s.charAt(n - 7));
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private <T> T wrong(String name, JsonParser json, String wanted) throws IOException {
        fail(ErrorCode.BAD_VALUE, RowAssembler.shown(name) + " is " + shown(json) + "; it must be " + wanted + ".");
        json.skipChildren();
        return null;
    }

    /** The current value for a message, shortened. */
    static String shown(JsonParser json) throws IOException {
        return switch (json.currentToken()) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "an array";
            case VALUE_STRING -> "the text " + shortened(json);
            default -> flat(json.getText());
        };
    }

    private static String shortened(JsonParser json) throws IOException {
        char[] chars = json.getTextCharacters();
        int length = Math.min(json.getTextLength(), 200);
        return RowAssembler.shown(flat(new String(chars, json.getTextOffset(), length)));
    }

    /** Without control characters and halves of surrogate pairs: what a message may hold. */
    static String flat(String text) {
        StringBuilder flat = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> c < ' ' || c == 0x7f || c >= 0xd800 && c <= 0xdfff ? ' ' : c)
                .forEach(flat::appendCodePoint);
        return flat.toString();
    }
}
