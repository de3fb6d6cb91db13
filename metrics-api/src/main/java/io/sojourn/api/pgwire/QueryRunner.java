package io.sojourn.api.pgwire;

import io.sojourn.api.access.Access;
import io.sojourn.api.access.Principal;
import io.sojourn.api.sql.ColumnInfo;
import io.sojourn.api.sql.QueryResult;
import io.sojourn.api.sql.QueryStop;
import io.sojourn.api.sql.SqlGateway;
import io.sojourn.definition.Processes;
import java.util.List;
import java.util.function.Supplier;

/** Runs the queries of a principal, with all the checks that there are. Fails with a {@code SojournException}. */
public interface QueryRunner {
    /** The rows of a query; {@code stop} ends it from another thread. */
    QueryResult run(Principal who, String sql, QueryStop stop);

    /** The columns that a query would give; it doesn't run. */
    List<ColumnInfo> describe(Principal who, String sql);

    /** The columns of a table, for the list of tables of all who see as much: costs who asks nothing, and isn't recorded. */
    List<ColumnInfo> columns(Principal who, String table);

    /** The answer to a question about tables and types. */
    QueryResult catalog(Principal who, String sql, Supplier<QueryResult> answer);

    /** Names of the tables that there may be. */
    List<String> tables();

    /** The gateway: each principal asks of what they see. */
    static QueryRunner over(SqlGateway gateway, Supplier<Processes> processes, Access access) {
        return new GatewayQueries(gateway, processes, access);
    }
}
