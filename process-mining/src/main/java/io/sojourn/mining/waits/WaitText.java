package io.sojourn.mining.waits;

import io.sojourn.mining.flow.TextTable;
import io.sojourn.mining.flow.Wording;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Waits by cause as a page of text for people. */
public final class WaitText {
    private static final double MICROS = 1e6;
    private static final int CAUSES_NAMED = 2;
    private final WaitSummary summary;
    private final int lines;
    private final StringBuilder text = new StringBuilder();

    private WaitText(WaitSummary summary, int lines) {
        this.summary = summary;
        this.lines = lines;
    }

    /** The page; each table has at most so many lines. */
    public static String of(WaitSummary summary, int lines) {
        WaitText page = new WaitText(summary, lines);
        page.head();
        if (summary.all().waited() > 0) {
            page.causes();
            page.waits("Where work waits", "segments", "from > to", summary.segments());
            page.waits("Who waits for whom", "pairs of resources", "from > to", summary.pairs());
        }
        return page.text.toString();
    }

    private void head() {
        WaitTotals all = summary.all();
        text.append(Wording.count(all.occurrences())).append(" pieces of work");
        if (all.waited() == 0) {
            text.append("; none of them waited\n");
            return;
        }
        text.append(" waited ").append(duration(all.waited())).append(" in all, ");
        text.append(duration(all.waited() / all.occurrences())).append(" on average");
        if (all.processing() > 0) {
            text.append(", and took ").append(duration(all.processing())).append(": ");
            text.append(percent(all.efficiency())).append(" of the time from possible to done is work");
        }
        text.append(".\n");
        if (all.waitedWorking() != null) {
            text.append("In working time they waited ")
                    .append(workingTime(all.waitedWorking()))
                    .append(", ")
                    .append(workingTime(all.waitedWorking() / all.occurrences()))
                    .append(" on average.\n");
        }
        if (all.estimated() > 0) {
            text.append(Wording.share(all.estimated(), all.occurrences()))
                    .append(" of them have no start in the log: it is estimated, and with it their waits.\n");
        }
    }

    private void causes() {
        text.append("\nWhy\n");
        TextTable table = new TextTable(">share of the wait", ">time", ">work share without it", "cause");
        WaitTotals all = summary.all();
        longestFirst(all)
                .forEach(cause -> table.row(
                        Wording.share(all.waited(cause), all.waited()),
                        duration(all.waited(cause)),
                        percent(all.efficiencyWithout(cause)),
                        cause.title()));
        text.append(table);
    }

    private void waits(String title, String what, String heading, List<SegmentWait> waits) {
        text.append('\n').append(title);
        text.append(
                waits.size() > lines
                        ? "  (top " + lines + " of " + Wording.count(waits.size()) + " " + what + ")"
                        : "");
        text.append('\n');
        boolean working = summary.all().waitedWorking() != null;
        TextTable table = new TextTable(
                ">of all waits", ">times", ">mean", working ? ">in working time" : ">", heading, "mostly");
        waits.stream()
                .limit(lines)
                .filter(w -> w.totals().waited() > 0)
                .forEach(w -> table.row(
                        Wording.share(w.totals().waited(), summary.all().waited()),
                        Wording.count(w.totals().occurrences()),
                        duration(w.totals().waited() / w.totals().occurrences()),
                        working
                                ? workingTime(
                                        w.totals().waitedWorking() / w.totals().occurrences())
                                : "",
                        w.from() + " > " + w.to(),
                        mostly(w.totals())));
        text.append(table);
    }

    private static String mostly(WaitTotals totals) {
        List<String> named = new ArrayList<>();
        longestFirst(totals)
                .limit(CAUSES_NAMED)
                .forEach(
                        cause -> named.add(cause.title() + " " + Wording.share(totals.waited(cause), totals.waited())));
        return String.join(", ", named);
    }

    private static Stream<Cause> longestFirst(WaitTotals totals) {
        return Stream.of(Cause.values())
                .filter(cause -> totals.waited(cause) > 0)
                .sorted(Comparator.comparingLong((Cause cause) -> totals.waited(cause))
                        .reversed());
    }

    private static String duration(long micros) {
        return Wording.duration(micros / MICROS);
    }

    private static String workingTime(long micros) {
        return Wording.workingTime(micros / MICROS);
    }

    private static String percent(double share) {
        return Double.isNaN(share) ? "-" : String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }
}
