package io.sojourn.mining.flow;

import com.fasterxml.jackson.databind.JsonNode;
import io.sojourn.mining.format.LogFile;
import io.sojourn.mining.format.LogLoader;
import io.sojourn.mining.format.Logs;
import io.sojourn.mining.format.ReadOptions;
import io.sojourn.mining.log.View;
import java.nio.file.Path;
import java.util.function.LongConsumer;

/** Mines a log file: what {@code sojourn mine} does. */
public final class Mine {
    private Mine() {}

    /** The flow of a log and what was read of its file. */
    public record Mined(Flow flow, LogLoader.Loaded loaded, String name, String format, long bytes) {}

    /**
     * Reads and mines a log.
     *
     * @param progress is told now and then how many bytes of the file have been read
     * @throws io.sojourn.event.SojournException when the file can't be read
     */
    public static Mined mine(Path log, ReadOptions read, FlowOptions options, LongConsumer progress) {
        try (LogFile file = Logs.open(log, read)) {
            LogLoader.Loaded loaded = LogLoader.load(file, progress);
            return new Mined(
                    Flow.of(loaded.log(), options),
                    loaded,
                    String.valueOf(log.getFileName()),
                    file.format(),
                    file.size());
        }
    }

    /** The JSON document; {@code topOrZero} variants, all for 0. */
    public static JsonNode document(Path log, ReadOptions read, View view, int topOrZero, LongConsumer progress) {
        return MineDocument.of(
                mine(log, read, new FlowOptions(view, topOrZero), progress).flow());
    }

    /** The report for people; {@code topOrZero} lines a table, the usual number for 0. */
    public static String report(Path log, ReadOptions read, View view, int topOrZero, LongConsumer progress) {
        int lines = topOrZero <= 0 ? MineReport.USUAL_LINES : topOrZero;
        return MineReport.of(mine(log, read, new FlowOptions(view, lines), progress), view, lines);
    }
}
