/** The figures of a job that runs in this process. {@link io.sojourn.stream.metrics.JobMetrics} is the door. */
package io.sojourn.stream.metrics;
