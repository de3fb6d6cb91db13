package io.sojourn.api.pgwire;

import io.sojourn.api.access.Access;
import io.sojourn.api.access.Principal;
import io.sojourn.api.access.Scope;
import io.sojourn.api.access.Sight;
import io.sojourn.api.sql.ColumnInfo;
import io.sojourn.api.sql.QueryRecord;
import io.sojourn.api.sql.QueryResult;
import io.sojourn.api.sql.QueryStop;
import io.sojourn.api.sql.SqlGateway;
import io.sojourn.definition.Processes;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import java.util.List;
import java.util.function.Supplier;

/** Queries over the gateway, of what a principal sees; each takes of the principal's rate, and is recorded. */
final class GatewayQueries implements QueryRunner {
    /** Of a query, as of one by HTTP. */
    private static final int COST = 10;

    private static final int DONE = 200;
    private static final int REFUSED = 400;

    private final SqlGateway gateway;
    private final Supplier<Processes> processes;
    private final Access access;

    GatewayQueries(SqlGateway gateway, Supplier<Processes> processes, Access access) {
        this.gateway = gateway;
        this.processes = processes;
        this.access = access;
    }

    @Override
    public QueryResult run(Principal who, String sql, QueryStop stop) {
        long wait = access.take(who, COST);
        if (wait > 0) {
            throw new SojournException(
                    ErrorCode.BUSY, "you have asked too much in a short time.", "Maybe try again in " + wait + " s.");
        }
        return gateway.query(sql, sight(who), stop, done -> record(who, done));
    }

    private Sight sight(Principal who) {
        Scope scope = Sight.scopeOf(who);
        return scope.isAll() ? Sight.ALL : Sight.of(scope, processes.get());
    }

    private void record(Principal who, QueryRecord done) {
        String code = done.refused() == null ? null : done.refused().word();
        access.record(who, "SQL", done.statement(), done.rows(), code == null ? DONE : REFUSED, code, done.millis());
    }

    @Override
    public List<ColumnInfo> describe(Principal who, String sql) {
        return gateway.describe(sql, sight(who));
    }

    @Override
    public List<String> tables() {
        return SqlGateway.tableNames();
    }
}
