package io.sojourn.api.pgwire;

import io.sojourn.api.access.Principal;
import io.sojourn.api.sql.ColumnInfo;
import io.sojourn.api.sql.QueryResult;
import io.sojourn.api.sql.QueryStop;
import io.sojourn.api.sql.SqlGateway;
import java.util.List;

/** Runs the queries of a principal, with all the checks that there are. Fails with a {@code SojournException}. */
public interface QueryRunner {
    /** The rows of a query; {@code stop} ends it from another thread. */
    QueryResult run(Principal who, String sql, QueryStop stop);

    /** The columns that a query would give; it doesn't run. */
    List<ColumnInfo> describe(Principal who, String sql);

    /** Names of the tables that there may be. */
    List<String> tables();

    /** The gateway, for principals that see everything: it knows of no others. */
    static QueryRunner over(SqlGateway gateway) {
        return new QueryRunner() {
            @Override
            public QueryResult run(Principal who, String sql, QueryStop stop) {
                return gateway.query(sql, stop);
            }

            @Override
            public List<ColumnInfo> describe(Principal who, String sql) {
                return gateway.describe(sql);
            }

            @Override
            public List<String> tables() {
                return SqlGateway.tableNames();
            }
        };
    }
}
