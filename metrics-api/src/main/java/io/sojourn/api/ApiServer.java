package io.sojourn.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.router.ParsedEndpoint;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.sojourn.api.access.AccessMetrics;
import io.sojourn.api.access.CaseIdRoute;
import io.sojourn.api.access.Gate;
import io.sojourn.api.access.Scope;
import io.sojourn.api.cms.CmsRoutes;
import io.sojourn.api.definitions.DefinitionDesk;
import io.sojourn.api.definitions.DefinitionRoutes;
import io.sojourn.api.ingest.Ingest;
import io.sojourn.api.ingest.IngestRoute;
import io.sojourn.api.ingest.ReplayRoute;
import io.sojourn.api.live.LiveOptions;
import io.sojourn.api.live.LiveStream;
import io.sojourn.api.mining.MiningRoutes;
import io.sojourn.api.resources.Cursors;
import io.sojourn.api.resources.Documents;
import io.sojourn.api.resources.Exports;
import io.sojourn.api.resources.HealthSource;
import io.sojourn.api.resources.SignalsView;
import io.sojourn.api.resources.SqlRunner;
import io.sojourn.api.resources.Staleness;
import io.sojourn.api.store.Store;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * The HTTP server: REST documents, the live stream, metrics, the web page, and the way in for posted events. Of the store it
 * writes nothing but rejected events. What it answers is written in {@code openapi.yaml}, which it serves too.
 */
public final class ApiServer implements AutoCloseable {
    /** Bytes of a request's body. */
    private static final long BODY_BYTES = 256 * 1_024;

    private final Javalin app;
    private final LiveStream live;
    private final Documents documents;
    private final Metrics metrics;
    private final MiningRoutes mining;

    private ApiServer(Javalin app, LiveStream live, Documents documents, Metrics metrics, MiningRoutes mining) {
        this.mining = mining;
        this.metrics = metrics;
        this.app = app;
        this.live = live;
        this.documents = documents;
    }

    /** Starts without queries and signals: their routes answer 503. */
    public static ApiServer start(ApiOptions options, Store store, HealthSource health) {
        return start(options, store, health, null, null);
    }

    /**
     * Starts the server; it answers when this returns.
     *
     * @param sql runs queries, or null
     * @param signals shows staffing signals, or null
     */
    public static ApiServer start(
            ApiOptions options, Store store, HealthSource health, SqlRunner sql, SignalsView signals) {
        return start(options, store, health, sql, signals, null);
    }

    /**
     * Starts a server that takes events too.
     *
     * @param ingest takes posted events, or null
     */
    public static ApiServer start(
            ApiOptions options, Store store, HealthSource health, SqlRunner sql, SignalsView signals, Ingest ingest) {
        return start(options, store, health, sql, signals, ingest, null);
    }

    /**
     * Starts a server that takes definitions too.
     *
     * @param desk takes versions of the definition, or null
     */
    public static ApiServer start(
            ApiOptions options,
            Store store,
            HealthSource health,
            SqlRunner sql,
            SignalsView signals,
            Ingest ingest,
            DefinitionDesk desk) {
        Exposure.check(options);
        options.access().compareWith(store::processes);
        Gate gate = Gate.with(options.access(), Exposure.isSecure(options));
        ObjectMapper mapper = new ObjectMapper();
        Documents documents = new Documents(store, health, sql, signals, options.readers());
        Staleness staleness = new Staleness(health, store::asOf, System::nanoTime);
        LiveOptions listeners = LiveOptions.of(options.liveClients());
        LiveStream live = new LiveStream(documents, store, mapper, staleness, listeners, epoch(health, store));
        Metrics metrics = new Metrics(named(options, documents), store, staleness, live);
        metrics.add(new AccessMetrics(options.access()));
        MiningRoutes mining = new MiningRoutes(store, documents, options.mining());
        Cursors cursors = Cursors.fresh();
        Javalin app = Javalin.create(config -> {
            configure(config, options);
            new CaseIdRoute(options.caseIds()).register(config.routes);
            new Problems(mapper).register(config.routes);
            new Admission().register(config.routes);
            new Guard(options).register(config.routes);
            gate.register(config.routes);
            new Routes(documents, cursors, new Exports(), mapper).register(config.routes);
            new CmsRoutes(documents, cursors, mapper).register(config.routes);
            mining.register(config.routes);
            new IngestRoute(ingest, mapper).register(config.routes);
            new ReplayRoute(store, ingest).register(config.routes);
            new DefinitionRoutes(store, desk, mapper).register(config.routes);
            config.routes.get("/api/v1/live", live::open);
            config.routes.get("/metrics", metrics::answer);
            new Pages().register(config.routes);
        });
        gate.routes(ctx -> route(app, ctx));
        try {
            app.start();
        } catch (RuntimeException e) {
            live.close();
            mining.close();
            documents.close();
            throw cannotStart(options, e);
        }
        return new ApiServer(app, live, documents, metrics, mining);
    }

