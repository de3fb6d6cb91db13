package io.sojourn.mining.draw;

import java.util.ArrayList;
import java.util.List;

/**
 * How wide a text is about, without any font at hand, and how it is broken into lines. Widths are those of a wide sans-serif, so that text
 * in another one fits too.
 */
final class TextFit {
    private static final String NARROW = "iljtfrI.,:;'|!()[]/ -";
    private static final String WIDE = "mwMW@%";
    private static final String CUT = "\u2026";
    private static final double NARROW_EM = 0.39;
    private static final double USUAL_EM = 0.6;
    private static final double CAPITAL_EM = 0.71;
    private static final double WIDE_EM = 0.97;
    private static final int LATIN_END = 0x0250;

    private TextFit() {}

    /** About how many units wide a text is, at a font size in units. */
    static double width(String text, double fontSize) {
        return fontSize * text.codePoints().mapToDouble(TextFit::em).sum();
    }

    private static double em(int c) {
        if (NARROW.indexOf(c) >= 0) {
            return NARROW_EM;
        }
        if (WIDE.indexOf(c) >= 0) {
            return WIDE_EM;
        }
        return c >= LATIN_END ? 1 : Character.isUpperCase(c) ? CAPITAL_EM : USUAL_EM;
    }

    /**
     * Breaks a text at blanks, behind signs, and else where it must, into lines that are not wider than {@code most}; what is behind
     * the last line is cut, and an ellipsis says so.
     */
    static List<String> lines(String text, double fontSize, double most, int lines) {
        List<String> broken = new ArrayList<>();
        String rest = text.strip();
        while (!rest.isEmpty() && broken.size() < lines) {
            boolean last = broken.size() == lines - 1;
            int end = last ? fitting(rest, fontSize, most) : breakOf(rest, fontSize, most);
            boolean cut = last && end < rest.length();
            broken.add(
                    cut
                            ? rest.substring(0, fitting(rest, fontSize, most - fontSize)) + CUT
                            : rest.substring(0, end).strip());
            rest = rest.substring(end).strip();
        }
        return broken.isEmpty() ? List.of("") : broken;
    }

    /** How many chars fit, at least one sign. */
    private static int fitting(String text, double fontSize, double most) {
        double width = 0;
        int end = 0;
        while (end < text.length()) {
            int c = text.codePointAt(end);
            width += fontSize * em(c);
            if (width > most && end > 0) {
                return end;
            }
            end += Character.charCount(c);
        }
        return end;
    }

    private static int breakOf(String text, double fontSize, double most) {
        int fits = fitting(text, fontSize, most);
        if (fits == text.length()) {
            return fits;
        }
        if (text.charAt(fits) == ' ') {
            return fits;
        }
        for (int i = fits; i > 1; i--) {
            if (" -_/.:".indexOf(text.charAt(i - 1)) >= 0) {
                return i;
            }
        }
        return fits;
    }
}
