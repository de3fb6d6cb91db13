/**
 * Aggregates by key: panes of measures and queues, and the ages of what waits. The doors are {@link
 * io.sojourn.stream.measures.PaneOperator} and {@link io.sojourn.stream.measures.AgingOperator}.
 */
package io.sojourn.stream.measures;
