/** The Flink job: from case events to facts. The door is {@link io.sojourn.stream.StreamJob}. */
package io.sojourn.stream;
