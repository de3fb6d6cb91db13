package io.sojourn.mining.bottleneck;

import com.fasterxml.jackson.databind.JsonNode;
import io.sojourn.mining.format.LogFile;
import io.sojourn.mining.format.LogLoader;
import io.sojourn.mining.format.Logs;
import io.sojourn.mining.format.ReadOptions;
import io.sojourn.mining.log.EventLog;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.function.Predicate;

/** The bottlenecks of a log file: what {@code sojourn mine --bottlenecks} does. */
public final class MineBottlenecks {
    private final ReadOptions read;
    private final BottleneckOptions options;
    private final LongConsumer progress;

    /** @param progress is told now and then how many bytes of a file have been read */
    public MineBottlenecks(ReadOptions read, BottleneckOptions options, LongConsumer progress) {
        this.read = read;
        this.options = options;
        this.progress = progress;
    }

    /** The JSON document. */
    public JsonNode document(Path log) {
        return BottleneckDocument.of(Bottlenecks.of(load(log, attributes()), options));
    }

    /** The report for people; so many lines a table at most. */
    public String report(Path log, int lines) {
        return BottleneckReport.of(
                String.valueOf(log.getFileName()), Bottlenecks.of(load(log, attributes()), options), lines);
    }

    /** The JSON document of the differences of two logs, A and B. */
    public JsonNode differences(Path a, Path b) {
        EventLog logA = load(a, options.waits().attributes());
        EventLog logB = load(b, options.waits().attributes());
        return BottleneckDocument.of(
                Comparison.of(Bottlenecks.waits(logA, options), Bottlenecks.waits(logB, options), options));
    }

    /** The differences of two logs for people. */
    public String differencesReport(Path a, Path b, int lines) {
        EventLog logA = load(a, options.waits().attributes());
        EventLog logB = load(b, options.waits().attributes());
        return DifferenceReport.of(
                String.valueOf(a.getFileName()),
                String.valueOf(b.getFileName()),
                Comparison.of(Bottlenecks.waits(logA, options), Bottlenecks.waits(logB, options), options),
                options.maxFalse(),
                lines);
    }

    private Predicate<String> attributes() {
        List<String> named = options.attributes();
        return named == null
                ? LogLoader.ALL_ATTRIBUTES
                : options.waits().attributes().or(Set.copyOf(named)::contains);
    }

    private EventLog load(Path log, Predicate<String> attributes) {
        try (LogFile file = Logs.open(log, read)) {
            return LogLoader.load(file, attributes, progress).log();
        }
    }
}
