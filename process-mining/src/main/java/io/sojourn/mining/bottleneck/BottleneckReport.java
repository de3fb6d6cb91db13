package io.sojourn.mining.bottleneck;

import io.sojourn.mining.flow.TextTable;
import io.sojourn.mining.flow.Wording;
import io.sojourn.mining.waits.Cause;
import java.util.Comparator;
import java.util.List;

/** Bottlenecks as a page of text for people. */
final class BottleneckReport {
    private static final double TELLING = 0.05;
    private static final int SHOWN_ALSO = 3;

    private final Bottlenecks all;
    private final int lines;
    private final StringBuilder text = new StringBuilder();

    private BottleneckReport(Bottlenecks all, int lines) {
        this.all = all;
        this.lines = lines;
    }

    static String of(String log, Bottlenecks all, int lines) {
        BottleneckReport report = new BottleneckReport(all, lines);
        report.text.append("Bottlenecks of ").append(log).append('\n');
        report.summary();
        report.causes();
        report.queues();
        report.segments();
        report.bottlenecks();
        report.goesWith();
        report.handoffs();
        return report.text.toString();
    }

    private void summary() {
        text.append("  ").append(Wording.count(all.instances())).append(" activity instances of ");
        text.append(Wording.count(all.cases())).append(" cases waited ");
        text.append(ReportText.hours(Units.hours(all.totalWaitMicros()))).append(" in all\n");
        if (all.estimated() > 0) {
            text.append("  ").append(Wording.count(all.estimated())).append(" of them have no start in the log (");
            text.append(Wording.share(all.estimated(), all.instances())).append("): it is estimated\n");
        }
    }

    private void causes() {
        text.append(ReportText.title("Why work waited", ""));
        TextTable table = new TextTable(">share", ">wait", "cause");
        all.causeMicros().entrySet().stream()
                .filter(e -> e.getValue() > 0)
                .sorted(Comparator.comparingLong(e -> -e.getValue()))
                .forEach(e -> table.row(
                        Wording.share(e.getValue(), all.totalWaitMicros()),
                        ReportText.hours(Units.hours(e.getValue())),
                        e.getKey().title()));
        text.append(table.isEmpty() ? "  nothing waited\n" : table);
    }

    private void queues() {
        if (all.queues().isEmpty()) {
            return;
        }
        boolean working = all.queues().get(0).working() != null;
        text.append(ReportText.title("Queues", "of the definition; how long cases stay that have left"));
        TextTable table = new TextTable(
                ">times",
                ">open",
                ">mean",
                working ? ">in working time" : ">",
                ">median",
                ">90 % within",
                ">standing",
                "waits on",
                "queue");
        all.queues().stream()
                .limit(lines)
                .forEach(q -> table.row(
                        Wording.count(q.stays()),
                        Wording.count(q.open()),
                        Wording.duration(q.calendar().mean()),
                        working ? Wording.workingTime(q.working().mean()) : "",
                        Wording.duration(q.calendar().median()),
                        Wording.duration(q.calendar().p90()),
                        ReportText.number(q.standing()),
                        q.queue().waitsOn() == null ? "us" : q.queue().waitsOn(),
                        q.queue().title()));
        text.append(table);
    }

    private void segments() {
        boolean working = all.segments().stream().anyMatch(f -> f.working() != null);
        text.append(ReportText.title("Segments", "where most of the wait is"));
        TextTable table = new TextTable(
                ">of all wait",
                ">times",
                ">median",
                ">mean",
                working ? ">in working time" : ">",
                ">90 % within",
                ">standing",
                ">trend a week",
                "mostly",
                "from > to");
        all.segments().stream()
                .filter(f -> f.totalMicros() > 0)
                .limit(lines)
                .forEach(f -> table.row(
                        ReportText.percent(f.share()),
                        Wording.count(f.occurrences()),
                        Wording.duration(f.calendar().median()),
                        Wording.duration(f.calendar().mean()),
                        working ? Wording.workingTime(f.working().mean()) : "",
                        Wording.duration(f.calendar().p90()),
                        ReportText.number(f.standing()),
                        trend(f),
                        mostly(f),
                        f.from() + " > " + f.to()));
        text.append(table.isEmpty() ? "  nothing waited\n" : table);
    }

    private static String trend(WaitFigures f) {
        if (f.trend() == null || f.trend().p() > TELLING) {
            return "-";
        }
        return (f.trend().slope() > 0 ? "+" : "") + ReportText.hours(f.trend().slope());
    }

