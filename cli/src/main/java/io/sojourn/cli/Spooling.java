package io.sojourn.cli;

import io.sojourn.definition.CompiledDefinition;
import io.sojourn.definition.ProcessDefinition;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import io.sojourn.fact.Result;
import io.sojourn.fact.ResultConsumer;
import io.sojourn.mining.format.EventMapper;
import io.sojourn.mining.format.LogFile;
import io.sojourn.mining.format.LogRow;
import io.sojourn.mining.format.RejectedRow;
import io.sojourn.mining.format.RowHandler;
import io.sojourn.pseudonym.CaseIds;
import io.sojourn.stream.source.SpoolSorter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads a log into a spool: events of the definition, sorted by time; what can't be read goes to the store, with its place. */
final class Spooling implements RowHandler {
    private static final int BATCH = 1000;
    private final ProcessDefinition definition;
    private final CaseIds ids;
    private final EventMapper mapper;
    private final SpoolSorter sorter;
    private final ResultConsumer store;
    private final Terminal terminal;
    private final LogFile log;
    private final List<Result> rejected = new ArrayList<>();
    private long rows;
    private long events;
    private long rejectedRows;
    private String firstRejection;

    private Spooling(
            LogFile log,
            CompiledDefinition compiled,
            CaseIds ids,
            SpoolSorter sorter,
            ResultConsumer store,
            Terminal t) {
        this.log = log;
        this.ids = ids;
        this.definition = compiled.definition();
        this.mapper = new EventMapper(definition, log.source(), ids);
        this.sorter = sorter;
        this.store = store;
        this.terminal = t;
    }

    /**
     * Counts of a spooled log.
     *
     * @param events how many events it gave
     * @param rejected how many rows were set aside
     * @param firstRejection why the first of them was; null when none was
     */
    record Counts(long events, long rejected, String firstRejection) {}

    static Counts run(
            LogFile log,
            CompiledDefinition definition,
            CaseIds ids,
            Path spool,
            boolean sort,
            ResultConsumer store,
            Terminal terminal) {
        try (SpoolSorter sorter = new SpoolSorter(spool, sort)) {
            Spooling s = new Spooling(log, definition, ids, sorter, store, terminal);
            log.read(s);
            s.sendRejected();
            store.flush();
            return new Counts(sorter.finish(), s.rejectedRows, s.firstRejection);
        } catch (IOException e) {
            throw new SojournException(
                    ErrorCode.BROKEN, "can't write " + spool + ": " + e.getMessage(), "Maybe the disk is full.", e);
        }
    }

    @Override
    public void row(LogRow row) {
        mapper.map(
                row,
                event -> {
                    sorter.add(event);
                    events++;
                },
                this::rejected);
        if ((++rows & 0x3FF) == 0) {
            terminal.progress(
                    "Reading: %s events, %d %%",
                    Terminal.number(events), Math.min(100, 100 * log.position() / Math.max(1, log.size())));
        }
    }

    @Override
    public void rejected(RejectedRow r) {
        rejectedRows++;
        if (firstRejection == null) {
            firstRejection = r.kept(ids).message();
        }
        rejected.add(RejectedRows.result(r, definition, log.source(), ids));
        if (rejected.size() >= BATCH) {
            sendRejected();
        }
    }

    private void sendRejected() {
        if (!rejected.isEmpty()) {
            store.accept(List.copyOf(rejected));
            rejected.clear();
        }
    }
}
