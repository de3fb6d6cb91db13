/**
 * Pictures of mining results as SVG: self-contained text without scripts, fonts or links to elsewhere, the same bytes for the same
 * result. {@link io.sojourn.mining.draw.Svg} writes the markup, {@link io.sojourn.mining.draw.Html} that of pages around pictures;
 * each other class draws one kind of picture.
 */
package io.sojourn.mining.draw;
