package io.sojourn.cli;

import io.sojourn.mining.dots.DotOptions;
import io.sojourn.mining.dots.DotsDocument;
import io.sojourn.mining.dots.DotsText;
import io.sojourn.mining.dots.DottedChart;
import io.sojourn.mining.draw.DotsDrawing;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sojourn dots LOG}. */
@Command(
        name = "dots",
        mixinStandardHelpOptions = true,
        description = "Draws a dotted chart: a row for each case, a dot for each event.")
final class DotsCommand implements Callable<Integer> {
    @Mixin
    private ChosenLog log;

    @Option(
            names = "--order",
            defaultValue = "first",
            description = "Rows from the top: by the case's first event (first), its last one (last), or how long it"
                    + " takes (duration). Default: first.")
    private DotOptions.Order order;

    @Option(
            names = "--axis",
            defaultValue = "time",
            description = "To the right: when (time), how long after the case's first event (case), or when in the"
                    + " week (week). Default: time.")
    private DotOptions.Axis axis;

    @Option(
            names = "--colour",
            defaultValue = "activity",
            description = "What colours stand for: activity or resource. Default: activity.")
    private DotOptions.Colour colour;

    @Option(names = "--svg", paramLabel = "FILE.svg", description = "Draws the chart into this file.")
    private Path svg;

    @Option(names = "--json", description = "One JSON document, and nothing else, on standard output.")
    private boolean json;

    @Override
    public Integer call() {
        Terminal terminal = new Terminal();
        DotOptions options = new DotOptions(order, axis, colour, log.zone());
        DottedChart dots = DottedChart.of(log.read(terminal), log.view(), options);
        Pictures.write(svg, () -> DotsDrawing.svg(dots), terminal);
        if (json) {
            System.out.println(DotsDocument.of(dots));
        } else {
            System.out.print(log.head() + DotsText.of(dots));
            System.out.print(svg == null ? "\nThe dots themselves: --svg FILE.svg, or --json.\n" : "");
        }
        return 0;
    }
}
