/**
 * The archive of events: Parquet files by day, written by the job. {@link io.sojourn.stream.archive.EventArchive} is
 * the door.
 */
package io.sojourn.stream.archive;
