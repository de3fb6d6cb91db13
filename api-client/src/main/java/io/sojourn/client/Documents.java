package io.sojourn.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The answers of a server, as {@code openapi.yaml} describes them: names in snake case there are in camel case here. What may be null
 * there is null here. Instants have microseconds; durations are numbers of seconds unless a unit is named.
 */
public final class Documents {
    private Documents() {}

    /** A stretch of time [from, to). */
    public record Window(Instant from, Instant to) {}

    /** How many of how many. */
    public record Rate(long numerator, long denominator, Double value) {}

    /** All processes. */
    public record Processes(Instant asOf, List<ProcessName> processes) {}

    public record ProcessName(String process, String title, long version) {}

    /** Queues now. */
    public record Queues(Instant asOf, List<Queue> queues) {}

    public record Queue(
            String queue,
            String title,
            String waitsOn,
            long open,
            Double oldestSeconds,
            Double meanSeconds,
            Double p50Seconds,
            Double p90Seconds,
            Double p95Seconds,
            List<Band> bands,
            long arrivalsLastHour,
            long departuresLastHour,
            List<QueuePoint> history,
            List<QueueGroup> groups) {}

    public record QueueGroup(
            Map<String, String> key,
            long open,
            Double oldestSeconds,
            Double meanSeconds,
            Double p50Seconds,
            Double p90Seconds,
            Double p95Seconds,
            List<Band> bands,
            long arrivalsLastHour,
            long departuresLastHour) {}

    public record Band(double fromSeconds, Double toSeconds, long count) {}

    public record QueuePoint(Instant at, long open, long arrivals, long departures) {}

    /** One queue and its history, step by step. */
    public record QueueHistory(
            Instant asOf,
            String queue,
            String title,
            String waitsOn,
            Map<String, String> where,
            long open,
            Double oldestSeconds,
            Double meanSeconds,
            Double p50Seconds,
            Double p90Seconds,
            Double p95Seconds,
            Window window,
            String step,
            List<QueueStep> history) {}

    public record QueueStep(Instant from, Instant to, long arrivals, long departures, long open) {}

    public record Stay(
            String caseId,
            long episode,
            long ordinal,
            Instant enteredAt,
            Instant leftAt,
            String endedBy,
            double ageSeconds,
            Map<String, String> dimensions) {}

    /** One measure over a period; numerators are in its unit. */
    public record MeasureSeries(
            Instant asOf,
            String measure,
            String title,
            String kind,
            String unit,
            Map<String, String> where,
            String step,
            Window window,
            double numerator,
            double denominator,
            Double value,
            Double wilsonLow,
            Double wilsonHigh,
            Double p50,
            Double p90,
            Long censored,
            Target target,
            Boolean meetsTarget,
            PreviousFigures previous,
            Difference difference,
            List<MeasureStep> series,
            List<MeasureSplit> groups) {}

    public record Target(String operator, double value) {}

    public record PreviousFigures(
            Window window, double numerator, double denominator, Double value, Double wilsonLow, Double wilsonHigh) {}

    /** This period minus the one before; low and high are null where it isn't a share. */
    public record Difference(Double value, Double low, Double high) {}

    public record MeasureStep(
            Instant from,
            Instant to,
            double numerator,
            double denominator,
            Double value,
            Double wilsonLow,
            Double wilsonHigh) {}

    public record MeasureSplit(
            Map<String, String> key,
            double numerator,
            double denominator,
            Double value,
            Double wilsonLow,
            Double wilsonHigh) {}

    /** A clock that runs. */
    public record Clock(
            String caseId,
            long episode,
            String sla,
            String state,
            Instant startedAt,
            Instant dueAt,
            Instant atRiskAt,
            Map<String, String> dimensions,
            Double secondsLeft) {}

    /** A clock that is over. */
    public record Breach(
            String caseId,
            long episode,
            String sla,
            String state,
            Instant startedAt,
            Instant dueAt,
            Instant atRiskAt,
            Map<String, String> dimensions,
            Instant stoppedAt,
            double secondsOver) {}

    public record CaseRow(
            String caseId,
            long episode,
            Instant startedAt,
            Instant lastAt,
            Instant closedAt,
            String closedBy,
            long events,
            long touches,
            long rework,
            long handoffs,
            Double cycleTimeSeconds,
            Map<String, String> dimensions,
            List<String> waitingIn) {}

    /** How far the events can be trusted. */
    public record DataQuality(
            Instant asOf,
            String process,
            long events,
            Instant lastEventAt,
            Double secondsSinceLastEvent,
            ReceiptDelay receiptDelay,
            Rate late,
            long corrections,
            long retractions,
            Rejected rejected,
            long duplicates,
            long conflicts,
            long ties,
            long reEnters,
            long strayLeaves,
            long openInstances,
            long instantInstances,
            long partylessHandoffs,
            long negativeHandoffs,
            long negativeDurations,
            List<Source> sources,
            List<Silence> silences) {}

    public record ReceiptDelay(Double p50Seconds, Double p95Seconds, long receivedBeforeEvent) {}

    public record Rejected(long count, List<CodeCount> codes) {}

    public record CodeCount(String code, long count) {}

    public record Source(
            String source,
            long events,
            long late,
            Instant firstEventAt,
            Instant lastEventAt,
            double secondsSinceLastEvent) {}

    public record Silence(Instant from, Instant to, double seconds) {}

    /** Rows of a query; values as JSON has them. */
    public record QueryResult(
            Instant asOf,
            List<Column> columns,
            List<List<JsonNode>> rows,
            long rowCount,
            boolean truncated,
            double elapsedMs,
            String sqlRun,
            List<String> reads) {}

    public record Column(String name, String type) {}
}
