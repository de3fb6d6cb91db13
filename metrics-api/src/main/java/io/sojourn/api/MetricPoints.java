package io.sojourn.api;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects figures by name for one scrape. A figure that isn't known is left out, never shown as 0. */
final class MetricPoints {
    private final Map<String, GaugeSnapshot.Builder> gauges = new LinkedHashMap<>();
    private final Map<String, CounterSnapshot> counters = new LinkedHashMap<>();

    /** @param value null: not known now */
    void gauge(String name, String help, Labels labels, Object value) {
        GaugeSnapshot.Builder gauge = gauges.computeIfAbsent(
                name, n -> GaugeSnapshot.builder().name(n).help(help));
        if (value != null) {
            gauge.dataPoint(GaugeSnapshot.GaugeDataPointSnapshot.builder()
                    .labels(labels)
                    .value(((Number) value).doubleValue())
                    .build());
        }
    }

    void gauge(String name, String help, Object value) {
        gauge(name, help, Labels.EMPTY, value);
    }

    void counter(String name, String help, double value) {
        counters.put(
                name,
                CounterSnapshot.builder()
                        .name(name)
                        .help(help)
                        .dataPoint(CounterSnapshot.CounterDataPointSnapshot.builder()
                                .value(value)
                                .build())
                        .build());
    }

    void addTo(List<MetricSnapshot> all) {
        gauges.values().forEach(gauge -> all.add(gauge.build()));
        all.addAll(counters.values());
    }
}
