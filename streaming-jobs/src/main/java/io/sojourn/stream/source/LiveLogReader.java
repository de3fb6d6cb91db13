package io.sojourn.stream.source;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads a live log from a place on, segment by segment; never what is not durable yet. */
final class LiveLogReader implements AutoCloseable {
    private final Path folder;
    private final LiveProgress progress;
    private SpoolReader reader;
    private int segment;
    private long opensAt;

    LiveLogReader(Path folder, LivePosition from) {
        this.folder = folder;
        this.progress = LiveProgress.of(folder);
        this.segment = from.segment();
        this.opensAt = from.offset();
        refuseLost(from);
    }

    private void refuseLost(LivePosition from) {
        try {
            var there = LiveFiles.segments(folder);
            if (!there.isEmpty() && there.get(0) > from.segment()) {
                throw new SojournException(
                        ErrorCode.BROKEN,
                        LiveFiles.segment(folder, from.segment()) + " was removed, and the job has to begin in it.",
                        "Maybe its checkpoints are missing: restore the folder from a copy.");
            }
        } catch (IOException e) {
            throw new SojournException(ErrorCode.BROKEN, "can't read " + folder + ": " + e.getMessage(), null, e);
        }
    }

    /** The next event or tick, or null when none is durable yet. */
    SpoolReader.Record next() throws IOException {
        while (reader != null || opens()) {
            reader.limit(progress.readable(segment));
            SpoolReader.Record r = reader.next();
            if (r == null || !r.end()) {
                return r;
            }
            reader.close();
            reader = null;
            segment++;
            opensAt = SpoolFormat.HEADER.length;
        }
        return null;
    }

    private boolean opens() throws IOException {
        Path file = LiveFiles.segment(folder, segment);
        boolean there = Files.exists(file)
                && Math.min(Files.size(file), progress.readable(segment)) >= SpoolFormat.HEADER.length;
        if (!there) {
            return false;
        }
        if (Files.size(file) < opensAt) {
            throw new SojournException(
                    ErrorCode.BROKEN,
                    file + " has " + Files.size(file) + " bytes, and the job had read " + opensAt + ".",
                    "Maybe the file was replaced by an older copy.");
        }
        reader = SpoolReader.open(file, opensAt);
        return true;
    }

    LivePosition position() {
        return new LivePosition(segment, reader == null ? opensAt : reader.position());
    }

    @Override
    public void close() throws IOException {
        if (reader != null) {
            reader.close();
        }
    }
}
