package io.sojourn.benchmark.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;

/**
 * Asks for one path on some connections that stay open, one request at a time on each, at a steady rate or as fast as it is answered.
 * A time runs from when the request was due, so that waiting for a free connection counts.
 */
final class ReadLoad implements Callable<ReadLoad.Outcome> {
    private static final int BUFFER = 1 << 16;
    private static final int OK = 200;

    private final int port;
    private final String path;
    private final int connections;
    private final int rate;
    private final long nanos;
    private final Times times = new Times();
    private final Deque<Asker> idle = new ArrayDeque<>();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
    private long others;
    private long bytes;

    /** @param rate requests a second; 0: as fast as they are answered */
    ReadLoad(int port, String path, int connections, int rate, int seconds) {
        this.port = port;
        this.path = path;
        this.connections = connections;
        this.rate = rate;
        this.nanos = seconds * 1_000_000_000L;
    }

    /** @param others answers that are not 200 */
    record Outcome(double perSecond, double p50, double p99, double max, long others, double megabytes) {}

    private final class Asker {
        private final SocketChannel channel;
        private final HttpBytes answers = new HttpBytes(part -> bytes += part.remaining());
        private long due;

        Asker(Selector selector) throws IOException {
            channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ, this);
        }

        void ask(long dueAt) throws IOException {
            due = dueAt;
            ByteBuffer request = HttpBytes.request(path);
            while (request.hasRemaining()) {
                channel.write(request);
            }
        }

        void read() throws IOException {
            buffer.clear();
            if (channel.read(buffer) < 0) {
                throw new IOException("the server closed a connection");
            }
            buffer.flip();
            if (answers.take(buffer)) {
                times.add(System.nanoTime() - due);
                others += answers.status() == OK ? 0 : 1;
                idle.add(this);
            }
        }
    }

    @Override
    public Outcome call() throws IOException {
        try (Selector selector = Selector.open()) {
            for (int i = 0; i < connections; i++) {
                idle.add(new Asker(selector));
            }
            long begin = System.nanoTime();
            long asked = 0;
            for (long now = begin; now - begin < nanos; now = System.nanoTime()) {
                for (; !idle.isEmpty() && due(begin, asked, now) <= now; asked++) {
                    idle.remove().ask(due(begin, asked, now));
                }
                selector.select(key -> read(key), 1);
            }
            double seconds = (System.nanoTime() - begin) / 1e9;
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
            return new Outcome(
                    times.count() / seconds,
                    times.millis(0.5),
                    times.millis(0.99),
                    times.millis(1),
                    others,
                    bytes / 1e6);
        }
    }

    private long due(long begin, long n, long now) {
        return rate == 0 ? now : begin + n * 1_000_000_000L / rate;
    }

    private static void read(SelectionKey key) {
        try {
            ((Asker) key.attachment()).read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
