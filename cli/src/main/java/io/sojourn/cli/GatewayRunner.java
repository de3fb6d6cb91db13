package io.sojourn.cli;

import io.sojourn.api.access.Sight;
import io.sojourn.api.resources.QueryResult;
import io.sojourn.api.resources.SqlRunner;
import io.sojourn.api.sql.SqlGateway;

/** The gateway as the documents know it. */
record GatewayRunner(SqlGateway gateway) implements SqlRunner {
    @Override
    public QueryResult run(String sql) {
        return run(sql, Sight.ALL);
    }

    @Override
    public QueryResult run(String sql, Sight sight) {
        var r = gateway.query(sql, sight);
        return new QueryResult(
                r.columns().stream()
                        .map(c -> new QueryResult.Column(c.name(), c.type()))
                        .toList(),
                r.rows(),
                r.truncated(),
                r.elapsedMillis(),
                r.sqlRun(),
                r.reads().columns());
    }

    @Override
    public Proposals complete(String sql, int cursor, Sight sight) {
        var p = gateway.complete(sql, cursor, sight);
        return new Proposals(
                p.from(),
                p.items().stream()
                        .map(i -> new Proposal(i.text(), i.kind(), i.detail()))
                        .toList());
    }
}
