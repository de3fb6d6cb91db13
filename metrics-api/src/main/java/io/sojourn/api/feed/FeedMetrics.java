package io.sojourn.api.feed;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;

/** Figures of a feed for Prometheus. */
public record FeedMetrics(ResultFeed feed) implements MultiCollector {
    @Override
    public MetricSnapshots collect() {
        FeedState state = feed.state();
        return new MetricSnapshots(
                gauge(
                        "sojourn_feed_up",
                        "1 while results are read, 0 while brokers are waited for or after a failure.",
                        state.status() == FeedState.Status.READING ? 1 : 0),
                gauge("sojourn_feed_lag_records", "Results in the topics that are not read yet.", state.lagRecords()),
                gauge(
                        "sojourn_feed_lag_seconds",
                        "Age of the last result read, while there are more.",
                        state.lagMillis() / 1e3),
                CounterSnapshot.builder()
                        .name("sojourn_feed_results")
                        .help("Results read since the start.")
                        .dataPoint(CounterSnapshot.CounterDataPointSnapshot.builder()
                                .value(state.results())
                                .build())
                        .build());
    }

    private static GaugeSnapshot gauge(String name, String help, double value) {
        return GaugeSnapshot.builder()
                .name(name)
                .help(help)
                .dataPoint(GaugeSnapshot.GaugeDataPointSnapshot.builder()
                        .value(value)
                        .build())
                .build();
    }
}
