package io.sojourn.api.pgwire;

import io.sojourn.api.access.Access;
import io.sojourn.api.access.Principal;
import io.sojourn.api.access.Role;
import io.sojourn.api.access.Scope;
import io.sojourn.api.access.SignedIn;
import io.sojourn.api.sql.SampleStore;
import io.sojourn.api.sql.Snapshots;
import io.sojourn.api.sql.SqlGateway;
import io.sojourn.api.sql.SqlOptions;
import io.sojourn.definition.Processes;
import java.net.InetAddress;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import javax.net.ssl.SSLContext;

/** A front over a gateway over a sample store, as a server has them. */
final class PgFront implements AutoCloseable {
    static final String SECRET = "right-secret";

    final SampleStore store;
    final SqlGateway gateway;
    final PgServer server;
    private final Snapshots snapshots;

    PgFront(Path folder, PgOptions options, Authenticator authenticator, SSLContext tls) throws SQLException {
        store = new SampleStore(2_000);
        snapshots = new Snapshots(
                folder.resolve("snapshots"), store::open, store::commits, Duration.ZERO, InstantSource.system());
        SqlOptions limits = SqlOptions.in(folder.resolve("workers")).withTimeout(Duration.ofSeconds(8));
        gateway = new SqlGateway(limits, snapshots);
        server = PgServer.start(
                options, authenticator, QueryRunner.over(gateway, PgFront::noProcesses, Access.none()), tls);
    }

    /** Who sees everything needs none. */
    private static Processes noProcesses() {
        throw new AssertionError("somebody sees a part only");
    }

    /** Who knows the secret is an analyst of the name that they give. */
    static Authenticator withSecret() {
        return new Authenticator() {
            @Override
            public boolean asksForSecret() {
                return true;
            }

            @Override
            public Optional<SignedIn> authenticate(String name, String secret, InetAddress address) {
                return secret.equals(SECRET)
                        ? Optional.of(SignedIn.forGood(
                                new Principal(name, Set.of(Role.ANALYST, Role.PHI_READER), Scope.all())))
                        : Optional.empty();
            }
        };
    }

    Connection connect(String more) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", "ana");
        properties.setProperty("password", SECRET);
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + server.port() + "/sojourn" + more, properties);
    }

    @Override
    public void close() throws SQLException {
        server.close();
        gateway.close();
        snapshots.close();
        store.close();
    }
}
