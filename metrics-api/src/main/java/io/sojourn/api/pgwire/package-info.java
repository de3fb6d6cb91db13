/**
 * A front for tools that speak PostgreSQL's wire protocol, version 3: psql, pgjdbc, Metabase, Grafana, DBeaver. It reads messages,
 * says who asks, and hands each query to the gateway; it has no rows of its own. What the tools ask about tables and types is
 * answered from a small catalog of names. The door is {@link io.sojourn.api.pgwire.PgServer}.
 */
package io.sojourn.api.pgwire;
