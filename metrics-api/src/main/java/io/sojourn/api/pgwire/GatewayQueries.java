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
import java.util.function.ToLongFunction;

/** Queries over the gateway, of what a principal sees; each takes of the principal's rate, and is recorded. */
final class GatewayQueries implements QueryRunner {
    /** Of a query, as of one by HTTP. */
    private static final int QUERY = 10;
    /** Of one that is only described: checked and prepared in a worker, a fifth of a quick query's time. */
    private static final int DESCRIBE = 2;
    /** Of a question about names of tables, which no worker is asked. */
    private static final int CATALOG = 1;

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
        take(who, QUERY);
        return gateway.query(sql, sight(who), stop, done -> record(who, done));
    }

    private void take(Principal who, int cost) {
        long wait = access.take(who, cost);
        if (wait > 0) {
            throw new SojournException(
                    ErrorCode.BUSY, "you have asked too much in a short time.", "Maybe try again in " + wait + " s.");
        }
    }

    private Sight sight(Principal who) {
        Scope scope = Sight.scopeOf(who);
        return scope.isAll() ? Sight.ALL : Sight.ofNames(scope, processes.get());
    }

    private void record(Principal who, QueryRecord done) {
        String code = done.refused() == null ? null : done.refused().word();
        access.record(who, "SQL", done.statement(), done.rows(), code == null ? DONE : REFUSED, code, done.millis());
    }

    @Override
    public List<ColumnInfo> describe(Principal who, String sql) {
        take(who, DESCRIBE);
        return recorded(who, "SQL-DESCRIBE", sql, () -> gateway.describe(sql, sight(who)), columns -> 0);
    }

    @Override
    public List<ColumnInfo> columns(Principal who, String table) {
        return gateway.describe("SELECT * FROM " + table, sight(who));
    }

    @Override
    public QueryResult catalog(Principal who, String sql, Supplier<QueryResult> answer) {
        take(who, CATALOG);
        return recorded(who, "SQL-CATALOG", sql, answer, result -> result.rows().size());
    }

    /** Records a question before its answer is given, and one that fails. */
    private <T> T recorded(Principal who, String way, String sql, Supplier<T> question, ToLongFunction<T> rows) {
        long start = System.nanoTime();
        String code = ErrorCode.BROKEN.word();
        long count = 0;
        try {
            T answer = question.get();
            code = null;
            count = rows.applyAsLong(answer);
            return answer;
        } catch (SojournException e) {
            code = e.code().word();
            throw e;
        } catch (PgFailure e) {
            code = ErrorCode.REFUSED_QUERY.word();
            throw e;
        } finally {
            long millis = (System.nanoTime() - start) / 1_000_000;
            access.record(who, way, SqlGateway.hash(sql), count, code == null ? DONE : REFUSED, code, millis);
        }
    }

    @Override
    public List<String> tables() {
        return SqlGateway.tableNames();
    }
}
