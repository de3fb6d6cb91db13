/**
 * The performance spectrum: each passage of a segment as a line from the time it is entered to the time it is left. The door is {@link
 * io.sojourn.mining.spectrum.Spectrum}; {@link io.sojourn.mining.spectrum.Passages} has the passages of all segments, {@link
 * io.sojourn.mining.spectrum.Windows} cuts time. What the figures mean is in docs/reference/spectrum.md.
 */
package io.sojourn.mining.spectrum;