    private static String mostly(WaitFigures f) {
        Cause main = Cause.EXTRANEOUS;
        for (Cause cause : Cause.values()) {
            main = f.causeMicros().get(cause) > f.causeMicros().get(main) ? cause : main;
        }
        return main.title();
    }

    private void bottlenecks() {
        text.append(ReportText.title("Bottleneck variants", "cases that wait longer at a place than their peers"));
        text.append("  ").append(Wording.count(all.significant())).append(" of ");
        text.append(Wording.count(all.tested())).append(" tested, told as ");
        text.append(Wording.count(all.bottlenecks().size())).append('\n');
        int rank = 1;
        for (Bottleneck b : all.bottlenecks().stream().limit(lines).toList()) {
            bottleneck(rank++, b);
        }
    }

    private void bottleneck(int rank, Bottleneck b) {
        BottleneckVariant v = b.main();
        line(
                1,
                rank + ". " + v.place() + ": " + ReportText.plainHours(v.load().hoursAMonth()) + " a month; "
                        + Wording.path(v.activities()));
        line(
                2,
                Wording.count(v.cases()) + " cases wait "
                        + ReportText.hours(v.split().excess()) + " longer than " + Wording.count(v.peers()) + " peers ("
                        + ReportText.between(v.intervals().excess()) + ")");
        line(
                2,
                "more often: " + ReportText.hours(v.split().structure()) + " (" + ReportText.number(v.times())
                        + " times, peers " + ReportText.number(v.peerTimes()) + "); slower: "
                        + ReportText.hours(v.split().speed()) + " (" + ReportText.hours(v.hoursATime())
                        + " a time, peers "
                        + ReportText.hours(v.peerHoursATime()) + ")");
        line(
                2,
                "by " + ReportText.causes(v.causes(), v.split().excess())
                        + (v.party() == null ? "" : "; done by " + v.party()));
        line(
                2,
                ReportText.number(v.load().casesAMonth()) + " cases a month, "
                        + ReportText.number(v.load().standing()) + " standing at any moment, "
                        + ReportText.number(v.load().people()) + " people for what is done more often");
        b.also().stream()
                .limit(SHOWN_ALSO)
                .forEach(also -> line(
                        2,
                        "also " + also.place() + ": "
                                + ReportText.plainHours(also.load().hoursAMonth())
                                + " a month"
                                + (also.activities().equals(v.activities())
                                        ? ""
                                        : "; " + Wording.path(also.activities()))));
        if (b.also().size() > SHOWN_ALSO) {
            line(2, "also " + (b.also().size() - SHOWN_ALSO) + " more");
        }
    }

    private void line(int depth, String words) {
        text.append(depth == 1 ? "  " : "     ").append(words).append('\n');
    }

    private void goesWith() {
        text.append(ReportText.title("What goes with long waits", "at the segments with most of the wait"));
        TextTable table = new TextTable(">of the wait", ">longer by", "value", "segment");
        for (PlaceDetail detail : all.details()) {
            for (RootCause c : detail.causes()) {
                table.row(
                        ReportText.percent(c.shareOfWait()),
                        ReportText.hours(c.excessHours()),
                        c.name() + with(c.goesWith()),
                        detail.segment().toString());
            }
        }
        text.append(table.isEmpty() ? "  nothing that is known\n" : table);
    }

    private static String with(List<String> others) {
        return others.isEmpty() ? "" : " (as " + others.get(0) + (others.size() > 1 ? ", ..." : "") + ")";
    }

    private void handoffs() {
        Handoffs h = all.handoffs();
        text.append(ReportText.title("Handoffs", "who waits for whom"));
        if (h.pairs().isEmpty()) {
            text.append("  none\n");
            return;
        }
        text.append("  ").append(Wording.count(h.count())).append(" of ").append(Wording.count(h.steps()));
        text.append(" steps; ").append(Wording.count(h.pingPongs())).append(" come back at once, in ");
        text.append(Wording.count(h.pingPongCases())).append(" cases; ");
        text.append(Wording.count(h.reworks())).append(" repeat an activity; in ");
        text.append(Wording.count(h.missing())).append(" somebody is missing\n");
        TextTable table = new TextTable(">delay in all", ">times", ">median", ">back", ">repeats", "from > to");
        h.pairs().stream()
                .limit(lines)
                .forEach(p -> table.row(
                        ReportText.hours(p.totalHours()),
                        Wording.count(p.count()),
                        Wording.duration(p.delay().median()),
                        Wording.count(p.pingPongs()),
                        Wording.count(p.reworks()),
                        p.from() + " > " + p.to()));
        text.append(table);
    }
}
