package io.sojourn.cli;

import io.sojourn.mining.cascade.CascadeDocument;
import io.sojourn.mining.cascade.CascadeOptions;
import io.sojourn.mining.cascade.CascadeText;
import io.sojourn.mining.cascade.Cascades;
import io.sojourn.mining.draw.CascadeDrawing;
import io.sojourn.mining.spectrum.WindowWidth;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sojourn cascades LOG}. */
@Command(
        name = "cascades",
        mixinStandardHelpOptions = true,
        description = "Finds where crowding spreads: segments that are unusually full, and those that fill up after"
                + " them more often than by chance.")
final class CascadesCommand implements Callable<Integer> {
    @Mixin
    private ChosenLog log;

    @Option(
            names = "--window",
            paramLabel = "WIDTH",
            description = "Width of the windows of time: hour, six_hours, day, week, month. Default: the least from a"
                    + " day on that gives 1000 or fewer; from an hour on in a log of less than 30 days.")
    private WindowWidth window;

    @Option(names = "--svg", paramLabel = "FILE.svg", description = "Also draws it: a row for each segment.")
    private Path svg;

    @Option(names = "--json", description = "One JSON document, and nothing else, on standard output.")
    private boolean json;

    @Option(names = "--top", paramLabel = "K", defaultValue = "10", description = "Lines of a table. Default: 10.")
    private int top;

    @Override
    public Integer call() {
        Options.check(top > 0, "--top", top, "a number above 0");
        Terminal terminal = new Terminal();
        CascadeOptions options = CascadeOptions.defaults().withZone(log.zone()).withWidth(window);
        Cascades cascades = Cascades.of(log.read(terminal), log.view(), options);
        Pictures.write(svg, () -> CascadeDrawing.svg(cascades), terminal);
        if (json) {
            System.out.println(CascadeDocument.of(cascades));
        } else {
            System.out.print(log.head() + CascadeText.of(cascades, top));
        }
        return 0;
    }
}
