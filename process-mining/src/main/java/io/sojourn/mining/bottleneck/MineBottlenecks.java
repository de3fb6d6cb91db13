package io.sojourn.mining.bottleneck;

import com.fasterxml.jackson.databind.JsonNode;
import io.sojourn.mining.filter.LogFilter;
import io.sojourn.mining.format.LogFile;
import io.sojourn.mining.format.LogLoader;
import io.sojourn.mining.format.Logs;
import io.sojourn.mining.format.ReadOptions;
import io.sojourn.mining.log.EventLog;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.BiConsumer;
import java.util.function.LongConsumer;
import java.util.function.Predicate;

/** The bottlenecks of a log file: what {@code sojourn mine --bottlenecks} does. */
public final class MineBottlenecks {
    private final ReadOptions read;
    private final BottleneckOptions options;
    private final LongConsumer progress;
    private final LogFilter filter;
    private BiConsumer<Path, LogLoader.Loaded> told = (log, loaded) -> {};

    /** Of whole logs. */
    public MineBottlenecks(ReadOptions read, BottleneckOptions options, LongConsumer progress) {
        this(read, LogFilter.all(), options, progress);
    }

    /**
     * Of what a filter chooses of each log, as a log of its own.
     *
     * @param progress is told now and then how many bytes of a file have been read
     */
    public MineBottlenecks(ReadOptions read, LogFilter filter, BottleneckOptions options, LongConsumer progress) {
        this.read = read;
        this.filter = filter;
        this.options = options;
        this.progress = progress;
    }

    /** Tells what was read of each log, before it is looked at. */
    public MineBottlenecks telling(BiConsumer<Path, LogLoader.Loaded> taker) {
        told = taker;
        return this;
    }

    /** The JSON document. */
    public JsonNode document(Path log) {
        return BottleneckDocument.of(bottlenecks(log));
    }

    /** The report for people; so many lines a table at most. */
    public String report(Path log, int lines) {
        return BottleneckReport.of(String.valueOf(log.getFileName()), bottlenecks(log), lines);
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

    /** The log with the named attributes; one that it doesn't have is refused, with the nearest that it has. */
    private EventLog loadNamed(Path log) {
        Set<String> seen = new ConcurrentSkipListSet<>();
        Predicate<String> wanted = options.read();
        EventLog loaded = load(log, name -> {
            seen.add(name);
            return wanted.test(name);
        });
        seen.addAll(loaded.attributeNames());
        options.attributes().forEach(name -> LogAttributes.check(name, seen));
        return loaded;
    }

    private Bottlenecks bottlenecks(Path log) {
        boolean named = options.attributes() != null && !options.attributes().isEmpty();
        return Bottlenecks.of(named ? loadNamed(log) : load(log, options.read()), options);
    }

    private EventLog load(Path log, Predicate<String> attributes) {
        try (LogFile file = Logs.open(log, read)) {
            Predicate<String> all = attributes.or(Set.copyOf(filter.attributes())::contains);
            LogLoader.Loaded loaded = LogLoader.load(file, all, progress);
            told.accept(log, loaded);
            return filter.of(loaded.log().all()).toLog();
        }
    }
}
