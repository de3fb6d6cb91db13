/**
 * A parser of DuckDB's SQL: Calcite's grammar with changes, generated in the build. {@link
 * io.sojourn.api.sql.parser.DuckParser} is the door.
 */
package io.sojourn.api.sql.parser;
