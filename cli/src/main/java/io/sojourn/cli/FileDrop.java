package io.sojourn.cli;

import io.sojourn.api.ingest.EventSink;
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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Reads a dropped file into the live log, by the definition of the store; bad rows go to {@code rejected_events}. */
final class FileDrop {
    private static final int BATCH = 1_000;
    private static final long LOOK_NANOS = 50_000_000L;
    private static final String META = "file ";

    private final Store store;
    private final EventSink sink;
    private final long backlogBytes;
    private final BooleanSupplier stopping;

    FileDrop(Store store, EventSink sink, long backlogBytes, BooleanSupplier stopping) {
        this.stopping = stopping;
        this.store = store;
        this.sink = sink;
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
        try (LogFile log = Logs.open(file, ReadOptions.defaults())) {
            String key = META + log.source();
            String before = store.meta(key).orElse(null);
            if (before != null) {
                return new Report(0, 0, before);
            }
            Rows rows = new Rows(log);
            log.read(rows);
            rows.send();
            store.flush();
            store.putMeta(key, file.getFileName().toString());
            return new Report(rows.events, rows.rejected, null);
        } catch (Stopped e) {
            return null;
        }
    }

    /** Leaves a reader in the middle. */
    private static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private final class Rows implements RowHandler {
        private final LogFile log;
        private final ProcessDefinition definition = store.definition().definition();
        private final EventMapper mapper;
        private final List<Event> waiting = new ArrayList<>();
        private final List<Result> unreadable = new ArrayList<>();
        private long events;
        private long rejected;

        Rows(LogFile log) {
            this.log = log;
            this.mapper = new EventMapper(definition, log.source());
        }

        @Override
        public void row(LogRow row) {
            mapper.map(row, waiting::add, this::rejected);
            if (waiting.size() >= BATCH) {
                send();
            }
        }

        @Override
        public void rejected(RejectedRow row) {
            unreadable.add(RejectedRows.result(row, definition, log.source()));
            rejected++;
            if (unreadable.size() >= BATCH) {
                send();
            }
        }

        private void send() {
            awaitRoom();
            store.accept(List.copyOf(unreadable));
            unreadable.clear();
            sink.append(waiting);
            events += waiting.size();
            waiting.clear();
        }

        private void awaitRoom() {
            while (sink.backlogBytes() > backlogBytes && !stopping.getAsBoolean()) {
                LockSupport.parkNanos(LOOK_NANOS);
            }
            if (stopping.getAsBoolean()) {
                throw new Stopped();
            }
        }
    }
}
