/**
 * Readers of event logs: CSV, XES, JSON lines (each also gzipped) and Parquet. The door is {@link
 * io.sojourn.mining.format.Logs#open}: it gives a {@link io.sojourn.mining.format.LogFile}, whose rows {@link
 * io.sojourn.mining.format.EventMapper} makes events of a definition, and {@link io.sojourn.mining.format.LogProfiler}
 * looks over for a drafted definition, and {@link io.sojourn.mining.format.LogLoader} takes into memory. A row that can't be used is handed over as rejected, with its place and the
 * reason, and the rest is read on; only a file that can't be read at all is an exception.
 */
package io.sojourn.mining.format;
