package io.sojourn.sample;

import io.sojourn.event.Event;

/**
 * A row as it reaches its reader.
 *
 * @param event its content
 * @param defect how the writer is to spoil it, or null: a sound row
 */
public record Delivery(Event event, Defect defect) {}
