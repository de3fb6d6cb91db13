package io.sojourn.api;

import io.javalin.http.Context;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.sojourn.api.live.LiveStream;
import io.sojourn.api.resources.Documents;
import io.sojourn.api.resources.Staleness;
import io.sojourn.api.store.RepairFigures;
import io.sojourn.api.store.Store;
import io.sojourn.event.SojournException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Figures for Prometheus: the processes', and the engine's own. Where the store is stale, or can't be asked, a process has no figures,
 * and {@code sojourn_figures_current} is 0: a line that ends is seen, one that stands still isn't. The engine's own are always there.
 */
final class Metrics {
    private static final Logger LOG = LoggerFactory.getLogger(Metrics.class);

    private final Documents documents;
    private final Store store;
    private final Staleness staleness;
    private final LiveStream live;
    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final ExpositionFormats formats = ExpositionFormats.init();
    private final AtomicLong failures = new AtomicLong();
    private volatile Supplier<List<JobFigure>> job = List::of;

    Metrics(Documents documents, Store store, Staleness staleness, LiveStream live) {
        this.documents = documents;
        this.store = store;
        this.staleness = staleness;
        this.live = live;
        JvmMetrics.builder().register(registry);
        registry.register((MultiCollector) this::collect);
    }

    void job(Supplier<List<JobFigure>> figures) {
        job = figures;
    }

    void add(MultiCollector more) {
        registry.register(more);
    }

    void answer(Context ctx) throws IOException {
        ExpositionFormatWriter writer = formats.findWriter(ctx.header("Accept"));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        writer.write(out, registry.scrape());
        ctx.contentType(writer.getContentType()).result(out.toByteArray());
    }

    private MetricSnapshots collect() {
        List<MetricSnapshot> all = new ArrayList<>();
        boolean current = !staleness.isStale() && addProcesses(all);
        MetricPoints engine = new MetricPoints();
        engine.gauge(
                "sojourn_figures_current",
                "1 while the figures of the processes are those of now; 0 while they are stale and left out.",
                current ? 1 : 0);
        engine(engine);
        for (JobFigure f : job.get()) {
            if (f.counter()) {
                engine.counter(f.name(), f.help(), f.value());
            } else {
                engine.gauge(f.name(), f.help(), f.value());
            }
        }
        engine.addTo(all);
        return new MetricSnapshots(all);
    }

    /** All or nothing: a process without its figures would look idle. */
    private boolean addProcesses(List<MetricSnapshot> all) {
        MetricPoints points = new MetricPoints();
        try {
            documents.processNames().forEach(process -> new ProcessFigures(documents, process, points).collect());
        } catch (SojournException e) {
            failures.incrementAndGet();
            LOG.warn("no figures of processes for Prometheus this time", e);
            return false;
        }
        points.addTo(all);
        return true;
    }

    private void engine(MetricPoints p) {
        store.asOf()
                .ifPresent(t ->
                        p.gauge("sojourn_as_of_seconds", "Up to when everything is applied, since 1970.", t / 1e6));
        p.gauge("sojourn_store_waiting_rows", "Rows that wait to be applied.", store.waiting());
        p.counter("sojourn_store_rows", "Rows written.", store.figures().rows());
        p.counter("sojourn_store_results", "Results taken.", store.figures().results());
        p.counter(
                "sojourn_store_void_results",
                "Results dropped because a later writer had taken their group over.",
                store.figures().voided());
        p.counter("sojourn_store_commits", "Transactions since the store was made.", store.commits());
        p.counter(
                "sojourn_store_busy_seconds",
                "Time spent in transactions.",
                store.figures().busySeconds());
        p.counter(
                "sojourn_late_events",
                "Events too late for the stream.",
                store.figures().late());
        repairs(p, store.repairs());
        p.gauge("sojourn_live_clients", "Who listens to the live stream.", live.clients());
        p.counter("sojourn_live_dropped", "Clients dropped because they did not read.", live.dropped());
        p.counter("sojourn_live_failures", "Snapshots for the live stream that could not be made.", live.failures());
        p.counter("sojourn_figures_failures", "Scrapes without the figures of processes, by failure.", failures.get());
    }

    private static void repairs(MetricPoints p, RepairFigures repairs) {
        p.counter("sojourn_repairs", "Repairs of cases with late events.", repairs.repairs());
        p.counter("sojourn_repair_cases", "Cases recomputed by repairs.", repairs.cases());
        p.counter("sojourn_repair_seconds", "Time spent in repairs.", repairs.seconds());
        p.counter("sojourn_repair_failures", "Repairs that failed or gave up.", repairs.failures());
    }
}
