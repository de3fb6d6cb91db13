/**
 * Load programs of the stream: {@link io.sojourn.benchmark.stream.Throughput}. How the job is built is known to {@link
 * io.sojourn.benchmark.stream.BenchmarkJob} alone.
 */
package io.sojourn.benchmark.stream;
