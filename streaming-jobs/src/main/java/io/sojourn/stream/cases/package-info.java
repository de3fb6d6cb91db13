/**
 * The case fold: what a definition makes of one case's events, as they come. {@link
 * io.sojourn.stream.cases.CaseFold} is the pure function; {@link io.sojourn.stream.cases.CaseOperator} is the Flink
 * operator that keeps the events, folds them, and sends what changed.
 */
package io.sojourn.stream.cases;
