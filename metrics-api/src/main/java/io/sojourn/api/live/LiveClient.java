package io.sojourn.api.live;

import io.javalin.http.Context;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.eclipse.jetty.ee10.servlet.HttpOutput;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.io.EndPoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One listener: a bounded queue, and a connection that is written to without waiting. It has no thread: who offers something writes as
 * much as the connection takes, and the server goes on when it takes more.
 */
final class LiveClient implements WriteListener {
    private static final Logger LOG = LoggerFactory.getLogger(LiveClient.class);
    /** Of the connection's own buffer: snapshots are longer and go past it. */
    private static final int BUFFER_BYTES = 512;

    private final HttpOutput out;
    private final Consumer<LiveClient> whenGone;
    /** Taken at the start: the request forgets it when it ends. */
    private final EndPoint socket;

    private final CompletableFuture<Void> gone = new CompletableFuture<>();

    /** The rest is guarded by this object. */
    private final LiveQueue queue = new LiveQueue();

    private boolean open;
    private boolean closed;
    /** The first flush sends the headers. */
    private boolean unflushed = true;

    private long writtenAt = System.nanoTime();
    private boolean blocked;
    private long blockedSince;

    private LiveClient(HttpOutput out, EndPoint socket, Consumer<LiveClient> whenGone) {
        this.out = out;
        this.socket = socket;
        this.whenGone = whenGone;
    }

    /** Begins the answer; nothing is written before the request's handler has returned. */
    static LiveClient start(Context ctx, Consumer<LiveClient> whenGone) throws IOException {
        EndPoint socket = ServletContextRequest.getServletContextRequest(ctx.req())
                .getConnectionMetaData()
                .getConnection()
                .getEndPoint();
        ctx.res().setBufferSize(BUFFER_BYTES);
        ctx.res().setContentType("text/event-stream");
        ctx.res().setCharacterEncoding("UTF-8");
        // A proxy that collects what it passes on would hold events back.
        ctx.res().setHeader("X-Accel-Buffering", "no");
        ctx.req().startAsync().setTimeout(0);
        LiveClient client = new LiveClient((HttpOutput) ctx.res().getOutputStream(), socket, whenGone);
        ctx.future(() -> client.gone);
        return client;
    }

    /** From now on it may be written to. */
    void listen() {
        out.setWriteListener(this);
    }

    /** Never waits for the listener. */
    void offer(LiveEvent event) {
        synchronized (this) {
            queue.add(event);
        }
        write();
    }

    /** Something without a number, before all that waits. */
    void offerAside(ByteBuffer text) {
        synchronized (this) {
            queue.addAside(text);
        }
        write();
    }

    /** Sends a comment where nothing was sent for so long. */
    void breakSilence(long nanos) {
        boolean silent;
        synchronized (this) {
            silent = open && !blocked && queue.isEmpty() && System.nanoTime() - writtenAt > nanos;
        }
        if (silent) {
            offerAside(EventText.STILL_HERE);
        }
    }

    /** True where what is being written was not taken for so long. */
    synchronized boolean isStuck(long nanos) {
        return blocked && System.nanoTime() - blockedSince > nanos;
    }

    @Override
    public void onWritePossible() {
        synchronized (this) {
            open = true;
        }
        write();
    }

    @Override
    public void onError(Throwable e) {
        LOG.debug("a live client is gone", e);
        close();
    }

    private void write() {
        try {
            writeWhatWaits();
        } catch (IOException | RuntimeException e) {
            onError(e);
        }
    }

    private synchronized void writeWhatWaits() throws IOException {
        while (open && !closed) {
            if (!out.isReady()) {
                blockedSince = blocked ? blockedSince : System.nanoTime();
                blocked = true;
                return;
            }
            blocked = false;
            ByteBuffer next = queue.poll();
            if (next != null) {
                out.write(next);
                unflushed = true;
                writtenAt = System.nanoTime();
            } else if (unflushed) {
                unflushed = false;
                out.flush();
            } else {
                return;
            }
        }
    }

    /** Cuts the connection under a write. */
    void abort() {
        socket.close();
        close();
    }

    private void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        whenGone.accept(this);
        gone.complete(null);
    }
}
