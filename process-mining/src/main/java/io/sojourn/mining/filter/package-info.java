/**
 * Filters of a log: values that choose cases, and events of them. Each renders itself as text, as JSON, as a parameter of an
 * address and as SQL, is parsed back from the first three, and is evaluated over the columns of a log. The doors are {@link
 * io.sojourn.mining.filter.Filter} and {@link io.sojourn.mining.filter.LogFilter}.
 */
package io.sojourn.mining.filter;
