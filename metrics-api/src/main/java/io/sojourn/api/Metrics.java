package io.sojourn.api;

import io.javalin.http.Context;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.sojourn.api.live.LiveStream;
import io.sojourn.api.resources.Documents;
import io.sojourn.api.store.RepairFigures;
import io.sojourn.api.store.Store;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Figures for Prometheus: the business's, read from the documents, and the engine's own. */
final class Metrics {
    private static final List<String> CLOCK_STATES =
            List.of("running", "paused", "at_risk", "breached_open", "met", "breached", "cancelled");

    private final Documents documents;
    private final Store store;
    private final LiveStream live;
    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final ExpositionFormats formats = ExpositionFormats.init();
    private volatile Supplier<List<JobFigure>> job = List::of;

    Metrics(Documents documents, Store store, LiveStream live) {
        this.documents = documents;
        this.store = store;
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
        queues(all);
        measures(all);
        slas(all);
        engine(all);
        job.get().forEach(f -> all.add(figure(f)));
        return new MetricSnapshots(all);
    }

    private void queues(List<MetricSnapshot> all) {
        GaugeSnapshot.Builder open = gauge("sojourn_queue_open", "Cases that wait in the queue.");
        GaugeSnapshot.Builder oldest = gauge("sojourn_queue_oldest_seconds", "Age of the oldest stay in the queue.");
        for (String process : documents.processNames()) {
            for (Map<String, Object> q : list(documents.queues(process, null), "queues")) {
                Labels labels = Labels.of("process", process, "queue", (String) q.get("queue"));
                open.dataPoint(point(labels, q.get("open")));
                oldest.dataPoint(point(labels, q.get("oldest_seconds")));
            }
        }
        all.add(open.build());
        all.add(oldest.build());
    }

    private void measures(List<MetricSnapshot> all) {
        GaugeSnapshot.Builder numerator = gauge("sojourn_measure_numerator", "Sum of the measure's numerators.");
        GaugeSnapshot.Builder denominator = gauge("sojourn_measure_denominator", "Sum of the measure's denominators.");
        for (String process : documents.processNames()) {
            for (Map<String, Object> m : list(documents.totals(process), "measures")) {
                Labels labels = Labels.of("process", process, "measure", (String) m.get("measure"));
                numerator.dataPoint(point(labels, m.get("numerator")));
                denominator.dataPoint(point(labels, m.get("denominator")));
            }
        }
        all.add(numerator.build());
        all.add(denominator.build());
    }

    private void slas(List<MetricSnapshot> all) {
        GaugeSnapshot.Builder clocks =
                gauge("sojourn_sla_clocks", "SLA clocks by state; breached holds breached_open.");
        for (String process : documents.processNames()) {
            for (Map<String, Object> sla : list(documents.slas(process), "slas")) {
                for (String state : CLOCK_STATES) {
                    Labels labels = Labels.of("process", process, "sla", (String) sla.get("sla"), "state", state);
                    clocks.dataPoint(point(labels, sla.get(state)));
                }
            }
        }
        all.add(clocks.build());
    }

    private void engine(List<MetricSnapshot> all) {
        store.asOf()
                .ifPresent(t -> all.add(gauge("sojourn_as_of_seconds", "Up to when everything is applied, since 1970.")
                        .dataPoint(point(Labels.EMPTY, t / 1e6))
                        .build()));
        all.add(gauge("sojourn_store_waiting_rows", "Rows that wait to be applied.")
                .dataPoint(point(Labels.EMPTY, store.waiting()))
                .build());
        all.add(gauge("sojourn_live_clients", "Who listens to the live stream.")
                .dataPoint(point(Labels.EMPTY, live.clients()))
                .build());
        all.add(counter("sojourn_store_rows", "Rows written.", store.figures().rows()));
        all.add(counter(
                "sojourn_store_results", "Results taken.", store.figures().results()));
        all.add(counter(
                "sojourn_store_void_results",
                "Results dropped because a later writer had taken their group over.",
                store.figures().voided()));
        all.add(counter("sojourn_store_commits", "Transactions since the store was made.", store.commits()));
        all.add(counter(
                "sojourn_store_busy_seconds",
                "Time spent in transactions.",
                store.figures().busySeconds()));
        RepairFigures repairs = store.repairs();
        all.add(counter("sojourn_repairs", "Repairs of cases with late events.", repairs.repairs()));
        all.add(counter("sojourn_repair_cases", "Cases recomputed by repairs.", repairs.cases()));
        all.add(counter("sojourn_repair_seconds", "Time spent in repairs.", repairs.seconds()));
        all.add(counter("sojourn_repair_failures", "Repairs that failed or gave up.", repairs.failures()));
        all.add(counter(
                "sojourn_late_events",
                "Events too late for the stream.",
                store.figures().late()));
        all.add(counter("sojourn_live_dropped", "Clients dropped because they did not read.", live.dropped()));
    }

    private static MetricSnapshot figure(JobFigure f) {
        return f.counter()
                ? counter(f.name(), f.help(), f.value())
                : gauge(f.name(), f.help())
                        .dataPoint(point(Labels.EMPTY, f.value()))
                        .build();
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> list(Map<String, Object> document, String name) {
        return (List<Map<String, Object>>) document.get(name);
    }

    private static GaugeSnapshot.Builder gauge(String name, String help) {
        return GaugeSnapshot.builder().name(name).help(help);
    }

    private static GaugeSnapshot.GaugeDataPointSnapshot point(Labels labels, Object value) {
        double number = value == null ? 0 : ((Number) value).doubleValue();
        return GaugeSnapshot.GaugeDataPointSnapshot.builder()
                .labels(labels)
                .value(number)
                .build();
    }

    private static CounterSnapshot counter(String name, String help, double value) {
        return CounterSnapshot.builder()
                .name(name)
                .help(help)
                .dataPoint(CounterSnapshot.CounterDataPointSnapshot.builder()
                        .value(value)
                        .build())
                .build();
    }
}
