package io.sojourn.mining.flow;

import io.sojourn.mining.format.LogFile;
import io.sojourn.mining.format.LogLoader;
import io.sojourn.mining.format.Logs;
import io.sojourn.mining.format.ReadOptions;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.Predicate;

/** Mines a log file: what {@code sojourn mine} does. */
public final class Mine {
    private Mine() {}

    /**
     * The flow of a log and what was read of its file.
     *
     * @param facts about the whole log
     * @param chosen the filter in words, where only a part of the log was mined; else null
     */
    public record Mined(Flow flow, LogFacts facts, String name, String format, long bytes, String chosen) {
        /** Of a part of the log that a filter chose. */
        public Mined chosenBy(String filter) {
            return new Mined(flow, facts, name, format, bytes, filter);
        }
    }

    /**
     * Reads and mines a log.
     *
     * @param progress is told now and then how many bytes of the file have been read
     * @throws io.sojourn.event.SojournException when the file can't be read
     */
    public static Mined mine(Path log, ReadOptions read, FlowOptions options, LongConsumer progress) {
        return mine(log, read, LogLoader.NO_ATTRIBUTES, progress, loaded -> Flow.of(loaded.log(), options));
    }

    /**
     * Reads a log with some of its attributes, and mines what is chosen of it.
     *
     * @param attributes names of the attributes to read
     * @param flow computes the flow of what was read
     */
    public static Mined mine(
            Path log,
            ReadOptions read,
            Predicate<String> attributes,
            LongConsumer progress,
            Function<LogLoader.Loaded, Flow> flow) {
        try (LogFile file = Logs.open(log, read)) {
            LogLoader.Loaded loaded = LogLoader.load(file, attributes, progress);
            return new Mined(
                    flow.apply(loaded),
                    LogFacts.of(loaded),
                    String.valueOf(log.getFileName()),
                    file.format(),
                    file.size(),
                    null);
        }
    }
}
