package io.sojourn.cli;

import io.sojourn.api.store.Store;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import io.sojourn.pseudonym.CaseIds;
import io.sojourn.stream.source.LiveLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Logs that other systems drop into a folder. A file is read when its size and time have not changed for two seconds, and
 * goes to {@code done/}; one that can't be read as a whole goes to {@code failed/}, with the reason beside it. A file that
 * was read before, under whatever name, is recognised by its content. After a kill in the middle reading goes on behind
 * what is in the log.
 */
final class WatchedFolder implements AutoCloseable {
    private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long LOOK_MILLIS = 250;

    private final Path folder;
    private final FileDrop drop;
    private final Terminal terminal;
    private final Map<Path, Look> looks = new HashMap<>();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread;
    private volatile RuntimeException failure;
    private volatile FileDrop.Counts counts = FileDrop.Counts.NONE;

    /** How a file was when it was first seen so. */
    private record Look(long size, long modified, long sinceNanos) {
        boolean isSame(Look other) {
            return size == other.size && modified == other.modified;
        }
    }

    private WatchedFolder(
            Path folder, String process, Store store, CaseIds ids, LiveLog log, long backlogBytes, Terminal terminal) {
        this.folder = folder;
        this.drop = new FileDrop(store, process, ids, log, backlogBytes, () -> stopping.getCount() == 0);
        this.terminal = terminal;
        this.thread = new Thread(this::run, "watched-folder");
    }

    /**
     * Starts watching.
     *
     * @param folder is made when it is missing; null: none is watched
     * @param process of the rows that name none; null: the only one
     * @param ids what becomes of the ids of cases
     * @param backlogBytes of unread log, from which on reading waits
     */
    static WatchedFolder start(
            Path folder, String process, Store store, CaseIds ids, LiveLog log, long backlogBytes, Terminal terminal) {
        WatchedFolder watched = new WatchedFolder(folder, process, store, ids, log, backlogBytes, terminal);
        if (folder != null) {
            try {
                Files.createDirectories(folder.resolve("done"));
                Files.createDirectories(folder.resolve("failed"));
            } catch (IOException e) {
                throw new SojournException(
                        ErrorCode.BAD_REQUEST,
                        "can't make the folder " + folder + ": " + e.getMessage(),
                        "Maybe choose another --watch.",
                        e);
            }
            terminal.say("Watching %s for logs.", folder);
            watched.thread.setDaemon(true);
            watched.thread.start();
        }
        return watched;
    }

    private void run() {
        try {
            while (!stopping.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                for (Path file : quiet()) {
                    take(file);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            failure = new SojournException(
                    ErrorCode.BROKEN, "can't watch " + folder + ": " + e.getMessage(), "Maybe it was removed.", e);
        } catch (RuntimeException e) {
            failure = e;
        }
    }

    FileDrop.Counts counts() {
        return counts;
    }

    /** Fails as the watching failed. */
    void check() {
        if (failure != null) {
            throw failure;
        }
    }

    /** Files that have not changed for a while, by name. */
    private List<Path> quiet() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(WatchedFolder::isLog).sorted().toList();
        }
        looks.keySet().retainAll(files);
        long now = System.nanoTime();
        return files.stream().filter(f -> isQuiet(f, now)).toList();
    }

    private static boolean isLog(Path file) {
        String name = file.getFileName().toString();
        boolean unfinished = name.startsWith(".") || name.endsWith(".part") || name.endsWith(".tmp");
        return !unfinished && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
    }

    private boolean isQuiet(Path file, long now) {
        try {
            Look look =
                    new Look(Files.size(file), Files.getLastModifiedTime(file).toMillis(), now);
            Look before = looks.get(file);
            if (before == null || !before.isSame(look)) {
                looks.put(file, look);
                return false;
            }
            return now - before.sinceNanos() >= QUIET_NANOS;
        } catch (IOException e) {
            // It was taken away between the two looks.
            return false;
        }
    }

    private void take(Path file) throws IOException {
        try {
            FileDrop.Report report = drop.read(file);
            if (report == null) {
                return;
            }
            move(file, "done");
            counts = counts.and(report);
            terminal.say("%s: %s", file.getFileName(), report.text());
        } catch (SojournException e) {
            if (e.code().kind() == ErrorCode.Kind.BROKEN || e.code().kind() == ErrorCode.Kind.BUSY) {
                // Not the file's fault: it stays, and is tried again.
                terminal.say("%s waits: %s", file.getFileName(), e.fullMessage());
                looks.remove(file);
                return;
            }
            Path moved = move(file, "failed");
            counts = counts.andFailed();
            Files.writeString(
                    moved.resolveSibling(moved.getFileName() + ".error.txt"),
                    e.code().word() + ": " + e.fullMessage() + System.lineSeparator());
            terminal.say("%s can't be read: %s", file.getFileName(), e.fullMessage());
        } catch (NoSuchFileException e) {
            terminal.say("%s was taken away.", file.getFileName());
        }
    }

    private Path move(Path file, String where) throws IOException {
        Path to = folder.resolve(where).resolve(file.getFileName());
        for (int n = 2; Files.exists(to); n++) {
            to = folder.resolve(where).resolve(file.getFileName() + "." + n);
        }
        looks.remove(file);
        return Files.move(file, to);
    }

    @Override
    public void close() {
        // Not interrupted: that would tear a file that is being read, which then looks damaged.
        stopping.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
