/**
 * The map of a process: its activities and the paths between them, by frequency and by time, simplified without breaking. The
 * door is {@link io.sojourn.mining.map.ProcessMap}; {@code mining.draw} makes pictures of it.
 */
package io.sojourn.mining.map;
