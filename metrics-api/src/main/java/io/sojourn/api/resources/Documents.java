package io.sojourn.api.resources;

import io.sojourn.api.follow.FollowedMeasures;
import io.sojourn.api.store.Store;
import io.sojourn.api.store.Verification;
import io.sojourn.api.store.VerifyReport;
import io.sojourn.definition.DefinitionHistory;
import io.sojourn.definition.Processes;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All documents of the API as ordered maps, ready for JSON. Each is of one commit of the store and says its as_of, and of one
 * process: the named one, or where {@code process} is null the only one;
 * maps are shared and never changed. Safe for many threads.
 */
public final class Documents implements AutoCloseable {
    private final Store store;
    private final HealthSource health;
    private final SqlRunner sql;
    private final SignalsView signals;
    private final Reads reads;
    private final Past past;
    /** Of health alone: it waits for nothing that takes long. */
    private final Reads healthReads;

    private final DocumentCache cache;
    private final Verification verification;
    private final FollowedMeasures followed = new FollowedMeasures();

    /**
     * @param sql runs queries; null: none are run
     * @param signals staffing signals; null: there are none
     * @param readers how many documents are computed at a time
     */
    public Documents(Store store, HealthSource health, SqlRunner sql, SignalsView signals, int readers) {
        this.store = store;
        this.health = health;
        this.sql = sql;
        this.signals = signals;
        this.cache = new DocumentCache(store);
        this.verification = new Verification(store);
        this.reads = new Reads(store, readers);
        this.past = new Past(store);
        this.healthReads = new Reads(store, 1);
    }

    /** A document of a process, kept by its request while it may be shown. */
    Map<String, Object> cached(String process, String request, Reads.Reader<Map<String, Object>> reader) {
        DefinitionHistory history = named(process);
        return cache.get(history.process() + '\0' + request, () -> reads.read(history, reader));
    }

    /** @param asOf a past instant in microseconds; null: the newest commit */
    <T> T read(String process, Long asOf, Reads.Reader<T> reader) {
        return asOf == null ? reads.read(named(process), reader) : past.read(named(process), asOf, reader);
    }

    /** The process that is meant; where none is named, the only one. */
    public DefinitionHistory named(String process) {
        return process == null ? store.processes().only() : store.processes().get(process);
    }

    /** Refuses as the documents would: a process that is not here, and none where there are several. */
    public void checkProcess(String process) {
        named(process);
    }

    /** The names of all processes, in the order in which they came. */
    public List<String> processNames() {
        return store.processes().names();
    }

    public Map<String, Object> processes() {
        return Json.object(
                "as_of", Json.instant(asOf()),
                "processes",
                        store.processes().newest().stream()
                                .map(d ->
                                        Json.object("process", d.process(), "title", d.title(), "version", d.version()))
                                .toList());
    }

    /** @param process whose counts are given; null: those of the whole store */
    public Map<String, Object> health(String process) {
        Processes all = store.processes();
        DefinitionHistory history = process != null || all.isSingle() ? named(process) : null;
        String key = "\0health " + (history == null ? "" : history.process());
        Map<String, Object> counts = cache.get(key, () -> healthReads.read(history, HealthDocument::counts));
        return HealthDocument.of(
                history == null ? null : history.newest().definition(), all.names(), health.health(), counts);
    }

    public Map<String, Object> definition(String process) {
        return cached(process, "definition", DefinitionDocument::of);
    }

    /** @param by a dimension, or null */
    public Map<String, Object> queues(String process, String by) {
        return cached(process, "queues " + by, s -> QueuesDocument.of(s, by));
    }

    /** @param window a word, or null for the default; @param by a dimension, or null */
    public Map<String, Object> measures(String process, String window, String by) {
        String word = window == null ? Window.DEFAULT : window;
        FollowedPanes followed = followed();
        return cached(process, "measures " + word + " " + by, s -> MeasuresDocument.of(s, followed, word, by));
    }

    FollowedPanes followed() {
        return new FollowedPanes(followed, store.processes());
    }

    public Map<String, Object> slas(String process) {
        return cached(process, "slas", SlasDocument::of);
    }

    public Map<String, Object> handoffs(String process, String window) {
        String word = window == null ? Window.DEFAULT : window;
        return cached(process, "handoffs " + word, s -> HandoffsDocument.of(s, word));
    }

