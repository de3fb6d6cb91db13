package io.sojourn.api.pgwire;

import io.sojourn.api.access.Role;
import io.sojourn.api.access.SignedIn;
import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * The beginning of a connection: encryption, version, who it is. The secret is a key or token as it is, never a hash of it: keys
 * are kept as SHA-256 alone, so there is nothing that SCRAM could be built on.
 */
final class Handshake {
    private static final int CANCEL = 80_877_102;
    private static final int ENCRYPT = 80_877_103;
    private static final int ENCRYPT_GSS = 80_877_104;
    private static final int NEWEST_MINOR = 2;
    private static final int MOST_REQUESTS = 3;

    /**
     * What a client began with.
     *
     * @param minor version of the protocol behind 3
     * @param settings as the client named them, with user and database
     */
    record Begun(int minor, Map<String, String> settings) {
        String user() {
            return settings.getOrDefault("user", "");
        }
    }

    private final SSLContext tls;
    private final Cancels cancels;
    private Socket socket;
    private boolean encrypted;

    Handshake(Socket socket, SSLContext tls, Cancels cancels) {
        this.socket = socket;
        this.tls = tls;
        this.cancels = cancels;
    }

    /** The connection from here on, encrypted where the client wanted it and the server can. */
    Socket socket() {
        return socket;
    }

    /** Reads first messages until the client has said its version; null: it only wanted to cancel something, or went away. */
    Begun begin() throws IOException {
        for (int i = 0; i < MOST_REQUESTS; i++) {
            Body body = new Incoming(socket.getInputStream(), 0).startup();
            int code = body.int32();
            switch (code) {
                case CANCEL -> {
                    cancels.cancel(body.int32(), body.rest());
                    return null;
                }
                case ENCRYPT -> encrypt();
                case ENCRYPT_GSS -> answer('N');
                default -> {
                    return begun(code >>> 16, code & 0xFFFF, body);
                }
            }
        }
        throw PgFailure.protocol("too many requests for encryption");
    }

    private void answer(char letter) throws IOException {
        socket.getOutputStream().write(letter);
        socket.getOutputStream().flush();
    }

    /** Nothing that came before may be read as if it had been encrypted: bytes are read one message at a time until here. */
    private void encrypt() throws IOException {
        if (tls == null || encrypted) {
            answer('N');
            return;
        }
        answer('S');
        SSLSocket secure = (SSLSocket) tls.getSocketFactory()
                .createSocket(socket, socket.getInetAddress().getHostAddress(), socket.getPort(), true);
        secure.setUseClientMode(false);
        socket = secure;
        secure.startHandshake();
        encrypted = true;
    }

    private static Begun begun(int major, int minor, Body body) {
        if (major != 3) {
            throw PgFailure.fatal(
                    SqlStates.NOT_SUPPORTED,
                    "protocol " + major + "." + minor + " is not spoken here, 3.0 and 3.2 are",
                    null);
        }
        Map<String, String> settings = new LinkedHashMap<>();
        for (String name = body.text(); !name.isEmpty(); name = body.text()) {
            settings.put(name, body.text());
            if (settings.size() > PgOptions.SETTINGS) {
                throw PgFailure.protocol("more than " + PgOptions.SETTINGS + " settings");
            }
        }
        body.end();
        return new Begun(minor, settings);
    }

    /** Says what isn't known of a newer version, and goes on with what is. */
    static void negotiate(Begun begun, Outgoing out) throws IOException {
        List<String> unknown = new ArrayList<>();
        begun.settings().keySet().stream().filter(n -> n.startsWith("_pq_.")).forEach(unknown::add);
        boolean known = begun.minor() == 0 || begun.minor() == NEWEST_MINOR;
        if (!known || !unknown.isEmpty()) {
            out.negotiate(spoken(begun), unknown);
        }
    }

    /** The minor version that both speak; there is no 3.1. */
    static int spoken(Begun begun) {
        return begun.minor() >= NEWEST_MINOR ? NEWEST_MINOR : 0;
    }

    /** Asks for the secret, where one is needed, and tells who it is. */
    SignedIn authenticate(Begun begun, Authenticator authenticator, WrongSecrets wrong, Outgoing out)
            throws IOException {
        checkNames(begun);
        String secret = "";
        if (authenticator.asksForSecret()) {
            if (!encrypted && !socket.getInetAddress().isLoopbackAddress()) {
                throw PgFailure.fatal(
                        SqlStates.NOT_ALLOWED,
                        "a secret is asked for, and this connection isn't encrypted",
                        "Maybe connect with sslmode=require.");
            }
            out.authentication(3);
            out.flush();
            Incoming.Message answer =
                    new Incoming(socket.getInputStream(), PgOptions.SECRET_BYTES).next(PgOptions.SECRET_BYTES);
            if (answer == null || answer.type() != 'p') {
                throw PgFailure.protocol("a password message was expected");
            }
            secret = answer.body().text();
        }
        SignedIn guest = authenticator
                .authenticate(begun.user(), secret, socket.getInetAddress())
                .orElse(null);
        if (guest == null) {
            LockSupport.parkNanos(wrong.add(socket.getInetAddress()).toNanos());
            throw PgFailure.fatal(
                    SqlStates.WRONG_SECRET,
                    "password authentication failed for user \"" + begun.user() + "\"",
                    "Maybe give an API key as the password.");
        }
        wrong.clear(socket.getInetAddress());
        if (!guest.who().has(Role.ANALYST)) {
            throw PgFailure.fatal(
                    SqlStates.FORBIDDEN,
                    "asking in SQL needs the role analyst",
                    "Maybe use another key, or ask for the role.");
        }
        return guest;
    }

    private static void checkNames(Begun begun) {
        String database = begun.settings().getOrDefault("database", begun.user());
        if (begun.user().isBlank() || begun.user().length() > PgOptions.NAME_LENGTH) {
            throw PgFailure.fatal(SqlStates.NOT_ALLOWED, "no user is named", "Maybe connect with a user name.");
        }
        if (!database.equals(CatalogDatabase.NAME) && !database.equals(begun.user())) {
            throw PgFailure.fatal(
                    SqlStates.NO_DATABASE,
                    "database \"" + database + "\" does not exist",
                    "Maybe \"" + CatalogDatabase.NAME + "\".");
        }
    }
}
