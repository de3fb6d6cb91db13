package io.sojourn.mining.cascade;

import io.sojourn.mining.flow.TextTable;
import io.sojourn.mining.flow.Wording;
import io.sojourn.mining.spectrum.Windows;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Cascades as a page of text for people. */
public final class CascadeText {
    private static final double MICROS = 1e6;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    private CascadeText() {}

    /** The page; each table has at most so many lines. */
    public static String of(Cascades cascades, int lines) {
        Windows windows = cascades.windows();
        if (windows == null) {
            return "No case has two events: there is nothing that could crowd.\n";
        }
        return head(cascades, windows) + found(cascades, lines) + crowdings(cascades, windows, lines);
    }

    private static String head(Cascades cascades, Windows windows) {
        return Wording.count(cascades.segments()) + " segments in " + Wording.count(windows.size()) + " windows of one "
                + windows.width().plain() + " (" + Wording.zone(windows.zone()) + "); a segment was unusually full "
                + Wording.count(cascades.crowdings().size()) + " times.\n"
                + Wording.count(cascades.links().size()) + " pairs of neighbouring segments were tested; in "
                + Wording.count(cascades.holding().size()) + " the second fills up after the first more often than by"
                + " chance (at most " + Math.round(100 * cascades.maxFalse()) + " % of them by mistake, on average).\n";
    }

    private static String found(Cascades cascades, int lines) {
        if (cascades.cascades().isEmpty()) {
            return "\nNo cascade: crowding doesn't spread from segment to segment more often than by chance.\n";
        }
        TextTable table = new TextTable(">times", ">time of all cases", ">above the usual", "what fills up in a row");
        List<Cascade> all = cascades.cascades();
        all.stream()
                .limit(lines)
                .forEach(c -> table.row(
                        Wording.count(c.times()),
                        duration(c.micros()),
                        duration(c.excessMicros()),
                        Wording.path(c.activities())));
        return "\nCascades" + top(all.size(), lines) + "\n" + table;
    }

    private static String crowdings(Cascades cascades, Windows windows, int lines) {
        List<Crowding> all = cascades.crowdings();
        if (all.isEmpty()) {
            return "";
        }
        TextTable table =
                new TextTable("from", "to", ">standing at most", ">time of all cases above the usual", "segment");
        all.stream()
                .limit(lines)
                .forEach(c -> table.row(
                        TIME.format(windows.localBegin(c.first())),
                        TIME.format(windows.localBegin(c.last() + 1)),
                        Wording.one(c.peak()),
                        duration(c.excessMicros()),
                        c.segment().toString()));
        return "\nUnusually full" + top(all.size(), lines) + "\n" + table;
    }

    private static String top(int all, int lines) {
        return all > lines ? "  (top " + lines + " of " + Wording.count(all) + ")" : "";
    }

    private static String duration(long micros) {
        return Wording.duration(micros / MICROS);
    }
}
