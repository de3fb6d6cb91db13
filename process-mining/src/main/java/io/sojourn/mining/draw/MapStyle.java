package io.sojourn.mining.draw;

/** Colours of a map, for light and dark surroundings; a page may set the same variables itself. */
final class MapStyle {
    /** The class of the whole picture; every rule is below it, so that a page's own elements keep theirs. */
    static final String ROOT = "sojourn-map";

    /** Bands of colours, the weakest first. */
    static final int BANDS = 5;

    private static final String LIGHT = surfaces("#ffffff", "#14212c", "#43525f", "#c9d2da")
            + bands("b", "#e4edf4", "#bed5e6", "#87b0ce", "#3f78a3", "#1c4668")
            + bands("t", "#14212c", "#14212c", "#14212c", "#ffffff", "#ffffff")
            + bands("p", "#b4c0ca", "#93a4b2", "#718698", "#4d6578", "#2a4359");
    private static final String LIGHT_TIME = bands("b", "#faeedb", "#f2d3a1", "#e3a75c", "#b4621f", "#7c3a10")
            + bands("p", "#d8c3a0", "#d0a262", "#c4813a", "#a85a1e", "#7c3a10");
    private static final String DARK = surfaces("#141b22", "#e8eef3", "#b7c3cd", "#4a5a68")
            + bands("b", "#1f2f3b", "#2b495d", "#3a6a8a", "#5b9bc4", "#a4cfea")
            + bands("t", "#e8eef3", "#e8eef3", "#ffffff", "#0c1116", "#0c1116")
            + bands("p", "#566877", "#667b8c", "#7890a3", "#98b3c7", "#c0d8e8");
    private static final String DARK_TIME = bands("b", "#332817", "#573d19", "#83571d", "#cf8a38", "#f3c17f")
            + bands("p", "#7f6a45", "#957040", "#b07f38", "#cf9645", "#f3c17f");

    private MapStyle() {}

    private static String surfaces(String surface, String ink, String soft, String line) {
        return "--surface:" + surface + ";--ink:" + ink + ";--soft:" + soft + ";--line:" + line + ";";
    }

    private static String bands(String name, String... colours) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < colours.length; i++) {
            text.append("--")
                    .append(name)
                    .append(i + 1)
                    .append(':')
                    .append(colours[i])
                    .append(';');
        }
        return text.toString();
    }

    /** The style sheet. */
    static String css() {
        StringBuilder css = new StringBuilder();
        css.append(rule("", LIGHT)).append(rule(".time", LIGHT_TIME));
        css.append("@media (prefers-color-scheme:dark){")
                .append(rule("", DARK))
                .append(rule(".time", DARK_TIME))
                .append('}');
        css.append(rule("", "font-family:Inter,system-ui,'Segoe UI',Roboto,Helvetica,Arial,sans-serif"));
        css.append(rule(" .surface", "fill:var(--surface)"));
        css.append(rule(" text", "fill:var(--ink)"));
        css.append(rule(" .soft", "fill:var(--soft)"));
        css.append(rule(" .name", "font-size:13px;text-anchor:middle"));
        css.append(rule(" .figure", "font-size:12px;font-weight:600;text-anchor:middle"));
        css.append(rule(
                " .label",
                "font-size:11px;text-anchor:middle;stroke:var(--surface);stroke-width:3px;"
                        + "paint-order:stroke;stroke-linejoin:round"));
        css.append(rule(" .legend", "font-size:12px"));
        css.append(rule(" .mark", "fill:none;stroke:var(--soft);stroke-width:1.5px"));
        css.append(rule(" .sign", "fill:var(--soft)"));
        css.append(rule(" .box", "stroke:var(--line);stroke-width:1px"));
        css.append(rule(" .b0", "fill:var(--surface)"));
        css.append(rule(" .path", "fill:none;stroke-linecap:butt"));
        css.append(rule(" .p0", "stroke:var(--line);stroke-dasharray:4 3"));
        css.append(rule(" .a0", "fill:var(--line)"));
        for (int i = 1; i <= BANDS; i++) {
            css.append(rule(" .b" + i, "fill:var(--b" + i + ")"));
            css.append(rule(" .t" + i, "fill:var(--t" + i + ")"));
            css.append(rule(" .p" + i, "stroke:var(--p" + i + ")"));
            css.append(rule(" .a" + i, "fill:var(--p" + i + ")"));
        }
        return css.toString();
    }

    private static String rule(String below, String declarations) {
        return "." + ROOT + below + "{" + declarations + "}";
    }
}
