package io.sojourn.mining.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.sojourn.mining.draw.Html;
import io.sojourn.mining.waits.Cause;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Waits by cause as a bar in parts; what it shows is said in words beside it, for those who don't see it. */
final class CauseBar {
    private CauseBar() {}

    /** Causes by how much is of them, the most first; equal ones in their own order. */
    static List<Cause> ranked(JsonNode byCause) {
        return Arrays.stream(Cause.values())
                .sorted(Comparator.comparingDouble(c -> -byCause.path(c.key()).asDouble()))
                .toList();
    }

    /** @param pointer to an object of non-negative figures by cause */
    static void write(Page page, String pointer) {
        JsonNode byCause = page.at(pointer);
        double all = 0;
        for (Cause cause : Cause.values()) {
            all += Math.max(0, byCause.path(cause.key()).asDouble());
        }
        List<String> words = new ArrayList<>();
        for (Cause cause : Cause.values()) {
            double share = all == 0 ? 0 : byCause.path(cause.key()).asDouble() / all;
            if (share > 0) {
                words.add(cause.title() + " " + Unit.SHARE.shown(share));
            }
        }
        String told = String.join(", ", words);
        Html html = page.html();
        html.start("div", "bar").with("role", "img").with("aria-label", told).with("title", told);
        for (Cause cause : Cause.values()) {
            double share = all == 0 ? 0 : byCause.path(cause.key()).asDouble() / all;
            if (share > 0) {
                html.start("span", "cause-" + cause.key())
                        .with("style", width(share))
                        .end();
            }
        }
        html.end();
    }

    private static String width(double share) {
        return String.format(Locale.ROOT, "width:%.2f%%", 100 * share);
    }

    /** What the colours mean. */
    static void legend(Page page) {
        Html html = page.html();
        html.start("ul", "legend");
        for (Cause cause : Cause.values()) {
            html.start("li").start("span", "cause-" + cause.key()).end();
            html.text(cause.title()).end();
        }
        html.end();
    }
}
