package io.sojourn.sample;

import java.time.Instant;

/**
 * What was generated.
 *
 * @param cases requests that arrived
 * @param events events of the undisturbed log
 * @param rows rows written
 * @param bytes size of the file
 * @param from time of the first event
 * @param to time of the last event
 * @param disturbed how often each disturbance happened
 */
public record GenerateSummary(
        long cases, long events, long rows, long bytes, Instant from, Instant to, DisturbedEvents.Counts disturbed) {}
