package io.sojourn.cli;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import io.sojourn.mining.bottleneck.CumulativeFlow;
import io.sojourn.mining.draw.CumulativeFlowDrawing;
import io.sojourn.mining.draw.SpectrumDrawing;
import io.sojourn.mining.spectrum.Segment;
import io.sojourn.mining.spectrum.SegmentPassages;
import io.sojourn.mining.spectrum.Spectrum;
import io.sojourn.mining.spectrum.SpectrumDocument;
import io.sojourn.mining.spectrum.SpectrumOptions;
import io.sojourn.mining.spectrum.SpectrumText;
import io.sojourn.mining.spectrum.WindowWidth;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sojourn spectrum LOG}. */
@Command(
        name = "spectrum",
        mixinStandardHelpOptions = true,
        description = "Shows how each case goes through one segment over time: how long it waits, who overtakes, when"
                + " it is full.")
final class SpectrumCommand implements Callable<Integer> {
    @Mixin
    private ChosenLog log;

    @Option(names = "--from", paramLabel = "ACTIVITY", description = "Where the segment begins; together with --to.")
    private String from;

    @Option(
            names = "--to",
            paramLabel = "ACTIVITY",
            description = "Where it ends, right after. Without both: the segment with the longest waits in all.")
    private String to;

    @Option(
            names = "--window",
            paramLabel = "WIDTH",
            description = "Width of the windows of time: hour, six_hours, day, week, month, quarter, year. Default:"
                    + " the least that gives 200 or fewer.")
    private WindowWidth window;

    @Option(names = "--svg", paramLabel = "FILE.svg", description = "Also draws it: a line for each passage.")
    private Path svg;

    @Option(
            names = "--flow-svg",
            paramLabel = "FILE.svg",
            description = "Also draws the cumulative flow: all that came and left so far, day by day.")
    private Path flowSvg;

    @Option(names = "--json", description = "One JSON document, and nothing else, on standard output.")
    private boolean json;

    @Option(names = "--top", paramLabel = "K", defaultValue = "10", description = "Lines of a table. Default: 10.")
    private int top;

    @Override
    public Integer call() {
        Options.check(top > 0, "--top", top, "a number above 0");
        if (from == null != (to == null)) {
            throw new SojournException(
                    ErrorCode.BAD_REQUEST,
                    (from == null ? "--to " + to : "--from " + from) + " is half a segment.",
                    "Maybe name both --from and --to, or none for the segment with the longest waits.");
        }
        Terminal terminal = new Terminal();
        Segment segment = from == null ? null : new Segment(from, to);
        Spectrum spectrum =
                Spectrum.of(log.read(terminal), log.view(), segment, new SpectrumOptions(log.zone(), window));
        Pictures.write(svg, () -> SpectrumDrawing.svg(spectrum), terminal);
        Pictures.write(flowSvg, () -> flow(spectrum), terminal);
        if (json) {
            System.out.println(SpectrumDocument.of(spectrum));
        } else {
            String why = segment == null ? "The segment with the longest waits in all:\n" : "";
            System.out.print(log.head() + why + SpectrumText.of(spectrum, top));
        }
        return 0;
    }

    private String flow(Spectrum spectrum) {
        SegmentPassages passages = spectrum.passages();
        return CumulativeFlowDrawing.svg(
                passages.segment().toString(),
                CumulativeFlow.of(passages.entered(), passages.left(), log.zone()),
                log.zone());
    }
}
