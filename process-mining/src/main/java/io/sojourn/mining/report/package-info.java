/**
 * A report on a log as one self-contained HTML page that reads without scripts and without a network. The door is
 * {@link io.sojourn.mining.report.HtmlReport}. Every figure on the page is one of the report's document, and says of which place there; each
 * class {@code ...Section} is one section, and {@link io.sojourn.mining.report.HtmlReport} has the list of them.
 */
package io.sojourn.mining.report;
