/**
 * Ad hoc SQL over the public tables. The user's text is parsed and checked by Calcite, written anew from the checked
 * tree, checked again on DuckDB's own syntax tree, and run in a separate worker process on a read-only snapshot. The
 * door is {@link io.sojourn.api.sql.SqlGateway}.
 */
package io.sojourn.api.sql;
