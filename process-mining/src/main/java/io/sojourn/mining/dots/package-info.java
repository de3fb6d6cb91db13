/**
 * The dotted chart: a row for each case, a dot for each event. The door is {@link io.sojourn.mining.dots.DottedChart}; what it shows
 * is in docs/reference/dots.md.
 */
package io.sojourn.mining.dots;
