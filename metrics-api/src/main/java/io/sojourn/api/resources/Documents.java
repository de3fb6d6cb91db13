package io.sojourn.api.resources;

import io.sojourn.api.access.Principal;
import io.sojourn.api.access.Scope;
import io.sojourn.api.access.Sight;
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
import java.util.function.BiFunction;

/**
 * All documents of the API as ordered maps, ready for JSON. Each is of one commit of the store and says its as_of, and of one
 * process: the named one, or where {@code process} is null the only one;
 * maps are shared and never changed. What they show is what a {@link Scope} sees; see {@link #as}. Safe for many threads.
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
    private final FollowedMeasures followed;
    private final Scope scope;

    /**
     * Documents of all that there is; {@link #as} gives those of somebody.
     *
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
        this.followed = new FollowedMeasures();
        this.scope = Scope.all();
    }

    private Documents(Documents all, Scope scope) {
        this.store = all.store;
        this.health = all.health;
        this.sql = all.sql;
        this.signals = all.signals;
        this.cache = all.cache;
        this.verification = all.verification;
        this.reads = all.reads;
        this.past = all.past;
        this.healthReads = all.healthReads;
        this.followed = all.followed;
        this.scope = scope;
    }

    /** The documents as somebody sees them. Costs nothing: made for each request. */
    public Documents as(Principal who) {
        return as(Sight.scopeOf(who));
    }

    /** The documents as a scope shows them. */
    public Documents as(Scope other) {
        return other.equals(scope) ? this : new Documents(this, other);
    }

    /** What is seen. */
    public Scope scope() {
        return scope;
    }

    private Sight sight() {
        return Sight.of(scope, store.processes());
    }

    private Sight names() {
        return Sight.ofNames(scope, store.processes());
    }

    private Processes seen() {
        return Sight.seen(scope, store.processes());
    }

    /** A document that may hold small counts anywhere: refused to who may not see them. */
    Map<String, Object> cached(String process, String name, String key, Reads.Reader<Map<String, Object>> reader) {
        sight().refuseSingleCases(name);
        return cached(process, name + ' ' + key, reader, (small, document) -> document);
    }

    /** @param guard takes small counts out where there is a smallest cell */
    private Map<String, Object> cached(
            String process,
            String request,
            Reads.Reader<Map<String, Object>> reader,
            BiFunction<Suppression, Map<String, Object>, Map<String, Object>> guard) {
        DefinitionHistory history = named(process);
        return cache.get(
                scope, history.process() + '\0' + request, () -> guarded(reads.read(history, scope, reader), guard));
    }

    private Map<String, Object> guarded(
            Map<String, Object> document, BiFunction<Suppression, Map<String, Object>, Map<String, Object>> guard) {
        return scope.smallestCell() > 1 ? guard.apply(new Suppression(scope.smallestCell()), document) : document;
    }

    /**
     * What may hold small counts anywhere: refused to who may not see them.
     *
     * @param asOf a past instant in microseconds; null: the newest commit
     */
    public <T> T read(String process, Long asOf, Reads.Reader<T> reader) {
        sight().refuseSingleCases("this");
        return readGuarded(process, asOf, reader);
    }

    /**
     * The same of what takes small counts out by itself.
     *
     * @param asOf a past instant in microseconds; null: the newest commit
     */
    public <T> T readGuarded(String process, Long asOf, Reads.Reader<T> reader) {
        if (asOf != null && sight().hidesValues()) {
            // What is seen goes by the values of now: then they may have been others.
            throw Asked.wrong("a past instant is not shown where rows are hidden.", "Maybe leave as_of out.");
        }
        DefinitionHistory history = named(process);
        return asOf == null ? reads.read(history, scope, reader) : past.read(history, scope, asOf, reader);
    }

    /** The process that is meant; where none is named, the only one. One that isn't seen is as if it were not here. */
    public DefinitionHistory named(String process) {
        return process == null ? seen().only() : seen().get(process);
    }

    /** Refuses as the documents would: a process that is not here, and none where there are several. */
    public void checkProcess(String process) {
        named(process);
    }

    /** The names of all processes that are seen, in the order in which they came. */
    public List<String> processNames() {
        return seen().names();
    }

    public Map<String, Object> processes() {
        return Json.object(
                "as_of", Json.instant(asOf()),
                "processes",
                        seen().newest().stream()
                                .map(d ->
                                        Json.object("process", d.process(), "title", d.title(), "version", d.version()))
                                .toList());
    }

    /** @param process whose counts are given; null: those of the whole store */
    public Map<String, Object> health(String process) {
        Processes all = seen();
        DefinitionHistory history = process != null || all.isSingle() ? named(process) : null;
        String key = "\0health " + (history == null ? "" : history.process());
        Map<String, Object> counts = cache.get(
                scope,
                key,
                () -> guarded(healthReads.read(history, scope, HealthDocument::counts), Suppression::health));
        Map<String, Object> document = HealthDocument.of(
                history == null ? null : history.newest().definition(), all.names(), health.health(), counts);
        if (sight().hidesRows() || sight().hidesSmallCells()) {
            // It counts the events of all.
            document.put("progress", null);
        }
        return document;
    }

    public Map<String, Object> definition(String process) {
        return cached(process, "definition", DefinitionDocument::of, (small, document) -> document);
    }

    /** @param by a dimension, or null */
    public Map<String, Object> queues(String process, String by) {
        return cached(process, "queues " + by, s -> QueuesDocument.of(s, by, Choice.ALL), Suppression::queues);
    }

    /** @param window a word, or null for the default; @param by a dimension, or null */
    public Map<String, Object> measures(String process, String window, String by) {
        String word = Window.orDefault(window);
        FollowedPanes followed = followed();
        return cached(
                process,
                "measures " + word + " " + by,
                s -> MeasuresDocument.of(s, followed, word, by, Choice.ALL.where()),
                Suppression::measures);
    }

    FollowedPanes followed() {
        return new FollowedPanes(followed, seen());
    }

    public Map<String, Object> slas(String process) {
        return cached(process, "slas", s -> SlasDocument.of(s, Choice.ALL), Suppression::slas);
    }

    public Map<String, Object> handoffs(String process, String window) {
        String word = Window.orDefault(window);
        return cached(
                process, "handoffs " + word, s -> HandoffsDocument.of(s, word, Choice.ALL), Suppression::handoffs);
    }

    public Map<String, Object> oneCase(String process, String caseId) {
        sight().refuseSingleCases("a case");
        return reads.read(named(process), scope, s -> CasesDocument.one(s, caseId));
    }

    /** @param process whose signals are given; null: those of all processes */
    public Map<String, Object> signals(String process) {
        if (signals == null) {
            throw new SojournException(
                    ErrorCode.BUSY, "no staffing signals are computed here.", "Maybe start the server with staffing.");
        }
        String name = process == null ? null : named(process).process();
        if (sight().hidesValues() || sight().hidesSmallCells()) {
            Map<String, Object> none = signalsOr(List.of());
            none.put("hidden", "Staffing signals are computed from all cases, and you don't see all of them.");
            return none;
        }
        return signalsOr(signals.signals().stream()
                .filter(s -> name == null ? isSeen(s.get("process")) : name.equals(s.get("process")))
                .toList());
    }

    private boolean isSeen(Object process) {
        return scope.processes().isEmpty() || scope.processes().contains(String.valueOf(process));
    }

    private Map<String, Object> signalsOr(List<Map<String, Object>> list) {
        return Json.object("as_of", Json.instant(asOf()), "signals", list);
    }

    private Long asOf() {
        return store.asOf().isPresent() ? Long.valueOf(store.asOf().getAsLong()) : null;
    }

    public Map<String, Object> sql(String text) {
        QueryResult r = runner().run(text, names());
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
        SqlRunner.Proposals p = runner().complete(text, cursor, names());
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
                "tables", report.tables().stream().map(this::table).toList());
    }

    /** Rows that differ are shown to who sees everything. */
    private Map<String, Object> table(VerifyReport.TableReport t) {
        return Json.object(
                "table", t.table(),
                "equal", t.equal(),
                "only_stored", t.onlyStored(),
                "only_recomputed", t.onlyRecomputed(),
                "different", t.different(),
                "differences",
                        t.differences().stream()
                                .filter(d -> scope.isAll())
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
        if (sight().hidesSmallCells()) {
            return DeadlinesDocument.none(asOf());
        }
        return reads.read(named(process), scope, s -> DeadlinesDocument.of(s, from));
    }

    /** The sums of each measure over all time: {@code {measure, numerator, denominator}}. */
    public Map<String, Object> totals(String process) {
        FollowedPanes followed = followed();
        return cached(
                process,
                "totals",
                "",
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
