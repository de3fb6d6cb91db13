package io.sojourn.api.store;

import io.sojourn.definition.CompiledDefinition;
import io.sojourn.definition.DefinitionHistory;
import io.sojourn.definition.DefinitionVersion;
import io.sojourn.definition.Definitions;
import io.sojourn.definition.FollowConditions;
import io.sojourn.definition.Processes;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import io.sojourn.fact.Result;
import io.sojourn.fact.ResultConsumer;
import io.sojourn.pseudonym.CaseIds;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;

/**
 * The store of one or several processes: facts, meta values, and {@code as_of}, in {@code DATA/store.duckdb}.
 *
 * <p>Promise: results are applied in order, by key, so that saying them again changes nothing; what {@link #flush()}
 * has returned after is on disk; readers see whole batches only, each with its {@code as_of}. Price: one writer thread,
 * and some {@link StoreOptions#batchRows()} rows waiting in memory.
 */
public final class Store implements ResultConsumer, AutoCloseable {
    private final StoreFile file;
    private volatile Processes processes;
    private final Tables tables;
    private final WriterFigures figures;
    private final RepairFigures repairs = new RepairFigures();
    private final Lock repairing = new ReentrantLock();
    private final Writer writer;
    private final KeptCaseIds caseIds;

    private Store(StoreFile file, Processes processes, StoreOptions options) throws SQLException {
        this.file = file;
        this.processes = processes;
        this.tables = new Tables(processes);
        this.caseIds = new KeptCaseIds(file);
        file.createTables(tables);
        this.figures = file.figures();
        this.writer = new Writer(
                new BatchApplier(file.newConnection(), tables),
                tables,
                options,
                figures,
                file.epochs(),
                file.writerClocks());
    }

    /** Opens the store of a data folder, or creates it; one of another process or another newest version is refused. */
    public static Store open(Path dataDir, CompiledDefinition definition) {
        return open(dataDir, definition, StoreOptions.defaults());
    }

    public static Store open(Path dataDir, CompiledDefinition definition, StoreOptions options) {
        return open(dataDir, List.of(definition), options);
    }