    public Map<String, Object> oneCase(String process, String caseId) {
        return reads.read(named(process), s -> CasesDocument.one(s, caseId));
    }

    /** @param process whose signals are given; null: those of all processes */
    public Map<String, Object> signals(String process) {
        if (signals == null) {
            throw new SojournException(
                    ErrorCode.BUSY, "no staffing signals are computed here.", "Maybe start the server with staffing.");
        }
        List<Map<String, Object>> all = signals.signals();
        if (process == null) {
            return signalsOr(all);
        }
        String name = named(process).process();
        return signalsOr(all.stream().filter(s -> name.equals(s.get("process"))).toList());
    }

    private Map<String, Object> signalsOr(List<Map<String, Object>> list) {
        return Json.object("as_of", Json.instant(asOf()), "signals", list);
    }

    private Long asOf() {
        return store.asOf().isPresent() ? Long.valueOf(store.asOf().getAsLong()) : null;
    }

    public Map<String, Object> sql(String text) {
        QueryResult r = runner().run(text);
        return Json.object(
                "as_of", Json.instant(asOf()),
                "columns",
                        r.columns().stream()
                                .map(c -> Json.object("name", c.name(), "type", c.type()))
                                .toList(),
                "rows", r.rows(),
                "row_count", r.rows().size(),
                "truncated", r.truncated(),
                "elapsed_ms", r.elapsedMillis(),
                "sql_run", r.sqlRun(),
                "reads", r.reads());
    }

    /** What can stand at a place of a query. */
    public Map<String, Object> complete(String text, int cursor) {
        SqlRunner.Proposals p = runner().complete(text, cursor);
        return Json.object(
                "from", p.from(),
                "items",
                        p.items().stream()
                                .map(i -> Json.object("text", i.text(), "kind", i.kind(), "detail", i.detail()))
                                .toList());
    }

    private SqlRunner runner() {
        if (sql == null) {
            throw new SojournException(
                    ErrorCode.BUSY, "no queries are run here.", "Maybe start the server with its query worker.");
        }
        return sql;
    }

    /** Recomputes everything: takes long, and one at a time. */
    public Map<String, Object> verify() {
        if (health.health().isReplaying()) {
            throw new SojournException(
                    ErrorCode.BUSY,
                    "a log is being replayed: events are stored before their facts.",
                    "Maybe wait until the replay has ended.");
        }
        VerifyReport report = verification.verifyLive();
        return Json.object(
                "as_of", Json.instant(report.asOfMicros()),
                "clean", report.clean(),
                "tables", report.tables().stream().map(Documents::table).toList());
    }

    private static Map<String, Object> table(VerifyReport.TableReport t) {
        return Json.object(
                "table", t.table(),
                "equal", t.equal(),
                "only_stored", t.onlyStored(),
                "only_recomputed", t.onlyRecomputed(),
                "different", t.different(),
                "differences",
                        t.differences().stream()
                                .map(d ->
                                        Json.object("key", d.key(), "stored", d.stored(), "recomputed", d.recomputed()))
                                .toList());
    }

    /** What the live stream sends of a process: the main documents with their defaults. */
    public Map<String, Object> snapshot(String process) {
        String name = named(process).process();
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("health", health(name));
        all.put("queues", queues(name, null));
        all.put("measures", measures(name, null, null));
        all.put("slas", slas(name));
        all.put("handoffs", handoffs(name, null));
        all.put("signals", signals == null ? signalsOr(List.of()) : signals(name));
        return all;
    }

    /**
     * The clocks that were breached or got at risk since an instant, for the live stream: {@code {as_of_us, breaches, at_risk, more}}.
     *
     * @param from in microseconds; null: none are listed
     */
    public Map<String, Object> deadlines(String process, Long from) {
        return reads.read(named(process), s -> DeadlinesDocument.of(s, from));
    }

    /** The sums of each measure over all time: {@code {measure, numerator, denominator}}. */
    public Map<String, Object> totals(String process) {
        FollowedPanes followed = followed();
        return cached(
                process,
                "totals",
                s -> Json.object(
                        "measures",
                        s.objects(
                                "SELECT measure, sum(numerator)::DOUBLE AS numerator, sum(denominator)::DOUBLE AS denominator"
                                        + " FROM " + followed.relation(s, Long.MIN_VALUE)
                                        + " GROUP BY measure ORDER BY measure")));
    }

    @Override
    public void close() {
        past.close();
        reads.close();
        healthReads.close();
    }
}
