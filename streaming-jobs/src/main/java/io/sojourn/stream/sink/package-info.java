/** Where the job's results go. The doors are {@link io.sojourn.stream.sink.ResultSinks} and {@link io.sojourn.stream.sink.Handovers}. */
package io.sojourn.stream.sink;
