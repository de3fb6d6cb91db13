/**
 * Where the job's events come from: a spool, one durable file of coded events, which is either complete (a log that is
 * replayed) or still growing (a live feed). The doors are {@link io.sojourn.stream.source.SpoolWriter} and {@link
 * io.sojourn.stream.source.SpoolSource}.
 */
package io.sojourn.stream.source;
