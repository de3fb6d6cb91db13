package io.sojourn.mining.flow;

import io.sojourn.mining.log.EventLog;
import io.sojourn.mining.log.View;
import java.util.Comparator;
import java.util.List;

/** The flow of a log as a page of text for people. */
public final class MineReport {
    /** Lines of a table where nothing else is asked for. */
    public static final int USUAL_LINES = 10;

    private static final int SHOWN_REJECTIONS = 3;

    private final Flow flow;
    private final int lines;
    private final StringBuilder text = new StringBuilder();

    private MineReport(Flow flow, int lines) {
        this.flow = flow;
        this.lines = lines;
    }

    /** The page; each table has at most so many lines. */
    public static String of(Mine.Mined mined, View view, int lines) {
        MineReport report = new MineReport(mined.flow(), lines);
        report.head(mined, view);
        if (mined.flow().events() > 0) {
            report.activities();
            report.variants();
            report.segments();
            report.serviceTimes();
            report.rework();
            report.handoffs();
        }
        report.quality(mined.facts());
        return report.text.toString();
    }

    private void head(Mine.Mined mined, View view) {
        text.append(mined.name()).append("  (").append(mined.format()).append(", ");
        text.append(Wording.size(mined.bytes())).append(")\n");
        text.append(mined.chosen() == null ? "" : "only " + mined.chosen() + "\n")
                .append('\n');
        TextTable table = new TextTable("", ">", "");
        String shown = looksAt(view, mined.facts());
        table.row("Events", Wording.count(flow.events()), shown);
        String perCase = flow.cases() == 0 ? "" : Wording.one((double) flow.events() / flow.cases()) + " events a case";
        table.row("Cases", Wording.count(flow.cases()), perCase);
        table.row("Activities", Wording.count(flow.activities().size()), "");
        table.row("Variants", Wording.count(flow.variantCount()), "different sequences of activities");
        text.append(table.toString().substring(1 + table.toString().indexOf('\n')));
        if (flow.events() > 0) {
            text.append("  Period      ")
                    .append(Wording.time(flow.firstMicros()))
                    .append(" to ");
            text.append(Wording.time(flow.lastMicros())).append(" UTC, ");
            text.append(Wording.duration((flow.lastMicros() - flow.firstMicros()) / 1e6))
                    .append('\n');
            Distribution d = flow.caseDuration();
            text.append("  A case      takes ")
                    .append(Wording.duration(d.median()))
                    .append(" (median), ");
            text.append(Wording.duration(d.mean())).append(" on average; 90 % take at most ");
            text.append(Wording.duration(d.p90())).append(", the longest ");
            text.append(Wording.duration(d.max())).append('\n');
        }
    }

    /** Says in words which events the view has. */
    private static String looksAt(View view, LogFacts log) {
        boolean both = log.startAndComplete();
        if (view == View.COMPLETE && both) {
            return "completions only";
        }
        if (view == View.INTERVAL && both && !log.starts()) {
            return "completions, each with the start that it belongs to";
        }
        return log.starts() ? "every event, from its start to its completion" : "every event";
    }

    private void title(String title, String note) {
        text.append('\n')
                .append(title)
                .append(note.isEmpty() ? "" : "  (" + note + ")")
                .append('\n');
    }

    private String topOf(int all, String what) {
        return all > lines ? "top " + lines + " of " + Wording.count(all) + " " + what : "";
    }

    private void activities() {
        title("Activities", topOf(flow.activities().size(), "activities"));
        TextTable table = new TextTable(">events", ">share", ">begins cases", ">ends cases", "activity");
        for (ActivityCount a : flow.activities().stream().limit(lines).toList()) {
            table.row(
                    Wording.count(a.count()),
                    Wording.share(a.count(), flow.events()),
                    countOf(flow.startActivities(), a.activity()),
                    countOf(flow.endActivities(), a.activity()),
                    a.activity());
        }
        text.append(table);
    }

    private static String countOf(List<ActivityCount> counts, String activity) {
        return counts.stream()
                .filter(c -> c.activity().equals(activity))
                .map(c -> Wording.count(c.count()))
                .findFirst()
                .orElse("-");
    }

    private void variants() {
        title("Variants", topOf((int) flow.variantCount(), "variants"));
        TextTable table = new TextTable(">cases", ">share", ">median duration", "activities in order");
        for (Variant v : flow.variants().stream().limit(lines).toList()) {
            table.row(
                    Wording.count(v.count()),
                    Wording.share(v.count(), flow.cases()),
                    Wording.duration(v.duration().median()),
                    Wording.path(v.activities()));
        }
        text.append(table);
    }

