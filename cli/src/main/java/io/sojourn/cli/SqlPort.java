package io.sojourn.cli;

import io.sojourn.api.pgwire.Authenticator;
import io.sojourn.api.pgwire.PgOptions;
import io.sojourn.api.pgwire.PgServer;
import io.sojourn.api.pgwire.QueryRunner;
import io.sojourn.api.sql.SqlGateway;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import picocli.CommandLine.Option;

/** The port for tools that speak PostgreSQL's protocol, as the command line says it. It is closed where nothing is said. */
final class SqlPort {
    @Option(
            names = "--sql-port",
            paramLabel = "PORT",
            description =
                    "Answer SQL in PostgreSQL's protocol too, for psql, Grafana, Metabase, DBeaver: on this port of this"
                            + " machine. 0: a free one. Default: don't.")
    private Integer port;

    /** The front over a gateway, or null. */
    PgServer open(SqlGateway gateway) {
        if (port == null) {
            return null;
        }
        if (port < 0 || port > 65_535) {
            throw new SojournException(
                    ErrorCode.BAD_REQUEST,
                    "--sql-port " + port + " can't be used.",
                    "Maybe a number from 1 to 65535, or 0 for a free port.");
        }
        // Whoever comes is who sits here, so it listens on this machine alone, whatever the API does.
        PgOptions options = PgOptions.defaults().at("127.0.0.1", port);
        return PgServer.start(options, Authenticator.local(), QueryRunner.over(gateway), null);
    }
}
