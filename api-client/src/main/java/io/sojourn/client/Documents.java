package io.sojourn.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The answers of a server, as {@code openapi.yaml} describes them: names in snake case there are in camel case here. What may be null
 * there is null here; counts that are too small for who asks are, and {@code suppressed} is true beside them. Instants have microseconds; durations are numbers of seconds unless a unit is named.
 */
public final class Documents {
    private Documents() {}

    /** A stretch of time [from, to). */
    public record Window(Instant from, Instant to) {}

    /** How many of how many. */
    public record Rate(Long numerator, Long denominator, Double value, Boolean suppressed) {}

    /** All processes. */
    public record Processes(Instant asOf, List<ProcessName> processes) {}

    public record ProcessName(String process, String title, long version) {}

    /** Queues now. */
    public record Queues(Instant asOf, List<Queue> queues) {}

    public record Queue(
            String queue,
            String title,
            String waitsOn,
            Long open,
            Double oldestSeconds,
            Double meanSeconds,
            Double p50Seconds,
            Double p90Seconds,
            Double p95Seconds,
            List<Band> bands,
            Long arrivalsLastHour,
            Long departuresLastHour,
            List<QueuePoint> history,
            List<QueueGroup> groups,
            Boolean suppressed) {}

    public record QueueGroup(
            Map<String, String> key,
            Long open,
            Double oldestSeconds,
            Double meanSeconds,
            Double p50Seconds,
            Double p90Seconds,
            Double p95Seconds,
            List<Band> bands,
            Long arrivalsLastHour,
            Long departuresLastHour,
            Boolean suppressed) {}

    public record Band(double fromSeconds, Double toSeconds, Long count, Boolean suppressed) {}

    public record QueuePoint(Instant at, Long open, Long arrivals, Long departures, Boolean suppressed) {}

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

    /** Who asks. */
    public record Session(String name, List<String> roles, boolean signedIn) {}

    /** How the run and the store are. */
    public record Health(
            String status,
            List<String> processes,
            String process,
            String title,
            Long version,
            Instant asOf,
            String mode,
            Double speed,
            Long events,
            Long rejected,
            Long duplicates,
            Long cases,
            Long openCases,
            Progress progress,
            Instant startedAt,
            String trouble,
            Boolean suppressed) {}

    public record Progress(long events, long total) {}

    record Definitions(List<DefinitionVersion> definitions) {}

    record DefinitionHistory(String process, List<DefinitionVersion> versions) {}

    /** A version of a definition; text, put and changes are null where they are not asked for. */
    public record DefinitionVersion(
            String process,
            long version,
            String title,
            Instant validFrom,
            Instant putAt,
            String putBy,
            String yaml,
            List<DefinitionChange> changes) {}

    /** @param change {@code added}, {@code changed} or {@code removed} */
    public record DefinitionChange(String section, String name, String change) {}

    /** All measures over a window. */
    public record Measures(Instant asOf, Window window, List<Measure> measures) {}

    public record Measure(
            String measure,
            String title,
            String kind,
            String unit,
            Double numerator,
            Double denominator,
            Double value,
            Double wilsonLow,
            Double wilsonHigh,
            Double p50,
            Double p90,
            Long censored,
            Target target,
            Boolean meetsTarget,
            Figures previous,
            List<MeasurePoint> history,
            List<MeasureGroup> groups,
            Boolean suppressed,
            String hidden) {}

    public record Figures(Double numerator, Double denominator, Double value, Boolean suppressed) {}

    public record MeasurePoint(Instant at, Double numerator, Double denominator, Double value, Boolean suppressed) {}

    public record MeasureGroup(
            Map<String, String> key,
            Double numerator,
            Double denominator,
            Double value,
            Double wilsonLow,
            Double wilsonHigh,
            Double p50,
            Double p90,
            Boolean suppressed) {}

    /** Clocks by state, the most urgent ones and the newest breaches. */
    public record Slas(Instant asOf, List<Sla> slas, List<Clock> clocks, List<Breach> breaches, Boolean suppressed) {}

    public record Sla(
            String sla,
            String title,
            String within,
            Long running,
            Long paused,
            Long atRisk,
            Long breachedOpen,
            Long met,
            Long breached,
            Long cancelled,
            Rate breachRate,
            Boolean suppressed) {}

    /** Handoffs in a window, by pair. */
    public record Handoffs(Instant asOf, Window window, String between, List<Handoff> handoffs) {}

    public record Handoff(
            String from,
            String to,
            Long count,
            Double meanDelaySeconds,
            Double medianDelaySeconds,
            Double p90DelaySeconds,
            Long negative,
            Long pingPong,
            Boolean suppressed) {}

    /** The most frequent variants. */
    public record Variants(
            Instant asOf,
            String filter,
            String events,
            String view,
            Long cases,
            long variantCount,
            List<Variant> variants,
            Boolean suppressed) {}

    public record Variant(
            List<String> activities, Long count, Double share, Double medianDurationSeconds, Boolean suppressed) {}

    /** Activities and what directly follows what. */
    public record ProcessMap(
            Instant asOf,
            String filter,
            String events,
            String view,
            Long cases,
            List<ActivityNode> activities,
            long arcCount,
            List<Arc> arcs,
            List<ActivityCount> starts,
            List<ActivityCount> ends,
            Boolean suppressed) {}

    public record ActivityNode(String activity, Long events, Long cases, Boolean suppressed) {}

    public record Arc(
            String from,
            String to,
            Long count,
            Double meanSeconds,
            Double medianSeconds,
            Double p90Seconds,
            Boolean suppressed) {}

    public record ActivityCount(String activity, Long count, Boolean suppressed) {}

    /** What can stand at a place of a query. */
    public record Proposals(int from, List<Proposal> items) {}

    public record Proposal(String text, String kind, String detail) {}

    /** What became of posted events. */
    public record Taken(long accepted, long rejected, List<TakenEvent> events) {}

    public record TakenEvent(String status, String caseId, String eventId, String code, String message) {}

    public record Replayed(long replayed, long rejected, long impossible, String firstReason) {}
}
