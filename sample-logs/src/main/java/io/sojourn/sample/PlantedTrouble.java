package io.sojourn.sample;

import java.time.Instant;

/**
 * A trouble as it was planted, and whom it met.
 *
 * @param trouble its kind
 * @param description what happens in the world
 * @param subject the team, payer or facility that it is about
 * @param queue the queue where its effect is expected
 * @param from first instant
 * @param to first instant after it, or null: it lasts to the end
 * @param affected how often it changed the course of a request so far
 */
public record PlantedTrouble(
        Trouble trouble, String description, String subject, String queue, Instant from, Instant to, long affected) {}
