package io.sojourn.api.pgwire;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;

/**
 * The bytes of a client, waited for in short turns. After each turn without a byte it is asked whether the client may still be here:
 * so that a connection which asks for nothing ends too.
 */
final class PatientStream extends FilterInputStream {
    /** Of one turn: so long a connection lives on that may not. */
    static final Duration TURN = Duration.ofSeconds(2);

    private final long patienceNanos;
    private final Runnable check;

    private PatientStream(InputStream in, long patienceNanos, Runnable check) {
        super(in);
        this.patienceNanos = patienceNanos;
        this.check = check;
    }

    /**
     * @param patience after which a read fails as one over the socket's own time
     * @param check throws when the connection must end
     */
    static PatientStream of(Socket socket, Duration patience, Runnable check) throws IOException {
        socket.setSoTimeout((int) Math.max(1, Math.min(TURN.toMillis(), patience.toMillis())));
        return new PatientStream(socket.getInputStream(), patience.toNanos(), check);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        long begun = System.nanoTime();
        while (true) {
            try {
                return in.read(bytes, from, length);
            } catch (SocketTimeoutException e) {
                check.run();
                if (System.nanoTime() - begun >= patienceNanos) {
                    throw e;
                }
            }
        }
    }
}
