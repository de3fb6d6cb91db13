package io.sojourn.mining.report;

import io.sojourn.mining.bottleneck.BottleneckOptions;
import io.sojourn.mining.bottleneck.Bottlenecks;
import io.sojourn.mining.bottleneck.Comparison;
import io.sojourn.mining.flow.Flow;
import io.sojourn.mining.flow.FlowOptions;
import io.sojourn.mining.flow.Mine;
import io.sojourn.mining.format.ReadOptions;
import io.sojourn.mining.log.EventLog;
import io.sojourn.mining.log.View;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;

/** Small logs to report on. Of 80 cases one half waits a day longer for its decision, and is refused. */
enum SampleReport {
    PLANTED("planted.csv", 86_400, "Ask", "Bob", true),
    FASTER("faster.csv", 600, "Ask", "Bob", true),
    WITHOUT_STARTS("plain.csv", 86_400, "Ask", "Bob", false),
    BAD_ROWS("bad.csv", 86_400, "Ask", "Bob", true),
    ATTACK(
            "</title><script>alert(1)</script>.csv".replace("/", "|"),
            86_400,
            SampleReport.MARKUP,
            "\"'><svg onload=alert(1)>",
            true);

    static final String LONG_NAME = "long & <b>" + "x".repeat(10_000);
    private static final String MARKUP = "</script><img src=x onerror=alert(1)>]]>{cases count}\u202e";
    private static final int CASES = 80;

    private final String name;
    private final long delay;
    private final String ask;
    private final String who;
    private final boolean starts;

    SampleReport(String name, long delay, String ask, String who, boolean starts) {
        this.name = name;
        this.delay = delay;
        this.ask = ask;
        this.who = who;
        this.starts = starts;
    }

    ReportSubject subject() {
        return subject(name, text());
    }

    static ReportSubject empty() {
        return subject("empty.csv", "case_id,activity,time\n");
    }

    static ReportSubject besides(ReportSubject a, ReportSubject b) {
        return a.besides(
                b.mined().name(),
                Comparison.of(
                        Bottlenecks.waits(a.log(), a.options()), Bottlenecks.waits(b.log(), b.options()), a.options()));
    }

    private static ReportSubject subject(String name, String text) {
        try {
            Path folder = Files.createTempDirectory("report");
            Path file = Files.writeString(folder.resolve(name), text);
            try {
                return subject(file);
            } finally {
                Files.delete(file);
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ReportSubject subject(Path file) {
        BottleneckOptions options = BottleneckOptions.defaults();
        EventLog[] log = new EventLog[1];
        Mine.Mined mined = Mine.mine(file, ReadOptions.defaults(), Set.of()::contains, bytes -> {}, loaded -> {
            log[0] = loaded.log();
            return Flow.of(loaded.log(), new FlowOptions(View.INTERVAL, ReportSubject.VARIANTS));
        });
        return new ReportSubject(
                mined, View.INTERVAL, log[0], Bottlenecks.of(log[0], options), options, null, null, "sojourn test");
    }

    private String text() {
        StringBuilder text = new StringBuilder("case_id,activity,time,resource" + (starts ? ",start_time\n" : "\n"));
        for (int c = 0; c < CASES; c++) {
            long at = Instant.parse("2024-03-01T00:10:00Z").getEpochSecond() + c * 36_000L;
            long decided = at + 1_800 + c * 20L + (c % 2) * delay;
            row(text, c, ask, at, "Ann");
            row(text, c, this == ATTACK ? LONG_NAME : "Decide", decided, who);
            row(text, c, c % 2 == 0 ? "Grant" : "Refuse", decided + 120, "Ann");
        }
        if (this == BAD_ROWS) {
            text.append("1,,2024-03-01T00:00:00Z,Ann,\n").append("1,Ask,soon,Ann,\n".repeat(12));
        }
        return text.toString();
    }

    private void row(StringBuilder text, int c, String activity, long at, String resource) {
        text.append(c).append(',').append(quoted(activity)).append(',').append(Instant.ofEpochSecond(at + 60));
        text.append(',').append(quoted(resource));
        text.append(starts ? "," + Instant.ofEpochSecond(at) : "").append('\n');
    }

    private static String quoted(String value) {
        return '"' + value.replace("\"", "\"\"") + '"';
    }
}
