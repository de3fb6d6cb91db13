package io.sojourn.cli;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import io.sojourn.mining.filter.LogFilter;
import io.sojourn.mining.flow.FlowOptions;
import io.sojourn.mining.flow.LogFacts;
import io.sojourn.mining.flow.Mine;
import io.sojourn.mining.format.LogExport;
import io.sojourn.mining.format.LogFile;
import io.sojourn.mining.format.LogLoader;
import io.sojourn.mining.format.Logs;
import io.sojourn.mining.format.ReadOptions;
import io.sojourn.mining.format.RejectedRow;
import io.sojourn.stream.mining.FlinkMine;
import io.sojourn.stream.mining.MiningCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** {@code sojourn mine --engine flink}: converts a log that is no Parquet, and has it mined on Flink. */
final class FlinkMining {
    private final EngineArguments engine;
    private final Terminal terminal;

    FlinkMining(EngineArguments engine, Terminal terminal) {
        this.engine = engine;
        this.terminal = terminal;
    }

    /** The same as {@link Mine#mine}, of a file or a folder of Parquet. */
    Mine.Mined mine(Path log, ReadOptions read, LogFilter filter, FlowOptions flow) throws IOException {
        FlinkMine.check(filter);
        Path parent = engine.exchange();
        Path folder = parent == null
                ? Files.createTempDirectory("sojourn-mine-")
                : Files.createTempDirectory(Files.createDirectories(parent), "sojourn-mine-");
        try {
            boolean folderOfFiles = Files.isDirectory(log);
            String format = folderOfFiles ? "parquet" : format(log, read);
            if (format.equals("parquet")) {
                return mined(request(log, read, filter, flow), folder, log, format, null);
            }
            Path parquet = folder.resolve("log.parquet");
            LogLoader.Loaded loaded = convert(log, read, parquet);
            return mined(request(parquet, ReadOptions.defaults(), filter, flow), folder, log, format, loaded);
        } finally {
            remove(folder);
        }
    }

    /** What can't be removed is named; the result, or the failure, is what matters. */
    private void remove(Path folder) {
        try {
            Folders.delete(folder);
        } catch (SojournException | UncheckedIOException e) {
            terminal.say("%s can't be removed, and has a part of the log: %s.", folder, e.getMessage());
        }
    }

    private static FlinkMine.Request request(Path log, ReadOptions read, LogFilter filter, FlowOptions flow) {
        return new FlinkMine.Request(log.toAbsolutePath().toUri(), read, filter, flow);
    }

    private static String format(Path log, ReadOptions read) {
        try (LogFile file = Logs.open(log, read)) {
            return file.format();
        }
    }

    private LogLoader.Loaded convert(Path log, ReadOptions read, Path parquet) {
        try (LogFile file = Logs.open(log, read)) {
            LogLoader.Loaded loaded = LogLoader.load(
                    file,
                    LogLoader.NO_ATTRIBUTES,
                    bytes -> terminal.progress("Reading: %d %%", 100 * bytes / Math.max(1, file.size())));
            LeftOut.check(log, loaded);
            LogExport.write(loaded.log().all(), parquet);
            terminal.say("Converted %s to Parquet for Flink; a log in Parquet saves this.", log);
            return loaded;
        }
    }

    /** @param converted what was read of the original, where it was converted; else null */
    private Mine.Mined mined(
            FlinkMine.Request request, Path folder, Path log, String format, LogLoader.Loaded converted)
            throws IOException {
        try (MiningCluster cluster = engine.open(folder)) {
            terminal.say("Mining on Flink, with %d tasks at a time.", engine.tasks());
            FlinkMine.Mined mined = FlinkMine.mine(request, cluster, folder.toUri());
            LogFacts facts = converted == null ? mined.facts() : original(mined.facts(), converted);
            long bytes = converted == null ? mined.bytes() : Files.size(log);
            return new Mine.Mined(mined.flow(), facts, String.valueOf(log.getFileName()), format, bytes, null);
        }
    }

    private static LogFacts original(LogFacts facts, LogLoader.Loaded read) {
        return new LogFacts(
                facts.starts(),
                facts.startAndComplete(),
                facts.orphans(),
                read.rejected(),
                read.reasons(),
                read.rejections().stream().map(RejectedRow::message).toList(),
                read.notApplied());
    }

    /** Refuses what Flink doesn't do. */
    static void refuse(boolean asked, String option) {
        if (asked) {
            throw new SojournException(
                    ErrorCode.BAD_REQUEST,
                    option + " is not for --engine flink.",
                    "Maybe leave --engine flink out: the local engine does it.");
        }
    }
}
