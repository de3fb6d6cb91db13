/**
 * Cascades: times in which a segment is unusually full, and what they spread to. The door is {@link
 * io.sojourn.mining.cascade.Cascades}; what the figures mean is in docs/reference/cascades.md.
 */
package io.sojourn.mining.cascade;
