/**
 * What a log says about its flow: variants, directly-follows pairs and their times, durations, rework, handovers. The doors
 * are {@link io.sojourn.mining.flow.Mine} for files and {@link io.sojourn.mining.flow.Flow#of} for a log in memory.
 */
package io.sojourn.mining.flow;
