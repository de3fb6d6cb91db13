package io.sojourn.cli;

import io.sojourn.api.store.Store;
import io.sojourn.definition.ProcessDefinition;
import io.sojourn.definition.Processes;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.Event;
import io.sojourn.fact.Result;
import io.sojourn.mining.format.EventMapper;
import io.sojourn.mining.format.LogFile;
import io.sojourn.mining.format.LogRow;
import io.sojourn.mining.format.Logs;
import io.sojourn.mining.format.ReadOptions;
import io.sojourn.mining.format.RejectedRow;
import io.sojourn.mining.format.RowHandler;
import io.sojourn.pseudonym.CaseIds;
import io.sojourn.stream.source.LiveLog;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Reads a dropped file into the live log, by the definitions of the store; bad rows go to {@code rejected_events}. Where there
 * are several processes, each row says in a column (or field, or attribute) {@value #PROCESS} which one it is of.
 */
final class FileDrop {
    private static final int BATCH = 2_000;
    private static final long LOOK_NANOS = 50_000_000L;
    private static final String META = "file ";

    private static final String PROCESS = "process";

    private final Store store;
    private final String process;
    private final CaseIds ids;
    private final LiveLog log;
    private final long backlogBytes;
    private final BooleanSupplier stopping;

    /**
     * @param process of the rows that name none; null: the only one
     * @param ids what becomes of the ids of cases
     */
    FileDrop(Store store, String process, CaseIds ids, LiveLog log, long backlogBytes, BooleanSupplier stopping) {
        this.ids = ids;
        this.stopping = stopping;
        this.store = store;
        this.process = process;
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
            String source = ids.source(dropped.source());
            String key = META + source;
            String before = store.meta(key).orElse(null);
            if (before != null) {
                return new Report(0, 0, before);
            }
            Rows rows = new Rows(source);
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
        private final Processes processes = store.processes();
        private final Map<String, EventMapper> mappers = new HashMap<>();
        private final FileProgress progress;
        private final long skipped;
        private final List<Event> waiting = new ArrayList<>();
        private final List<Result> unreadable = new ArrayList<>();
        private long rows;
        private long events;
        private long rejected;

        Rows(String source) {
            this.source = source;
            this.progress = new FileProgress(store, log, source);
            this.skipped = progress.rows();
        }

        @Override
        public void row(LogRow row) {
            if (++rows > skipped) {
                map(row);
                sendWhenMany();
            }
        }

        private void map(LogRow row) {
            String named = processes.isSingle() ? processes.names().get(0) : processOf(row);
            if (named == null || processes.find(named).isEmpty()) {
                refuse(row, named);
                return;
            }
            ProcessDefinition definition = processes.get(named).newest().definition();
            mappers.computeIfAbsent(named, n -> new EventMapper(definition, source, ids))
                    .map(row, waiting::add, r -> reject(r, definition));
        }

        private String processOf(LogRow row) {
            for (int i = 0; i < row.attributeCount(); i++) {
                if (PROCESS.equals(row.attributeName(i)) && row.attributeValue(i) != null) {
                    return row.attributeValue(i).toString();
                }
            }
            return process;
        }

        private void refuse(LogRow row, String named) {
            String names = String.join(", ", processes.names());
            String message = named == null
                    ? "row " + row.position() + " names no process. Maybe add a column process (" + names
                            + "), or start with --process."
                    : "row " + row.position() + ": process \"" + named + "\" has no definition here. Maybe one of "
                            + names + ".";
            ErrorCode code = named == null ? ErrorCode.MISSING_VALUE : ErrorCode.BAD_VALUE;
            reject(
                    new RejectedRow(row.source(), row.position(), code, message, row.caseId(), row.eventId(), null),
                    null);
        }

        @Override
        public void rejected(RejectedRow row) {
            if (++rows > skipped) {
                reject(row, only());
                sendWhenMany();
            }
        }

        /** Whose rows that can't be read are; null: nobody knows. */
        private ProcessDefinition only() {
            String name = processes.isSingle() ? processes.names().get(0) : process;
            return name == null ? null : processes.get(name).newest().definition();
        }

        private void reject(RejectedRow row, ProcessDefinition definition) {
            unreadable.add(RejectedRows.result(row, definition, source, ids));
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
