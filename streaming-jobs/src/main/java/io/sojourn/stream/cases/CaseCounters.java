package io.sojourn.stream.cases;

import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** What the case operator counts for its operators' eyes; never a result. Open are the cases that have events in state. */
record CaseCounters(
        Counter accepted, Counter late, Counter duplicate, Counter conflicting, Counter rejected, Counter open) {
    static CaseCounters in(MetricGroup group) {
        return new CaseCounters(
                group.counter("sojourn_events_accepted"),
                group.counter("sojourn_events_late"),
                group.counter("sojourn_events_duplicate"),
                group.counter("sojourn_events_conflicting"),
                group.counter("sojourn_events_rejected"),
                group.counter("sojourn_open_cases"));
    }
}
