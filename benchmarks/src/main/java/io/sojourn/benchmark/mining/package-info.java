/** How long mining a saved log takes, beside DuckDB on the same events, and what a large log takes of memory. */
package io.sojourn.benchmark.mining;
