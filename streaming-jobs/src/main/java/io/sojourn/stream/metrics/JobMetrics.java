package io.sojourn.stream.metrics;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Meter;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;

/**
 * Flink's metrics of the job in this process as a short, fixed list of figures: no labels, whatever the job's size. A
 * cluster inside this process reports to it when its configuration was given to {@link #reportFrom}; on a cluster of its
 * own Flink's Prometheus reporter shows the same metrics under longer names.
 *
 * <p>Costs nothing while events flow: values are read when somebody asks.
 */
public final class JobMetrics implements MetricReporter {
    private static final String REPORTER = "metrics.reporter.sojourn.factory.class";
    /** Those of this process: a metric object of Flink and what it is. */
    private static final Map<Metric, JobMetric> KNOWN = new ConcurrentHashMap<>();

    JobMetrics() {}

    /** Lets a cluster that starts in this process with this configuration report here. */
    public static void reportFrom(Configuration configuration) {
        configuration.setString(REPORTER, JobMetricsFactory.class.getName());
    }

    /** The figures now; those that have no value yet are missing. */
    public static List<Figure> figures() {
        Map<JobMetric, Double> values = new EnumMap<>(JobMetric.class);
        KNOWN.forEach((metric, what) -> value(metric).ifPresent(v -> values.merge(what, v, what::fold)));
        List<Figure> figures = new ArrayList<>();
        values.forEach((what, value) -> what.figure(value).ifPresent(figures::add));
        return figures;
    }

    private static OptionalDouble value(Metric metric) {
        if (metric instanceof Counter counter) {
            return OptionalDouble.of(counter.getCount());
        }
        if (metric instanceof Meter meter) {
            return OptionalDouble.of(meter.getCount());
        }
        if (metric instanceof Gauge<?> gauge && gauge.getValue() instanceof Number number) {
            return OptionalDouble.of(number.doubleValue());
        }
        return OptionalDouble.empty();
    }

    @Override
    public void open(MetricConfig config) {}

    @Override
    public void close() {
        KNOWN.clear();
    }

    @Override
    public void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
        String operator = group.getAllVariables().get("<operator_name>");
        Optional<JobMetric> what = JobMetric.of(String.join("_", group.getScopeComponents()) + "_" + name, operator);
        what.ifPresent(w -> KNOWN.put(metric, w));
    }

    @Override
    public void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {
        KNOWN.remove(metric);
    }
}
