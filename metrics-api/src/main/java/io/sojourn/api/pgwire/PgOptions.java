package io.sojourn.api.pgwire;

import java.time.Duration;

/**
 * Where to listen, and the limits of the front.
 *
 * @param host address to listen on
 * @param port TCP port; 0: a free one
 * @param connections open connections in all
 * @param connectionsEach open connections of one principal
 * @param waiting connections that haven't said yet who they are
 * @param messageBytes bytes of one message of a client
 * @param statements prepared statements of a connection
 * @param portals portals of a connection
 * @param heldBytes bytes of results that all connections together keep for clients that fetch them in parts
 * @param loginTime until who connects has said who it is
 * @param idleTime between two messages
 * @param writeTime for a client to take a piece of an answer
 * @param wrongSecret how long the answer to the first wrong secret of an address takes; to each further one twice as long
 */
public record PgOptions(
        String host,
        int port,
        int connections,
        int connectionsEach,
        int waiting,
        int messageBytes,
        int statements,
        int portals,
        long heldBytes,
        Duration loginTime,
        Duration idleTime,
        Duration writeTime,
        Duration wrongSecret) {
    /** Bytes of the first message. */
    static final int STARTUP_BYTES = 10_000;
    /** Bytes of the message with the secret. */
    static final int SECRET_BYTES = 16_384;
    /** Parameters of a statement. */
    static final int PARAMETERS = 1_000;
    /** Statements of one message of the simple protocol. */
    static final int SCRIPT_STATEMENTS = 50;
    /** Settings that a connection keeps. */
    static final int SETTINGS = 100;
    /** Characters of a setting's value, and of a name. */
    static final int NAME_LENGTH = 1_000;

    /** This machine alone, a free port. */
    public static PgOptions defaults() {
        return new PgOptions(
                "127.0.0.1",
                0,
                100,
                30,
                20,
                1 << 20,
                200,
                200,
                256L << 20,
                Duration.ofSeconds(10),
                Duration.ofMinutes(30),
                Duration.ofSeconds(60),
                Duration.ofMillis(500));
    }

    public PgOptions at(String address, int tcpPort) {
        return new PgOptions(
                address,
                tcpPort,
                connections,
                connectionsEach,
                waiting,
                messageBytes,
                statements,
                portals,
                heldBytes,
                loginTime,
                idleTime,
                writeTime,
                wrongSecret);
    }

    public PgOptions withConnections(int all, int each, int notYetKnown) {
        return new PgOptions(
                host,
                port,
                all,
                each,
                notYetKnown,
                messageBytes,
                statements,
                portals,
                heldBytes,
                loginTime,
                idleTime,
                writeTime,
                wrongSecret);
    }

    public PgOptions withTimes(Duration login, Duration idle, Duration write, Duration wrong) {
        return new PgOptions(
                host,
                port,
                connections,
                connectionsEach,
                waiting,
                messageBytes,
                statements,
                portals,
                heldBytes,
                login,
                idle,
                write,
                wrong);
    }
}
