package io.sojourn.mining.report;

/**
 * A picture of the page.
 *
 * @param caption what it shows, and how to read it
 * @param svg self-contained markup
 * @param folded what to point at to see it; null where it is seen at once
 */
record Picture(String caption, String svg, String folded) {
    Picture(String caption, String svg) {
        this(caption, svg, null);
    }
}
