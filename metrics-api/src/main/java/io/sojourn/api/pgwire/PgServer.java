package io.sojourn.api.pgwire;

import io.sojourn.api.access.Principal;
import io.sojourn.api.access.SignedIn;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Speaks PostgreSQL's protocol on a port of its own. A thread for each connection; how many there are, how long each may take to
 * say who it is, and what it may send is limited. A client that sends garbage, or nothing, costs no more than its connection.
 */
public final class PgServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PgServer.class);
    private static final int BACKLOG = 50;
    private static final int SHORT_SECRET = 4;
    private static final int LONG_SECRET = 32;

    private final PgOptions options;
    private final Authenticator authenticator;
    private final QueryRunner runner;
    private final SSLContext tls;
    private final ServerSocket listener;
    private final Catalogs catalogs;
    private final Watchdog watchdog = new Watchdog();
    private final Cancels cancels = new Cancels();
    private final WrongSecrets wrong;
    private final AtomicLong budget;
    /** A secret that could be foretold would let others cancel queries. */
    private final SecureRandom chance = new SecureRandom();

    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Map<String, Integer> known = new HashMap<>();
    private int waiting;

    private PgServer(
            PgOptions options, Authenticator authenticator, QueryRunner runner, SSLContext tls, ServerSocket listener) {
        this.options = options;
        this.authenticator = authenticator;
        this.runner = runner;
        this.tls = tls;
        this.listener = listener;
        this.catalogs = new Catalogs(runner);
        this.wrong = new WrongSecrets(options.wrongSecret());
        this.budget = new AtomicLong(options.heldBytes());
    }

    /**
     * Starts to listen.
     *
     * @param tls for clients that ask for encryption; null: there is none
     */
    public static PgServer start(PgOptions options, Authenticator authenticator, QueryRunner runner, SSLContext tls) {
        try {
            InetAddress address = InetAddress.getByName(options.host());
            if (!authenticator.asksForSecret() && !address.isLoopbackAddress()) {
                throw new SojournException(
                        ErrorCode.BAD_REQUEST,
                        "the SQL port at " + options.host() + " would let in everyone.",
                        "Maybe set up keys, or listen on 127.0.0.1.");
            }
            ServerSocket listener = new ServerSocket();
            listener.setReuseAddress(true);
            listener.bind(new InetSocketAddress(address, options.port()), BACKLOG);
            PgServer server = new PgServer(options, authenticator, runner, tls, listener);
            thread(server::accept, "sql-front").start();
            return server;
        } catch (IOException e) {
            throw new SojournException(
                    ErrorCode.BAD_REQUEST,
                    "port " + options.port() + " at " + options.host() + " can't be opened: " + e.getMessage() + ".",
                    "Maybe another program has it: choose another one.",
                    e);
        }
    }

    private static Thread thread(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    /** The port that it listens on. */
    public int port() {
        return listener.getLocalPort();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                if (mayWait()) {
                    open.add(socket);
                    thread(() -> serve(socket), "sql-front-connection").start();
                } else {
                    socket.close();
                }
            } catch (IOException e) {
                if (!listener.isClosed()) {
                    LOG.warn("A connection to the SQL port failed: {}", e.toString());
                }
            }
        }
    }

    private synchronized boolean mayWait() {
        boolean room = waiting < options.waiting();
        waiting += room ? 1 : 0;
        return room;
    }

    private synchronized void hasWaited() {
        waiting--;
    }

    private void serve(Socket socket) {
        Handshake handshake = new Handshake(socket, tls, cancels);
        SignedIn guest = null;
        try {
            Handshake.Begun begun;
            Outgoing out;
            try (Watchdog.Watch watch = watchdog.within(options.loginTime(), socket)) {
                socket.setTcpNoDelay(true);
                begun = handshake.begin();
                out = new Outgoing(handshake.socket().getOutputStream(), socket, watchdog, options.writeTime());
                guest = begun == null ? null : login(handshake, begun, out);
            } catch (PgFailure e) {
                tell(handshake, socket, e);
                return;
            } finally {
                hasWaited();
            }
            if (guest != null) {
                converse(handshake.socket(), begun, out, guest);
            }
        } catch (IOException e) {
            LOG.debug("A connection of the SQL front ended: {}", e.toString());
        } catch (RuntimeException e) {
            LOG.warn("A connection of the SQL front failed by a defect", e);
        } finally {
            leave(guest);
            open.remove(socket);
            close(handshake.socket());
            close(socket);
        }
    }

    private void tell(Handshake handshake, Socket socket, PgFailure e) throws IOException {
        Outgoing out = new Outgoing(handshake.socket().getOutputStream(), socket, watchdog, options.writeTime());
        out.failure(e);
        out.flush();
    }

    private SignedIn login(Handshake handshake, Handshake.Begun begun, Outgoing out) throws IOException {
        Handshake.negotiate(begun, out);
        SignedIn guest = handshake.authenticate(begun, authenticator, wrong, out);
        enter(guest.who());
        return guest;
    }

    private synchronized void enter(Principal who) {
        int all = known.values().stream().mapToInt(Integer::intValue).sum();
        int own = known.getOrDefault(who.name(), 0);
        if (all >= options.connections() || own >= options.connectionsEach()) {
            throw PgFailure.fatal(
                    SqlStates.TOO_MANY,
                    "too many connections: " + all + " are open, " + own + " of them yours",
                    "Maybe let the tool keep fewer connections, or try again later.");
        }
        known.merge(who.name(), 1, Integer::sum);
    }

    private synchronized void leave(SignedIn guest) {
        if (guest != null) {
            known.computeIfPresent(guest.who().name(), (name, n) -> n == 1 ? null : n - 1);
        }
    }

    private void converse(Socket socket, Handshake.Begun begun, Outgoing out, SignedIn guest) throws IOException {
        Settings settings = new Settings(guest.who().name());
        Asking asking = new Asking(runner, catalogs, guest);
        InputStream bytes = PatientStream.of(socket, options.idleTime(), asking::checkWho);
        Incoming in = new Incoming(new BufferedInputStream(bytes), options.messageBytes());
        byte[] secret = new byte[Handshake.spoken(begun) == 0 ? SHORT_SECRET : LONG_SECRET];
        chance.nextBytes(secret);
        try (Session session = new Session(in, out, asking, settings, options, budget)) {
            int number = cancels.add(secret, session);
            try {
                Commands.startup(begun.settings(), settings);
                out.authentication(0);
                for (String name : settings.reported()) {
                    out.parameterStatus(name, settings.get(name));
                }
                out.backendKey(number, secret);
                session.run();
            } finally {
                cancels.remove(number);
            }
        } catch (PgFailure e) {
            out.failure(e);
            out.flush();
        } catch (SocketTimeoutException e) {
            out.failure(
                    PgFailure.fatal("57P05", "idle for " + options.idleTime().toSeconds() + " s, the limit", null));
            out.flush();
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            LOG.debug("A connection of the SQL front can't be closed: {}", e.toString());
        }
    }

    /** Ends all connections. The gateway stays the caller's to close. */
    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new SojournException(ErrorCode.BROKEN, "the SQL port can't be closed", null, e);
        } finally {
            open.forEach(PgServer::close);
            watchdog.close();
            catalogs.close();
        }
    }
}