    /** Figures name nobody where somebody is asked who they are: who scrapes them is often no person. */
    private static Documents named(ApiOptions options, Documents documents) {
        return options.access().isAsked()
                ? documents.as(new Scope(Set.of(), Map.of(), Set.of("case_id", "resource"), 0))
                : documents;
    }

    /** A word of this run of the server: when it began, and at which commit. */
    private static String epoch(HealthSource health, Store store) {
        Instant began = health.health().startedAt();
        return Long.toString(began == null ? 0 : began.toEpochMilli(), Character.MAX_RADIX) + "."
                + Long.toString(store.commits(), Character.MAX_RADIX);
    }

    private static void configure(JavalinConfig config, ApiOptions options) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.http.maxRequestSize = BODY_BYTES;
        config.http.prefer405over404 = true;
        config.jetty.host = options.host();
        config.jetty.port = options.port();
        config.jetty.modifyServer(server -> server.setErrorHandler(new PlainErrors()));
        if (options.access().tls() != null) {
            TlsConnector.add(config.jetty, options);
        }
    }

    private static SojournException cannotStart(ApiOptions options, RuntimeException e) {
        return new SojournException(
                ErrorCode.BUSY,
                "the server can't listen on " + options.host() + ":" + options.port() + ": " + e.getMessage() + ".",
                "Maybe another server runs there: name another --port.",
                e);
    }

    /** Shows the figures of the job on {@code /metrics} too; asked at each scrape. */
    public void showJob(Supplier<List<JobFigure>> figures) {
        metrics.job(figures);
    }

    /** Shows further figures at {@code /metrics}. */
    public void addMetrics(MultiCollector more) {
        metrics.add(more);
    }

    /** The port that it listens on. */
    public int port() {
        return app.port();
    }

    /** The route that a request goes to, by the router's own rules; null: to none. HEAD goes where GET does. */
    private static String route(Javalin app, Context ctx) {
        HandlerType method = ctx.method().equals(HandlerType.HEAD) ? HandlerType.GET : ctx.method();
        ParsedEndpoint found = app.unsafe.internalRouter.findFirstHttpHandlerEntry(method, ctx.path());
        // The page takes what no other route does, but has nothing of the API.
        boolean isNone = found == null
                || found.endpoint.path.equals(Pages.ANY) && ctx.path().startsWith("/api/");
        return isNone ? null : method.name() + " " + shown(found.endpoint.path);
    }

    private static String shown(String path) {
        return path.replace('<', '{').replace('>', '}');
    }

    /** Method and path of all routes, also those of the page. */
    SortedSet<String> allRoutes() {
        SortedSet<String> routes = new TreeSet<>();
        for (ParsedEndpoint handler : app.unsafe.internalRouter.allHttpHandlers()) {
            if (handler.endpoint.method.isHttpMethod()) {
                routes.add(handler.endpoint.method.name() + " " + shown(handler.endpoint.path));
            }
        }
        return routes;
    }

    /** Method and path of each described route, sorted; parameters as in {@code {id}}. */
    SortedSet<String> routes() {
        SortedSet<String> routes = new TreeSet<>();
        for (HandlerType method : List.of(HandlerType.GET, HandlerType.POST, HandlerType.PUT, HandlerType.DELETE)) {
            app.unsafe.internalRouter.allHttpHandlers().stream()
                    .map(handler -> handler.endpoint)
                    .filter(endpoint -> endpoint.method.equals(method))
                    .map(endpoint -> endpoint.path)
                    .filter(path -> !path.equals("/") && !path.equals(Pages.ANY))
                    .forEach(path -> routes.add(method + " " + shown(path)));
        }
        return routes;
    }

    @Override
    public void close() {
        try {
            live.close();
            app.stop();
            mining.close();
        } finally {
            documents.close();
        }
    }
}
