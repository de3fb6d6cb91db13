package io.sojourn.api.staffing;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;

/**
 * A need for staff with its evidence; as JSON, one of {@code /api/v1/signals}. Instants are ISO-8601 text in {@code
 * as_of} time; figures are rounded as told.
 *
 * @param signalId stays the same over revisions
 * @param state {@code open} or {@code resolved}
 * @param staffing name of the rule
 * @param title of the queue
 * @param delivery how far it was sent; null where nothing is sent
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Signal(
        String signalId,
        int revision,
        String state,
        String staffing,
        String queue,
        String title,
        String openedAt,
        String updatedAt,
        String resolvedAt,
        DemandFigures demand,
        Capacity capacity,
        Need need,
        Window window,
        Confidence confidence,
        List<String> reason,
        Delivery delivery) {

    /** Work that waits and comes; rates per working hour. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record DemandFigures(
            long backlog, long dueInWindow, long pastDue, double oldestAgeHours, double arrivalsPerHour) {}

    /**
     * Staff that is there.
     *
     * @param staffOnHandFte declared, or what was observed to be worked off
     * @param staffSource {@code declared} or {@code observed}
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Capacity(double staffOnHandFte, String staffSource, double productiveFraction) {}

    /** Staff that is needed, to 0.1; gaps in steps; {@code hours} = the greater gap over the window. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Need(
            double fteToMeetSla, double fteToBeStable, double gapSlaFte, double gapStabilityFte, double hours) {}

    /** The look ahead. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Window(String start, String end, double workingHours, String calendar, String timezone) {}

    /** What the figures rest on. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Confidence(String method, Double handleMinutes, Double handleMinutesP90, int sampleCases) {}

    /** How far the newest revision was sent. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Delivery(String state, int attempts, String lastError) {}

    Signal withDelivery(Delivery of) {
        return new Signal(
                signalId,
                revision,
                state,
                staffing,
                queue,
                title,
                openedAt,
                updatedAt,
                resolvedAt,
                demand,
                capacity,
                need,
                window,
                confidence,
                reason,
                of);
    }
}
