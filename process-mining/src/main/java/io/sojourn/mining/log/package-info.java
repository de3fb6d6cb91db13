/**
 * The columnar log: all events of a log in dictionary-coded arrays, sorted by case. The door is {@link
 * io.sojourn.mining.log.EventLog}; {@link io.sojourn.mining.log.EventLogBuilder} takes events from anywhere, {@link
 * io.sojourn.mining.log.Selection} is a part of a log, {@link io.sojourn.mining.log.Views} gives its views, {@link
 * io.sojourn.mining.log.CaseBlocks} reads it, and {@link io.sojourn.mining.log.SavedLogs} saves and opens it.
 */
package io.sojourn.mining.log;
