package io.sojourn.mining.draw;

import java.util.List;

/** The frame of a chart: paper, title, what the colours mean, notes; light and dark. What is inside is the drawing's own. */
final class Chart {
    static final double WIDTH = 960;
    static final double LEFT = 64;
    static final double RIGHT = WIDTH - 24;
    /** Where the contents may begin. */
    static final double TOP = 76;

    private static final double LINE = 18;
    /** Width of a letter of 12 pixels on average, generously. */
    private static final double LETTER = 6.7;

    private static final int TITLE_LETTERS = 92;
    private static final int SUBTITLE_LETTERS = 136;
    private static final int KEY_LETTERS = 64;
    private static final double MARK = 12;
    private static final double GAP = 18;

    private final Svg svg = new Svg();
    private double bottom;

    /**
     * An entry of the legend.
     *
     * @param style class of the mark
     */
    record Key(String style, String text) {}

    Chart(String title, String subtitle, double height) {
        svg.start("svg").with("xmlns", "http://www.w3.org/2000/svg").with("class", "sj-chart");
        svg.with("width", WIDTH)
                .with("height", height)
                .with("viewBox", "0 0 " + Svg.number(WIDTH) + " " + Svg.number(height));
        svg.with("role", "img").with("aria-label", title + ". " + subtitle);
        svg.start("title")
                .text(title)
                .end()
                .start("style")
                .text(ChartStyle.css())
                .end();
        svg.start("rect")
                .with("class", "sj-paper")
                .with("width", WIDTH)
                .with("height", height)
                .end();
        text("sj-title", 20, 30, "start", cut(title, TITLE_LETTERS));
        text("sj-soft", 20, 52, "start", cut(subtitle, SUBTITLE_LETTERS));
    }

    Svg svg() {
        return svg;
    }

    /** A text; {@code anchor} is start, middle or end. */
    void text(String style, double x, double y, String anchor, String text) {
        svg.start("text").with("class", style).with("x", x).with("y", y).with("text-anchor", anchor);
        svg.text(text).end();
    }

    /** A text that is cut to so many letters, and whole when pointed at. */
    void longText(String style, double x, double y, String anchor, String text, int letters) {
        svg.start("text").with("class", style).with("x", x).with("y", y).with("text-anchor", anchor);
        svg.text(cut(text, letters));
        svg.start("title").text(text).end().end();
    }

    void line(String style, double x1, double y1, double x2, double y2) {
        svg.start("line")
                .with("class", style)
                .with("x1", x1)
                .with("y1", y1)
                .with("x2", x2)
                .with("y2", y2)
                .end();
    }

    /** A path, where there is anything of it. */
    void path(String style, PathData path, double strokeWidth, double opacity) {
        if (!path.isEmpty()) {
            svg.start("path").with("class", style).with("d", path.toString());
            svg.with("stroke-width", strokeWidth).with("opacity", opacity).end();
        }
    }

    /** What the colours mean, from a height on, in as many lines as it takes. */
    void legend(double y, List<Key> keys) {
        double x = 20;
        bottom = y;
        for (Key key : keys) {
            String text = cut(key.text(), KEY_LETTERS);
            double width = MARK + 6 + text.length() * LETTER;
            if (x > 20 && x + width > RIGHT) {
                x = 20;
                bottom += LINE;
            }
            svg.start("rect").with("class", key.style()).with("x", x).with("y", bottom - MARK + 2);
            svg.with("width", MARK).with("height", MARK).with("rx", 2).end();
            text("sj-key", x + MARK + 6, bottom, "start", text);
            x += width + GAP;
        }
        bottom += LINE + 4;
    }

    /** Notes below the legend. */
    void notes(List<String> notes) {
        for (String note : notes) {
            text("sj-soft", 20, bottom, "start", cut(note, SUBTITLE_LETTERS));
            bottom += LINE;
        }
    }

    /** How high legend and notes are at most, for so many entries and notes. */
    static double footHeight(List<Key> keys, int notes) {
        double x = 20;
        double height = LINE;
        for (Key key : keys) {
            double width = MARK + 6 + Math.min(KEY_LETTERS, key.text().length()) * LETTER;
            boolean breaks = x > 20 && x + width > RIGHT;
            height += breaks ? LINE : 0;
            x = (breaks ? 20 : x) + width + GAP;
        }
        return height + notes * LINE + 10;
    }

    String markup() {
        svg.end();
        return svg.markup();
    }

    /** The beginning of a text that is too long, with an ellipsis. */
    static String cut(String text, int letters) {
        if (text.codePointCount(0, text.length()) <= letters) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, letters - 1)).stripTrailing() + "\u2026";
    }
}
