package io.sojourn.cli;

import io.sojourn.api.store.Store;
import io.sojourn.definition.ProcessDefinition;
import io.sojourn.event.Event;
import io.sojourn.fact.Result;
import io.sojourn.mining.format.EventMapper;
import io.sojourn.mining.format.LogFile;
import io.sojourn.mining.format.LogRow;
import io.sojourn.mining.format.Logs;
import io.sojourn.mining.format.ReadOptions;
import io.sojourn.mining.format.RejectedRow;
import io.sojourn.mining.format.RowHandler;
import io.sojourn.stream.source.LiveLog;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Reads a dropped file into the live log, by the definition of the store; bad rows go to {@code rejected_events}. */
final class FileDrop {
    private static final int BATCH = 2_000;
    private static final long LOOK_NANOS = 50_000_000L;
    private static final String META = "file ";

    private final Store store;
    private final LiveLog log;
    private final long backlogBytes;
    private final BooleanSupplier stopping;

    FileDrop(Store store, LiveLog log, long backlogBytes, BooleanSupplier stopping) {
        this.stopping = stopping;
        this.store = store;
        this.log = log;
        this.backlogBytes = backlogBytes;
    }

    /**
     * What a file gave.
     *
     * @param before the name under which it was read before; null: it is new
     */
    record Report(long events, long rejected, String before) {
        String text() {
            return before != null
                    ? "its content was read before, as " + before + "."
                    : Terminal.number(events) + " events"
                            + (rejected == 0
                                    ? "."
                                    : "; " + Terminal.number(rejected) + " unreadable rows are in rejected_events.");
        }
    }

    /** Reads a file whole; one whose content was read before is not read again. Null: stopped in the middle. */
    Report read(Path file) {
        try (LogFile dropped = Logs.open(file, ReadOptions.defaults())) {
            String key = META + dropped.source();
            String before = store.meta(key).orElse(null);
            if (before != null) {
                return new Report(0, 0, before);
            }
            Rows rows = new Rows(dropped.source());
            dropped.read(rows);
            rows.send();
            store.flush();
            store.putMeta(key, file.getFileName().toString());
            return new Report(rows.events, rows.rejected, null);
        } catch (Stopped e) {
            return null;
        }
    }

    /**
     * What dropped files gave since the start.
     *
     * @param read whole, and known ones
     * @param failed can't be read as a whole
     */
    record Counts(long read, long failed, long events, long rejected) {
        static final Counts NONE = new Counts(0, 0, 0, 0);

        Counts and(Report r) {
            return new Counts(read + 1, failed, events + r.events(), rejected + r.rejected());
        }

        Counts andFailed() {
            return new Counts(read, failed + 1, events, rejected);
        }
    }

    /** Leaves a reader in the middle. */
    private static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private final class Rows implements RowHandler {
        private final String source;
        private final ProcessDefinition definition = store.definition().definition();
        private final EventMapper mapper;
        private final FileProgress progress;
        private final long skipped;
        private final List<Event> waiting = new ArrayList<>();
        private final List<Result> unreadable = new ArrayList<>();
        private long rows;
        private long events;
        private long rejected;

        Rows(String source) {
            this.source = source;
            this.mapper = new EventMapper(definition, source);
            this.progress = new FileProgress(store, log, source);
            this.skipped = progress.rows();
        }

        @Override
        public void row(LogRow row) {
            if (++rows > skipped) {
                mapper.map(row, waiting::add, this::reject);
                sendWhenMany();
            }
        }

        @Override
        public void rejected(RejectedRow row) {
            if (++rows > skipped) {
                reject(row);
                sendWhenMany();
            }
        }

        private void reject(RejectedRow row) {
            unreadable.add(RejectedRows.result(row, definition, source));
            rejected++;
        }

        private void sendWhenMany() {
            if (waiting.size() >= BATCH || unreadable.size() >= BATCH) {
                send();
            }
        }

        private void send() {
            awaitRoom();
            if (!unreadable.isEmpty()) {
                store.accept(List.copyOf(unreadable));
                store.flush();
                unreadable.clear();
            }
            progress.append(waiting, rows);
            events += waiting.size();
            waiting.clear();
        }

        private void awaitRoom() {
            while (log.backlogBytes() > backlogBytes && !stopping.getAsBoolean()) {
                LockSupport.parkNanos(LOOK_NANOS);
            }
            if (stopping.getAsBoolean()) {
                throw new Stopped();
            }
        }
    }
}
