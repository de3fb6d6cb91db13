package io.sojourn.api.live;

import io.javalin.http.sse.SseClient;
import java.util.function.Consumer;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.io.EndPoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One listener: a place for the latest snapshot, and a thread that writes it and may be stuck in that. */
final class LiveClient {
    private static final Logger LOG = LoggerFactory.getLogger(LiveClient.class);
    /** Without a snapshot for so long a comment is sent: a connection that is gone shows itself. */
    private static final long SILENCE_MILLIS = 10_000;
    /** A write that takes longer is a listener that doesn't read. */
    private static final long STUCK_NANOS = 5_000_000_000L;

    private final SseClient connection;
    private final Consumer<LiveClient> whenGone;
    /** Taken at the start: the request forgets it when it ends. */
    private final EndPoint socket;

    private final Object lock = new Object();
    /** Guarded by {@link #lock}. */
    private String waiting;

    private volatile boolean closed;
    private volatile long writingSince;

    LiveClient(SseClient connection, Consumer<LiveClient> whenGone) {
        this.connection = connection;
        this.whenGone = whenGone;
        this.socket = ServletContextRequest.getServletContextRequest(
                        connection.ctx().req())
                .getConnectionMetaData()
                .getConnection()
                .getEndPoint();
    }

    void start() {
        connection.onClose(this::close);
        Thread thread = new Thread(this::run, "live-client");
        thread.setDaemon(true);
        thread.start();
    }

    /** Takes the place of a snapshot that waits; never waits itself. */
    void offer(String snapshot) {
        synchronized (lock) {
            waiting = snapshot;
            lock.notifyAll();
        }
    }

    boolean isStuck() {
        long since = writingSince;
        return since != 0 && System.nanoTime() - since > STUCK_NANOS;
    }

    /** Cuts the connection under a write. */
    void abort() {
        close();
        socket.close();
    }

    private void close() {
        closed = true;
        whenGone.accept(this);
        synchronized (lock) {
            lock.notifyAll();
        }
    }

    private void run() {
        try {
            while (!closed && !connection.terminated()) {
                write(next());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.debug("a live client is gone", e);
        } finally {
            close();
            connection.close();
        }
    }

    /** The latest snapshot, or null after a silence. */
    private String next() throws InterruptedException {
        synchronized (lock) {
            if (waiting == null && !closed) {
                lock.wait(SILENCE_MILLIS);
            }
            String snapshot = waiting;
            waiting = null;
            return snapshot;
        }
    }

    private void write(String snapshot) {
        if (closed) {
            return;
        }
        writingSince = System.nanoTime() | 1;
        if (snapshot == null) {
            connection.sendComment("still here");
        } else {
            connection.sendEvent("snapshot", snapshot);
        }
        writingSince = 0;
    }
}
