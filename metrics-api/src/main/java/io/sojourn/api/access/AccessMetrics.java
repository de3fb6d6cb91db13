package io.sojourn.api.access;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.ArrayList;
import java.util.List;

/** Figures of who was let in, for Prometheus. */
public record AccessMetrics(Access access) implements MultiCollector {
    @Override
    public MetricSnapshots collect() {
        List<MetricSnapshot> all = new ArrayList<>();
        if (access.isAsked()) {
            all.add(counter(
                    "sojourn_access_wrong_keys",
                    "Wrong keys and tokens.",
                    access.limits().wrong()));
            all.add(counter(
                    "sojourn_access_over_rate",
                    "Requests put off because their principal asked too much.",
                    access.limits().refused()));
            all.add(GaugeSnapshot.builder()
                    .name("sojourn_access_rules_broken")
                    .help("1 while the file of access rules can't be used, and the rules of before hold.")
                    .dataPoint(GaugeSnapshot.GaugeDataPointSnapshot.builder()
                            .value(access.trouble() == null ? 0 : 1)
                            .build())
                    .build());
        }
        if (access.audit() != null) {
            all.add(counter(
                    "sojourn_audit_lines",
                    "Lines of the audit log, since it was begun.",
                    access.audit().lines()));
        }
        return new MetricSnapshots(all);
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
