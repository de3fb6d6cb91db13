package io.sojourn.mining.draw;

/** Colours and letters of charts, in light and dark; every name begins with {@code sj-}, since pictures may stand in one page. */
final class ChartStyle {
    /** Colours for kinds that have no order; the one behind the last is for all others. */
    static final int KINDS = 10;

    private static final String LIGHT = "--sj-paper:#fff;--sj-ink:#1c2128;--sj-soft:#57606a;--sj-grid:#e4e8ec;"
            + "--sj-area:#9dbfe0;--sj-in:#2f6fb0;--sj-out:#d2691e;--sj-bar:#c2410c;"
            + "--sj-w0:#3b82c4;--sj-w1:#8c99a6;--sj-w2:#d19a00;--sj-w3:#e0651a;--sj-w4:#b3122b;"
            + "--sj-k0:#2f6fb0;--sj-k1:#d2691e;--sj-k2:#2e8b57;--sj-k3:#b3122b;--sj-k4:#7b4fa8;--sj-k5:#8a5a2b;"
            + "--sj-k6:#c94f9b;--sj-k7:#10857f;--sj-k8:#9a8a00;--sj-k9:#4b5fc4;--sj-k10:#a3acb5";
    private static final String DARK = "--sj-paper:#14181d;--sj-ink:#e6eaee;--sj-soft:#a3adb8;--sj-grid:#2b323a;"
            + "--sj-area:#33587d;--sj-in:#6cb0f0;--sj-out:#f0964f;--sj-bar:#fb8b4c;"
            + "--sj-w0:#62a8ea;--sj-w1:#7d8a97;--sj-w2:#e6b93a;--sj-w3:#ff8a45;--sj-w4:#ff5a6e;"
            + "--sj-k0:#6cb0f0;--sj-k1:#f0964f;--sj-k2:#5cc98c;--sj-k3:#ff6b7a;--sj-k4:#b794f0;--sj-k5:#c99a6a;"
            + "--sj-k6:#f08fcb;--sj-k7:#4cc7bf;--sj-k8:#d6c840;--sj-k9:#8f9ffa;--sj-k10:#6b7580";
    private static final String RULES = ".sj-chart text{fill:var(--sj-ink);font-size:12px}"
            + ".sj-chart .sj-title{font-size:17px;font-weight:600}.sj-chart .sj-soft{fill:var(--sj-soft)}"
            + ".sj-paper{fill:var(--sj-paper)}.sj-grid{stroke:var(--sj-grid);fill:none}"
            + ".sj-edge{stroke:var(--sj-soft);fill:none}.sj-line{fill:none}"
            + ".sj-area{fill:var(--sj-area)}.sj-in{stroke:var(--sj-in)}.sj-out{stroke:var(--sj-out)}"
            + ".sj-fill-in{fill:var(--sj-in)}.sj-fill-out{fill:var(--sj-out)}.sj-bar{fill:var(--sj-bar)}"
            + ".sj-link{stroke:var(--sj-ink);fill:none}.sj-tip{fill:var(--sj-ink)}"
            + ".sj-dots{fill:none;stroke-linecap:round}";

    private ChartStyle() {}

    static String css() {
        StringBuilder css = new StringBuilder(".sj-chart{max-width:100%;height:auto;");
        css.append("font-family:system-ui,-apple-system,'Segoe UI',Roboto,'DejaVu Sans',sans-serif;");
        css.append(LIGHT).append('}');
        css.append("@media (prefers-color-scheme:dark){.sj-chart{")
                .append(DARK)
                .append("}}")
                .append(RULES);
        for (int k = 0; k < 5; k++) {
            rules(css, "w" + k);
        }
        for (int k = 0; k <= KINDS; k++) {
            rules(css, "k" + k);
        }
        return css.toString();
    }

    private static void rules(StringBuilder css, String name) {
        css.append(".sj-").append(name).append("{stroke:var(--sj-").append(name).append(")}");
        css.append(".sj-fill-")
                .append(name)
                .append("{fill:var(--sj-")
                .append(name)
                .append(")}");
    }
}
