package io.sojourn.cli;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import io.sojourn.mining.draw.MapDrawing;
import io.sojourn.mining.flow.MineReport;
import io.sojourn.mining.flow.VariantClasses;
import io.sojourn.mining.log.Selection;
import io.sojourn.mining.log.View;
import io.sojourn.mining.log.Views;
import io.sojourn.mining.map.MapMetric;
import io.sojourn.mining.map.MapOptions;
import io.sojourn.mining.map.MapText;
import io.sojourn.mining.map.ProcessMap;
import io.sojourn.mining.map.ProcessMapDocument;
import io.sojourn.mining.map.Sliders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sojourn map LOG}. */
@Command(
        name = "map",
        mixinStandardHelpOptions = true,
        description = "Draws the map of a process: activities, the paths between them, how often and how long.",
        footer = {"", "sojourn map LOG --svg map.svg --show median --paths 30"})
final class MapCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "LOG",
            description = "CSV, XES, JSON lines (each also .gz), Parquet, or a saved log (.slog).")
    private Path log;

    @Option(names = "--svg", paramLabel = "FILE", description = "Writes the picture there, instead of a table here.")
    private Path svg;

    @Option(names = "--json", description = "One JSON document, and nothing else, on standard output.")
    private boolean json;

    @Option(
            names = "--activities",
            paramLabel = "PCT",
            defaultValue = "100",
            description = "At least this share of the activities, the most frequent first. Default: ${DEFAULT-VALUE}.")
    private int activities;

    @Option(
            names = "--paths",
            paramLabel = "PCT",
            defaultValue = "" + Sliders.USUAL_PATHS,
            description = "At least this share of the paths, the most frequent first. Default: ${DEFAULT-VALUE}.")
    private int paths;

    @Option(
            names = "--show",
            paramLabel = "FIGURE",
            defaultValue = "count",
            description = "count, cases, repetitions (most in one case), mean, median, p90, total, or working (mean"
                    + " working time, with --calendar).")
    private String show;

    @Option(
            names = "--view",
            defaultValue = "all",
            description =
                    "all: every event; complete: only completions; interval: from a completion to the next start.")
    private View view;

    @Option(names = "--top", paramLabel = "K", defaultValue = "0", description = "Lines of a table. Default: 10.")
    private int top;

    @Mixin
    private CalendarOptions calendar;

    @Mixin
    private ChoiceOptions choice;

    @Mixin
    private LogOptions options;

    @Override
    public Integer call() {
        MapMetric metric = MapMetric.of(show);
        Sliders sliders = new Sliders(activities, paths);
        MapOptions made = new MapOptions(view, calendar.toRule());
        Terminal terminal = new Terminal();
        Selection selection = ChosenLog.of(log, options.toReadOptions(), choice.toFilter(), terminal);
        ProcessMap map = ProcessMap.of(selection, made).simplified(sliders);
        if (svg != null) {
            write(MapDrawing.svg(map, metric));
            terminal.say("Drawn: %s.", svg);
        }
        int lines = top > 0 ? top : MineReport.USUAL_LINES;
        if (json || svg == null) {
            VariantClasses variants = VariantClasses.of(Views.of(selection, view));
            System.out.print(
                    json
                            ? ProcessMapDocument.of(map, variants.list(top > 0 ? top : variants.size())) + "\n"
                            : MapText.of(map, metric, variants, lines));
        }
        return 0;
    }

    private void write(String picture) {
        try {
            Files.writeString(svg, picture);
        } catch (IOException e) {
            throw new SojournException(
                    ErrorCode.NOT_FOUND,
                    "--svg " + svg + " can't be written: " + e + ".",
                    "Maybe its folder isn't there, or belongs to somebody else.",
                    e);
        }
    }
}
