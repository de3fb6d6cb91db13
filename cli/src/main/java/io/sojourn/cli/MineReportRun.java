package io.sojourn.cli;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import io.sojourn.mining.bottleneck.BottleneckOptions;
import io.sojourn.mining.bottleneck.Bottlenecks;
import io.sojourn.mining.bottleneck.Comparison;
import io.sojourn.mining.filter.LogFilter;
import io.sojourn.mining.flow.Flow;
import io.sojourn.mining.flow.FlowOptions;
import io.sojourn.mining.flow.Mine;
import io.sojourn.mining.format.LogFile;
import io.sojourn.mining.format.LogLoader;
import io.sojourn.mining.format.Logs;
import io.sojourn.mining.format.ReadOptions;
import io.sojourn.mining.log.EventLog;
import io.sojourn.mining.log.View;
import io.sojourn.mining.report.HtmlReport;
import io.sojourn.mining.report.ReportSubject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.function.Predicate;

/**
 * {@code sojourn mine LOG --report FILE.html}.
 *
 * @param other the log to compare with, or null
 */
record MineReportRun(
        Path log,
        ReadOptions read,
        View view,
        ChoiceOptions choice,
        BottleneckOptions options,
        Path other,
        Terminal terminal) {

    /** Writes the page; gives what there is to say: the main sentences, or the document. */
    String write(Path file, boolean json, LongConsumer progress) throws IOException {
        check(file);
        HtmlReport report = HtmlReport.of(subject(progress));
        terminal.progress("Writing the page");
        Files.writeString(file, report.page());
        if (json) {
            terminal.say("Wrote %s.", file);
            return report.document() + System.lineSeparator();
        }
        return String.join(System.lineSeparator(), report.mainSentences())
                + System.lineSeparator()
                + "Wrote " + file + System.lineSeparator();
    }

    private static void check(Path file) {
        if (!file.toString().endsWith(".html")) {
            throw new SojournException(
                    ErrorCode.BAD_REQUEST,
                    "--report " + file + " doesn't end with .html.",
                    "Maybe --report " + file + ".html.");
        }
        Path folder = file.toAbsolutePath().getParent();
        if (!Files.isDirectory(folder)) {
            throw new SojournException(
                    ErrorCode.NOT_FOUND,
                    "--report " + file + ": there is no folder " + folder + ".",
                    "Maybe make it, or name another one.");
        }
    }

    private ReportSubject subject(LongConsumer progress) {
        LogFilter filter = choice.toFilter();
        EventLog[] chosen = new EventLog[1];
        Mine.Mined mined = Mine.mine(log, read, attributes(options.read(), filter), progress, loaded -> {
            LeftOut.check(log, loaded);
            chosen[0] = filter.of(loaded.log().all()).toLog();
            terminal.progress("Counting ways of %,d cases", chosen[0].cases());
            return Flow.of(chosen[0], new FlowOptions(view, ReportSubject.VARIANTS));
        });
        terminal.progress("Looking for bottlenecks in %,d events", chosen[0].events());
        ReportSubject subject = new ReportSubject(
                mined.chosenBy(choice.words()),
                view,
                chosen[0],
                Bottlenecks.of(chosen[0], options),
                options,
                null,
                null,
                Sojourn.VERSION);
        return other == null ? subject : besides(subject, filter, progress);
    }

    /** Those that are wanted, and those that the filter looks at. */
    private static Predicate<String> attributes(Predicate<String> wanted, LogFilter filter) {
        Set<String> named = Set.copyOf(filter.attributes());
        return named.isEmpty() ? wanted : wanted.or(named::contains);
    }

    private ReportSubject besides(ReportSubject subject, LogFilter filter, LongConsumer progress) {
        try (LogFile file = Logs.open(other, read)) {
            LogLoader.Loaded loaded =
                    LogLoader.load(file, attributes(options.waits().attributes(), filter), progress);
            LeftOut.check(other, loaded);
            EventLog b = filter.of(loaded.log().all()).toLog();
            return subject.besides(
                    String.valueOf(other.getFileName()),
                    Comparison.of(Bottlenecks.waits(subject.log(), options), Bottlenecks.waits(b, options), options));
        }
    }
}
