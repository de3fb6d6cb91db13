/**
 * The flow of a log of any size as two Flink batch jobs over Parquet: variants, the directly-follows graph with its times,
 * durations, rework, handovers; equal to what {@link io.sojourn.mining.flow.Flow} says of the same log in memory.
 * {@link io.sojourn.stream.mining.FlinkMine} is the door, {@link io.sojourn.stream.mining.MiningJob} has the graph.
 */
package io.sojourn.stream.mining;
