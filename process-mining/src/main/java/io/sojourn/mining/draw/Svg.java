package io.sojourn.mining.draw;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;

/**
 * Writes SVG. Names of elements and attributes come from the code; values and texts may come from a log, and are escaped. Numbers are
 * written with at most two decimals, so that equal pictures are equal bytes.
 */
public final class Svg {
    private final StringBuilder text = new StringBuilder();
    private final Deque<String> open = new ArrayDeque<>();
    private boolean tagOpen;

    /** Begins an element; what follows until {@link #end} is inside. */
    public Svg start(String element) {
        closeTag();
        text.append('<').append(element);
        open.push(element);
        tagOpen = true;
        return this;
    }

    /** An attribute of the element just begun. */
    public Svg with(String name, String value) {
        if (!tagOpen) {
            throw new IllegalStateException("attribute " + name + " after the contents of <" + open.peek() + ">");
        }
        text.append(' ').append(name).append("=\"");
        escape(value);
        text.append('"');
        return this;
    }

    /** A number as an attribute. */
    public Svg with(String name, double value) {
        return with(name, number(value));
    }

    /** Text inside the element just begun. */
    public Svg text(String value) {
        closeTag();
        escape(value);
        return this;
    }

    /** Markup that is written already, such as a picture of this package: taken as it is. */
    public Svg include(String trusted) {
        closeTag();
        text.append(trusted);
        return this;
    }

    /** Ends the innermost element. */
    public Svg end() {
        String element = open.pop();
        if (tagOpen) {
            text.append("/>");
            tagOpen = false;
        } else {
            text.append("</").append(element).append('>');
        }
        return this;
    }

    /** The markup; every element has been ended. */
    public String markup() {
        if (!open.isEmpty()) {
            throw new IllegalStateException("<" + open.peek() + "> was not ended");
        }
        return text.toString();
    }

    /** At most two decimals, no exponent, no locale. */
    static String number(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("not a place in a picture: " + value);
        }
        String written = String.format(Locale.ROOT, "%.2f", value);
        int end = written.length();
        while (written.charAt(end - 1) == '0') {
            end--;
        }
        if (written.charAt(end - 1) == '.') {
            end--;
        }
        String number = written.substring(0, end);
        return number.equals("-0") ? "0" : number;
    }

    private void closeTag() {
        if (tagOpen) {
            text.append('>');
            tagOpen = false;
        }
    }

    private void escape(String value) {
        value.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> text.append("&amp;");
                case '<' -> text.append("&lt;");
                case '>' -> text.append("&gt;");
                case '"' -> text.append("&quot;");
                case '\'' -> text.append("&#39;");
                default -> text.appendCodePoint(isXml(c) ? c : 0xFFFD);
            }
        });
    }

    private static boolean isXml(int c) {
        return c == '\t'
                || c == '\n'
                || c == '\r'
                || c >= 0x20 && c <= 0xD7FF
                || c >= 0xE000 && c <= 0xFFFD
                || c >= 0x10000;
    }
}
