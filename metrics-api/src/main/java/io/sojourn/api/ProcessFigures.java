package io.sojourn.api;

import io.prometheus.metrics.model.snapshots.Labels;
import io.sojourn.api.resources.Documents;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;

/**
 * The figures of a process for Prometheus, read from the documents that the page shows: so both say the same. Numerators and denominators
 * are series of their own: ratios are divided where they are shown. Names that end in {@code _by} are split by one dimension each time.
 */
final class ProcessFigures {
    private static final List<String> CLOCK_STATES =
            List.of("running", "paused", "at_risk", "breached_open", "met", "breached", "cancelled");
    private static final String WINDOW = "24h";

    private final Documents documents;
    private final String process;
    private final MetricPoints points;

    ProcessFigures(Documents documents, String process, MetricPoints points) {
        this.documents = documents;
        this.process = process;
        this.points = points;
    }

    void collect() {
        queues();
        totals();
        window();
        clocks();
        documents.named(process).newest().definition().dimensions().forEach(this::split);
    }

    private Labels of(String label, Object name) {
        return Labels.of("process", process, label, (String) name);
    }

    private Labels windowed(Map<String, Object> measure) {
        return of("measure", measure.get("measure"))
                .add("kind", (String) measure.get("kind"))
                .add("window", WINDOW);
    }

    private void queues() {
        for (Map<String, Object> q : list(documents.queues(process, null), "queues")) {
            Labels queue = of("queue", q.get("queue"));
            points.gauge("sojourn_queue_open", "Cases that wait in the queue.", queue, q.get("open"));
            points.gauge(
                    "sojourn_queue_oldest_seconds",
                    "Age of the oldest stay in the queue; none where nobody waits.",
                    queue,
                    q.get("oldest_seconds"));
            points.gauge(
                    "sojourn_queue_p50_seconds", "Half of those who wait do so longer.", queue, q.get("p50_seconds"));
            points.gauge(
                    "sojourn_queue_p90_seconds",
                    "A tenth of those who wait do so longer.",
                    queue,
                    q.get("p90_seconds"));
            points.gauge(
                    "sojourn_queue_arrivals_last_hour",
                    "Cases that came into the queue in the last hour.",
                    queue,
                    q.get("arrivals_last_hour"));
            points.gauge(
                    "sojourn_queue_departures_last_hour",
                    "Cases that left the queue in the last hour.",
                    queue,
                    q.get("departures_last_hour"));
        }
    }

    private void totals() {
        for (Map<String, Object> m : list(documents.totals(process), "measures")) {
            Labels measure = of("measure", m.get("measure"));
            points.gauge("sojourn_measure_numerator", "Sum of the measure's numerators.", measure, m.get("numerator"));
            points.gauge(
                    "sojourn_measure_denominator", "Sum of the measure's denominators.", measure, m.get("denominator"));
        }
    }

    private void window() {
        for (Map<String, Object> m : list(documents.measures(process, WINDOW, null), "measures")) {
            Labels measure = windowed(m);
            points.gauge(
                    "sojourn_measure_window_numerator",
                    "The measure's numerator within the window, in its unit.",
                    measure,
                    m.get("numerator"));
            points.gauge(
                    "sojourn_measure_window_denominator",
                    "The measure's denominator within the window.",
                    measure,
                    m.get("denominator"));
            if (m.get("target") instanceof Map<?, ?> target) {
                points.gauge(
                        "sojourn_measure_target",
                        "What the definition wants the measure's value to be.",
                        of("measure", m.get("measure")).add("operator", (String) target.get("operator")),
                        target.get("value"));
            }
        }
    }

    private void clocks() {
        for (Map<String, Object> sla : list(documents.slas(process), "slas")) {
            for (String state : CLOCK_STATES) {
                points.gauge(
                        "sojourn_sla_clocks",
                        "SLA clocks by state; breached holds breached_open.",
                        of("sla", sla.get("sla")).add("state", state),
                        sla.get(state));
            }
        }
    }

    private void split(String dimension) {
        List<Map<String, Object>> queues = list(documents.queues(process, dimension), "queues");
        DimensionValues waiting =
                DimensionValues.of(dimension, DimensionValues.weights(dimension, "open", groups(queues)));
        for (Map<String, Object> q : queues) {
            Labels queue = of("queue", q.get("queue"));
            put(waiting, "sojourn_queue_open_by", "Cases that wait in the queue.", queue, q, "open", Double::sum);
            put(
                    waiting,
                    "sojourn_queue_oldest_seconds_by",
                    "Age of the oldest stay in the queue.",
                    queue,
                    q,
                    "oldest_seconds",
                    Double::max);
        }
        splitMeasures(dimension);
    }

    private void splitMeasures(String dimension) {
        List<Map<String, Object>> measures = list(documents.measures(process, WINDOW, dimension), "measures");
        DimensionValues counted =
                DimensionValues.of(dimension, DimensionValues.weights(dimension, "denominator", groups(measures)));
        for (Map<String, Object> m : measures) {
            Labels measure = windowed(m);
            for (String part : List.of("numerator", "denominator")) {
                put(
                        counted,
                        "sojourn_measure_window_" + part + "_by",
                        "The measure's " + part + " within the window.",
                        measure,
                        m,
                        part,
                        Double::sum);
            }
        }
    }

    private void put(
            DimensionValues values,
            String name,
            String help,
            Labels labels,
            Map<String, Object> row,
            String figure,
            BinaryOperator<Double> together) {
        values.figures(list(row, "groups"), figure, together)
                .forEach((value, number) -> points.gauge(name, help, values.labels(labels, value), number));
    }

    private static List<List<Map<String, Object>>> groups(List<Map<String, Object>> rows) {
        return rows.stream().map(row -> list(row, "groups")).toList();
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> list(Map<String, Object> document, String name) {
        return (List<Map<String, Object>>) document.get(name);
    }
}
