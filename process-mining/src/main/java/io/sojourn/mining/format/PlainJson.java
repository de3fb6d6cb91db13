package io.sojourn.mining.format;

import io.sojourn.event.Limits;
import java.nio.charset.StandardCharsets;

/**
 * Tokens of plain JSON: texts of ASCII without escapes, numbers of few digits, times in UTC. What is not plain throws {@link
 * NotPlain}, and nothing is said about whether it is JSON: a whole parser looks at it then.
 */
final class PlainJson {
    private static final int SLOTS = 1 << 11;
    private static final int LONGEST_CACHED = 48;
    private static final int DIGITS = 15;
    private static final double[] TENS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
    };

    /** One for all, without a stack: it is no error, and comes in the hot path of odd events. */
    static final class NotPlain extends Exception {
        private static final long serialVersionUID = 1L;
        private static final NotPlain ONE = new NotPlain();

        private NotPlain() {
            super("not plain", null, false, false);
        }
    }

    private final String[] cached = new String[SLOTS];
    private byte[] in;
    private int at;
    private int end;
    private int from;
    private int hash;

    void begin(byte[] utf8, int offset, int length) {
        in = utf8;
        at = offset;
        end = offset + length;
    }

    static NotPlain notPlain() {
        return NotPlain.ONE;
    }

    /** The next byte that is no white space; stays on it. */
    private byte peek() throws NotPlain {
        while (at < end) {
            byte b = in[at];
            if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
                return b;
            }
            at++;
        }
        throw NotPlain.ONE;
    }

    void expect(char c) throws NotPlain {
        if (peek() != c) {
            throw NotPlain.ONE;
        }
        at++;
    }

    /** True, and goes behind it, when this is next. */
    boolean takes(char c) throws NotPlain {
        if (peek() != c) {
            return false;
        }
        at++;
        return true;
    }

    /** True when only white space follows. */
    boolean isAtEnd() {
        while (at < end && (in[at] == ' ' || in[at] == '\n' || in[at] == '\r' || in[at] == '\t')) {
            at++;
        }
        return at == end;
    }

    /** True, and goes behind it, when the word is next. */
    boolean takesWord(String word) throws NotPlain {
        if (peek() != word.charAt(0)) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (at == end || in[at] != word.charAt(i)) {
                throw NotPlain.ONE;
            }
            at++;
        }
        return true;
    }

    /** The number of the name that is next, or -1; goes behind its colon. */
    int name(NameTable names) throws NotPlain {
        int length = scan();
        int number = names.find(in, from, length, hash);
        expect(':');
        return number;
    }

    /** Goes behind a text; its bytes are those from {@link #from}, so many. */
    private int scan() throws NotPlain {
        expect('"');
        int begin = at;
        int h = 0;
        while (at < end) {
            byte b = in[at];
            if (b == '"') {
                from = begin;
                hash = h;
                at++;
                if (at - 1 - begin > Limits.TEXT_LENGTH) {
                    throw NotPlain.ONE;
                }
                return at - 1 - begin;
            }
            if (b < ' ' || b == '\\' || b == 0x7f) {
                throw NotPlain.ONE;
            }
            h = 31 * h + b;
            at++;
        }
        throw NotPlain.ONE;
    }

    /** A text that hardly comes again. */
    String unique() throws NotPlain {
        int length = scan();
        return new String(in, from, length, StandardCharsets.ISO_8859_1);
    }

    /** A text; the same String for the same bytes, most of the time. */
    String text() throws NotPlain {
        int length = scan();
        if (length > LONGEST_CACHED) {
            return new String(in, from, length, StandardCharsets.ISO_8859_1);
        }
        int slot = (hash ^ hash >>> 11 ^ hash >>> 21) & SLOTS - 1;
        String known = cached[slot];
        if (known == null || known.hashCode() != hash || !isText(known, length)) {
            known = new String(in, from, length, StandardCharsets.ISO_8859_1);
            cached[slot] = known;
        }
        return known;
    }

    private boolean isText(String known, int length) {
        if (known.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (known.charAt(i) != in[from + i]) {
                return false;
            }
        }
        return true;
    }

    /** A whole number. */
    long integer() throws NotPlain {
        boolean negative = takes('-');
        long value = digits();
        endOfNumber();
        return negative ? -value : value;
    }

    /** A number; exact, as both its digits and the power of ten are. */
    double number() throws NotPlain {
        boolean negative = takes('-');
        int begin = at;
        long value = digits();
        double number = value;
        if (at < end && in[at] == '.') {
            int point = at++;
            while (at < end && in[at] >= '0' && in[at] <= '9') {
                value = 10 * value + in[at++] - '0';
                if (at - begin > DIGITS) {
                    throw NotPlain.ONE;
                }
            }
            if (at == point + 1) {
                throw NotPlain.ONE;
            }
            number = value / TENS[at - point - 1];
        }
        endOfNumber();
        if (negative && number == 0) {
            // Whether it keeps its sign depends on whether it has a fraction.
            throw NotPlain.ONE;
        }
        return negative ? -number : number;
    }

    /** Digits without a zero before them. */
    private long digits() throws NotPlain {
        int begin = at;
        long value = 0;
        while (at < end && in[at] >= '0' && in[at] <= '9') {
            value = 10 * value + in[at++] - '0';
            if (at - begin > DIGITS) {
                throw NotPlain.ONE;
            }
        }
        if (at == begin || in[begin] == '0' && at > begin + 1) {
            throw NotPlain.ONE;
        }
        return value;
    }

    private void endOfNumber() throws NotPlain {
        byte b = peek();
        if (b != ',' && b != '}') {
            throw NotPlain.ONE;
        }
    }

    /** A time in UTC, in microseconds: {@code "YYYY-MM-DDTHH:MM:SS[.fraction]Z"}. */
    long time() throws NotPlain {
        int length = scan();
        if (length < 20 || in[from + length - 1] != 'Z' || in[from + 10] != 'T') {
            throw NotPlain.ONE;
        }
        long micros = IsoTime.utc(in, from, length);
        if (micros < Limits.MIN_TIME_MICROS || micros >= Limits.MAX_TIME_MICROS) {
            throw NotPlain.ONE;
        }
        return micros;
    }
}
