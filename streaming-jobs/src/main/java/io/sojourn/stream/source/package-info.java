/**
 * Where the job's events come from: a spool, one durable file of coded events, which is either complete (a log that is
 * replayed) or still growing (a simulated feed); or a live log, segments of the same records, to which many append. The doors
 * are {@link io.sojourn.stream.source.SpoolWriter}, {@link io.sojourn.stream.source.SpoolSource}, {@link
 * io.sojourn.stream.source.LiveLog} and {@link io.sojourn.stream.source.LiveLogSource}.
 */
package io.sojourn.stream.source;
