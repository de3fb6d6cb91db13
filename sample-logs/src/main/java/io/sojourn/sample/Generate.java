package io.sojourn.sample;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.Event;
import io.sojourn.event.SojournException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.LongConsumer;

/** Generates a log file, and the truth about it. The log appears under its name when it is whole. */
public final class Generate {
    private static final int PROGRESS_EVERY = 100_000;

    private Generate() {}

    /**
     * Runs the simulation to its end.
     *
     * @param progress is given the number of rows written so far, now and then
     */
    public static GenerateSummary run(GenerateOptions options, LongConsumer progress) {
        Path out = options.out().toAbsolutePath();
        Path part = out.resolveSibling(out.getFileName() + ".part");
        try {
            if (out.getParent() != null) {
                Files.createDirectories(out.getParent());
            }
            GenerateSummary summary;
            try (TruthWriter truth = options.truth() == null ? null : new TruthWriter(options.truth())) {
                summary = write(options, part, truth, progress);
            }
            Files.move(part, out, StandardCopyOption.REPLACE_EXISTING);
            return summary;
        } catch (IOException e) {
            throw cannot(options, e);
        } catch (UncheckedIOException e) {
            throw cannot(options, e.getCause());
        }
    }

    private static SojournException cannot(GenerateOptions options, IOException e) {
        return new SojournException(
                ErrorCode.BAD_REQUEST,
                "can't write " + options.out() + ": " + e,
                "Maybe check the folder and its free space.",
                e);
    }

    private static GenerateSummary write(GenerateOptions options, Path part, TruthWriter truth, LongConsumer progress)
            throws IOException {
        TruthListener listener = truth == null ? TruthListener.NONE : truth;
        Simulation simulation = new Simulation(options.simulation(), listener);
        long[] first = {-1};
        DisturbedEvents disturbed = new DisturbedEvents(
                () -> {
                    Event e = simulation.next();
                    first[0] = first[0] < 0 && e != null ? e.timeMicros() : first[0];
                    return e;
                },
                options.simulation().seed(),
                options.disturbance());
        long rows;
        try (LogWriter log =
                LogWriter.open(part, options.out().getFileName().toString(), PriorAuthorization.ATTRIBUTES)) {
            copy(disturbed, log, progress);
            rows = log.rows();
        }
        progress.accept(rows);
        if (truth != null) {
            truth.finish(simulation.truth());
        }
        return new GenerateSummary(
                simulation.truth().arrived(),
                simulation.truth().events(),
                rows,
                Files.size(part),
                Units.instant(first[0]),
                Units.instant(simulation.truth().asOfMicros()),
                disturbed.counts());
    }

    private static void copy(DisturbedEvents from, LogWriter log, LongConsumer progress) throws IOException {
        for (Delivery d = from.next(); d != null; d = from.next()) {
            log.write(d);
            if (log.rows() % PROGRESS_EVERY == 0) {
                progress.accept(log.rows());
            }
        }
    }
}
