package io.sojourn.cli.cluster;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import io.sojourn.stream.WholeCheckpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Checkpoints and savepoints of one job on disk: {@code checkpoints/JOB/ATTEMPT/FLINK-JOB/chk-N} and {@code
 * savepoints/JOB/ATTEMPT/savepoint-X}. One is complete when it has its {@code _metadata}, which Flink writes last and at once.
 */
final class Checkpoints {
    private static final String METADATA = "_metadata";
    private static final int DEPTH = 4;
    private final Path checkpoints;
    private final Path savepoints;

    Checkpoints(ClusterFolder folder, String job) {
        this.checkpoints = folder.checkpoints(job);
        this.savepoints = folder.savepoints(job);
    }

    private record Complete(int attempt, FileTime time, Path path) {}

    /** Where the checkpoints of an attempt go. */
    Path checkpoints(int attempt) {
        return checkpoints.resolve(Integer.toString(attempt));
    }

    /** Where the savepoints of an attempt go. */
    Path savepoints(int attempt) {
        return savepoints.resolve(Integer.toString(attempt));
    }

    /** The newest complete one: of the last attempt that has any, by time. */
    Optional<Path> newest() {
        return newestFirst().findFirst();
    }

    /**
     * The newest one that is whole. Where there are some and none is whole that is a failure: a job that began with nothing
     * would lose what the topic of events doesn't have any more.
     *
     * @param passedOver is told what is wrong with each that is newer
     */
    Optional<Path> newestWhole(Consumer<String> passedOver) {
        List<Path> all = newestFirst().toList();
        for (Path path : all) {
            Optional<String> damage = WholeCheckpoint.damage(path);
            if (damage.isEmpty()) {
                return Optional.of(path);
            }
            passedOver.accept(path + " is damaged: " + damage.get());
        }
        if (!all.isEmpty()) {
            throw new SojournException(
                    ErrorCode.BROKEN,
                    "none of " + all.size() + " checkpoints and savepoints is whole, the newest is " + all.get(0),
                    "Maybe restore one from a backup, or remove them all to begin anew.");
        }
        return Optional.empty();
    }

    /** All complete ones. */
    Stream<Path> newestFirst() {
        return Stream.concat(complete(checkpoints), complete(savepoints))
                .sorted(Comparator.comparingInt(Complete::attempt)
                        .thenComparing(Complete::time)
                        .thenComparing(Complete::path)
                        .reversed())
                .map(Complete::path);
    }

    private static Stream<Complete> complete(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Stream.empty();
        }
        try (Stream<Path> files = Files.find(folder, DEPTH, (p, a) -> p.endsWith(METADATA))) {
            return files.map(p -> complete(folder, p)).flatMap(Optional::stream).toList().stream();
        } catch (IOException | UncheckedIOException e) {
            // Flink removes old ones meanwhile. 'None' would be wrong: the job would begin with nothing.
            throw new SojournException(ErrorCode.BUSY, "can't list the checkpoints in " + folder + ": " + e, null, e);
        }
    }

    private static Optional<Complete> complete(Path folder, Path metadata) {
        try {
            int attempt =
                    Integer.parseInt(folder.relativize(metadata).getName(0).toString());
            return Optional.of(new Complete(attempt, Files.getLastModifiedTime(metadata), metadata.getParent()));
        } catch (NoSuchFileException removed) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes checkpoints of attempts long past, once this attempt has one of its own. Savepoints stay. */
    void prune(int attempt) throws IOException {
        boolean own = complete(checkpoints).anyMatch(c -> c.attempt() == attempt);
        if (!own) {
            return;
        }
        for (int old = attempt - 2; old > 0 && Files.exists(checkpoints(old)); old--) {
            Trees.delete(checkpoints(old));
        }
    }
}