    private void segments() {
        if (flow.arcs().isEmpty()) {
            return;
        }
        double whole = flow.arcs().stream()
                .mapToDouble(MineReport::total)
                .filter(t -> t > 0)
                .sum();
        title("Slowest segments", "where most of the time between events goes");
        TextTable table = new TextTable(">of all time", ">times", ">median", ">mean", ">90 % within", "from > to");
        flow.arcs().stream()
                .sorted(Comparator.comparingDouble(MineReport::total).reversed())
                .limit(lines)
                .filter(arc -> total(arc) > 0)
                .forEach(arc -> table.row(
                        Wording.share((long) total(arc), (long) whole),
                        Wording.count(arc.count()),
                        Wording.duration(arc.time().median()),
                        Wording.duration(arc.time().mean()),
                        Wording.duration(arc.time().p90()),
                        arc.from() + " > " + arc.to()));
        text.append(table.isEmpty() ? "  no time passes between events\n" : table);
    }

    private static double total(Arc arc) {
        return arc.count() * arc.time().mean();
    }

    private void serviceTimes() {
        if (flow.serviceTimes().isEmpty()) {
            return;
        }
        List<ServiceTime> lasting = flow.serviceTimes().stream()
                .filter(s -> s.time().min() != 0 || s.time().max() != 0)
                .sorted(Comparator.comparingDouble(
                        s -> -s.time().mean() * s.time().count()))
                .toList();
        title("Service times", "from start to completion, longest in all first");
        TextTable table = new TextTable(">completions", ">median", ">mean", ">90 % within", ">in all", "activity");
        lasting.stream()
                .limit(lines)
                .forEach(s -> table.row(
                        Wording.count(s.time().count()),
                        Wording.duration(s.time().median()),
                        Wording.duration(s.time().mean()),
                        Wording.duration(s.time().p90()),
                        Wording.duration(s.time().mean() * s.time().count()),
                        s.activity()));
        text.append(table.isEmpty() ? "" : table);
        int instant = flow.serviceTimes().size() - lasting.size();
        if (instant > 0) {
            text.append("  ").append(Wording.count(instant)).append(" activities take no time\n");
        }
    }

    private void rework() {
        title("Rework", "activities that a case repeats");
        TextTable table = new TextTable(">cases", ">share", ">repeats", "activity");
        flow.rework().stream()
                .limit(lines)
                .forEach(r -> table.row(
                        Wording.count(r.cases()),
                        Wording.share(r.cases(), flow.cases()),
                        Wording.count(r.repeats()),
                        r.activity()));
        text.append(table.isEmpty() ? "  none: no case has an activity twice\n" : table);
    }

    private void handoffs() {
        title("Handoffs", "consecutive events of a case by different resources");
        List<Handover> known = flow.handovers().stream()
                .filter(h -> !h.from().equals(EventLog.MISSING) && !h.to().equals(EventLog.MISSING))
                .toList();
        List<Handover> handoffs =
                known.stream().filter(h -> !h.from().equals(h.to())).toList();
        if (flow.handovers().isEmpty()) {
            text.append("  none: the log names no resources\n");
            return;
        }
        long pairs = sum(flow.handovers());
        text.append("  ").append(Wording.count(sum(handoffs))).append(" of ").append(Wording.count(pairs));
        text.append(" steps (").append(Wording.share(sum(handoffs), pairs)).append(") pass work on; in ");
        text.append(Wording.count(pairs - sum(known))).append(" a resource is missing\n");
        TextTable table = new TextTable(">times", ">mean delay", "from > to");
        handoffs.stream()
                .limit(lines)
                .forEach(h -> table.row(
                        Wording.count(h.count()), Wording.duration(h.meanDelaySeconds()), h.from() + " > " + h.to()));
        text.append(table.isEmpty() ? "" : table);
    }

    private static long sum(List<Handover> handovers) {
        return handovers.stream().mapToLong(Handover::count).sum();
    }

    private void quality(LogFacts log) {
        title("Quality of the log", "");
        TextTable table = new TextTable(">", "");
        table.row(
                Wording.count(flow.ties()),
                "neighbouring events of a case with the same time, kept in the file's order");
        if (!flow.serviceTimes().isEmpty()) {
            table.row(Wording.count(flow.negativeServiceTimes()), "events that complete before they start");
            table.row(Wording.count(flow.overlaps()), "steps that begin before the one before is complete");
        }
        if (log.startAndComplete()) {
            table.row(Wording.count(log.orphans().starts()), "starts without a completion");
            table.row(Wording.count(log.orphans().completions()), "completions without a start");
        }
        table.row(Wording.count(log.rejected()), "rows that can't be used" + (log.rejected() > 0 ? ":" : ""));
        text.append(table.toString().substring(1 + table.toString().indexOf('\n')));
        for (String rejection :
                log.rejections().stream().limit(SHOWN_REJECTIONS).toList()) {
            text.append("      ").append(rejection).append('\n');
        }
        if (log.notApplied() > 0) {
            text.append("  ").append(Wording.count(log.notApplied()));
            text.append(" corrections and retractions in the log are not applied here\n");
        }
    }
}
