/**
 * The batch engine: all facts of a definition, derived from the stored events by DuckDB SQL. The door is {@link
 * io.sojourn.mining.facts.BatchEngine}.
 */
package io.sojourn.mining.facts;