    /**
     * Opens the store of a data folder, or creates it, for several processes. It may know more of them; those that are new
     * to it are put, when it knows another one of these.
     */
    public static Store open(Path dataDir, List<CompiledDefinition> definitions, StoreOptions options) {
        StoreFile file = StoreFile.open(dataDir, options);
        Store store = started(file, () -> new Store(file, file.belongTo(definitions, Definitions::compile), options));
        try {
            store.putNew(definitions);
            return store;
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }

    /** Puts those of processes that are not here. */
    private void putNew(List<CompiledDefinition> definitions) {
        putTogether(
                definitions.stream()
                        .filter(d -> processes.find(d.definition().process()).isEmpty())
                        .map(d -> new DefinitionVersion(d, DefinitionVersion.BEGINNING))
                        .toList(),
                Instant.EPOCH);
    }

    /** True when the data folder has a store. */
    public static boolean isThere(Path dataDir) {
        return StoreFile.isThere(dataDir);
    }

    /** Opens the store of a data folder that has one; the definition is the one that is kept in it. */
    public static Store openExisting(Path dataDir) {
        return openExisting(dataDir, StoreOptions.defaults(), Definitions::compile);
    }

    /**
     * Opens the store of a data folder that has one.
     *
     * @param compiler compiles (file name, YAML text), the definition that is kept in the store
     */
    public static Store openExisting(
            Path dataDir, StoreOptions options, BiFunction<String, String, CompiledDefinition> compiler) {
        StoreFile file = StoreFile.openExisting(dataDir, options);
        return started(file, () -> new Store(file, file.processes(compiler), options));
    }

    private static Store started(StoreFile file, Callable<Store> start) {
        try {
            return start.call();
        } catch (SojournException e) {
            file.close();
            throw e;
        } catch (Exception e) {
            file.close();
            throw new SojournException(
                    ErrorCode.BROKEN,
                    "the store " + file.path() + " can't be opened: " + e.getMessage() + ".",
                    "Maybe it is damaged: begin again with another --data.",
                    e);
        }
    }

    /** The newest version of the only process. */
    public CompiledDefinition definition() {
        return history().newest().compiled();
    }

    /** All versions of the only process's definition; of a store with several it is refused, see {@link #processes}. */
    public DefinitionHistory history() {
        return processes.only();
    }

    /** All processes, with all versions of their definitions. */
    public Processes processes() {
        return processes;
    }

    /**
     * Keeps a further version of a definition, or the first one of a further process, durable when this returns; from then
     * on results of it are taken. One that can't live beside the others is refused.
     */
    public synchronized void put(DefinitionVersion version, Instant at) {
        put(version, at, null);
    }

    /** @param by who puts it, as the audit log names them; null: nobody is named */
    public synchronized void put(DefinitionVersion version, Instant at, String by) {
        putTogether(List.of(version), at, by);
    }

    /** When and by whom the versions of a process were put, by their numbers. */
    public Map<Long, PutNote> putNotes(String process) {
        try (Connection c = newConnection()) {
            return KeptDefinitions.notes(c, process);
        } catch (SQLException e) {
            throw new SojournException(ErrorCode.BROKEN, "the store can't read: " + e.getMessage(), null, e);
        }
    }

    /** The same for several at once: their measures may follow each other's processes, in any order. */
    public synchronized void putTogether(List<DefinitionVersion> versions, Instant at) {
        putTogether(versions, at, null);
    }

    private void putTogether(List<DefinitionVersion> versions, Instant at, String by) {
        Processes all = processes;
        for (DefinitionVersion v : versions) {
            all = all.with(v);
        }
        for (DefinitionVersion v : versions) {
            FollowConditions.check(v.compiled(), all.histories());
        }
        versions.forEach(v -> keep(v, at, by));
    }

    /** The same for one that was put elsewhere, and checked there: the processes that it follows may come after it. */
    public synchronized void learn(DefinitionVersion version, Instant at) {
        keep(version, at, null);
    }

    private void keep(DefinitionVersion version, Instant at, String by) {
        Processes more = processes.with(version);
        long putAt = ChronoUnit.MICROS.between(Instant.EPOCH, at);
        String kept = KeptDefinitions.insertion(processes.versions().size(), version, putAt, by);
        try {
            writer.grow(more, List.of(kept, "DELETE FROM kept.repaired_cases"));
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new SojournException(ErrorCode.BROKEN, "the store can't write: " + e.getMessage(), null, e);
        }
        processes = more;
    }

    /** A connection for reading; the caller closes it. */
    public Connection newConnection() {
        return file.newConnection();
    }

    /** Up to when everything is applied, in microseconds. */
    public OptionalLong asOf() {
        return figures.asOf();
    }

    /** Number of the last commit; a cache keyed by it is never stale. */
    public long commits() {
        return figures.commits();
    }

    public WriterFigures figures() {
        return figures;
    }

    /** What repairs have done. */
    public RepairFigures repairs() {
        return repairs;
    }

    /** Rows that wait to be applied. */
    public int waiting() {
        return writer.waiting();
    }

    /** Keeps a value, durable when this returns. */
    public void putMeta(String key, String value) {
        file.putMeta(key, value);
    }

    public Optional<String> meta(String key) {
        return file.meta(key);
    }

    /**
     * Refuses what is to make pseudonyms of case ids for this store, when it is another key than the one it began with, or one
     * where it has ids as they came, or none where it has pseudonyms. Writes nothing.
     *
     * @param begun whether anything was ever read into it
     */
    public void checkCaseIds(CaseIds ids, boolean begun) {
        caseIds.check(ids, holdsEvents(begun));
    }

    /** The same; a store that has no event yet remembers the key's check value, and takes rows with its pseudonyms only. */
    public void claimCaseIds(CaseIds ids, boolean begun) {
        caseIds.claim(ids, holdsEvents(begun));
    }

    private boolean holdsEvents(boolean begun) {
        return begun || asOf().isPresent() || !positions().isEmpty();
    }

    /** True when its case ids are pseudonyms. */
    public boolean hasPseudonyms() {
        return caseIds.areReplaced();
    }

    @Override
    public void accept(List<Result> results) {
        caseIds.check(results);
        writer.accept(results, Map.of());
    }

    /**
     * Takes results, in order, and where their sources are after them. Both become durable in one transaction: after a
     * crash, the positions are those of the results that the store has.
     *
     * @param positions by any names; those that are not named stay
     */
    public void accept(List<Result> results, Map<String, Long> positions) {
        caseIds.check(results);
        writer.accept(results, positions);
    }

    /** The durable positions of the sources, by their names. */
    public Map<String, Long> positions() {
        return file.positions();
    }

    @Override
    public void flush() {
        writer.flush();
    }

    /** Runs something while no batch is being applied. */
    public <T> T exclusively(Callable<T> task) {
        try {
            return writer.exclusively(task);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new SojournException(ErrorCode.BROKEN, "a task on the store failed: " + e.getMessage(), null, e);
        }
    }

    /**
     * Runs something while what is stored is what the whole stream has said up to one as_of: no fact of it is newer or
     * older. Nothing is applied meanwhile but what the task applies; so it must be short. A stream that says nothing is
     * whole as it is.
     *
     * @throws SojournException of code BUSY when the stream's writers don't come to one instant within ten seconds
     */
    public <T> T atOneInstant(Callable<T> task) {
        repairing.lock();
        try {
            return writer.atOneInstant(task);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new SojournException(ErrorCode.BROKEN, "a task on the store failed: " + e.getMessage(), null, e);
        } finally {
            repairing.unlock();
        }
    }

    /** Runs after each commit, on the writer's thread: it must not wait for anything. */
    public void addListener(Runnable afterCommit) {
        writer.addListener(afterCommit);
    }

    /** Before a repair reads the store; see {@link Writer#watchReplacements}. */
    void watchReplacements() {
        try {
            writer.watchReplacements();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new SojournException(ErrorCode.BROKEN, "the store can't write: " + e.getMessage(), null, e);
        }
    }

    /** Applies what a repair found; see {@link Writer#applyRepair}. */
    boolean applyRepair(Batch batch, List<Long> cases, List<String> also) {
        try {
            return writer.applyRepair(batch, cases, also);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new SojournException(ErrorCode.BROKEN, "the store can't write: " + e.getMessage(), null, e);
        }
    }

    /** Held by the repair that runs. */
    Lock repairing() {
        return repairing;
    }

    /** One that knows of no writers: for {@link #applyRepair}. */
    Batch newBatch() {
        return new Batch(tables, new Epochs(), new WriterClocks());
    }

    Tables tables() {
        return tables;
    }

    /** Applies what waits, then closes the file. */
    @Override
    public void close() {
        writer.close();
        file.close();
    }
}
