package io.sojourn.benchmark.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Listeners to the live stream, on one thread; some of them never read. */
final class ListenLoad implements AutoCloseable, Runnable {
    private static final int BUFFER = 1 << 18;
    /** As_of and id are among the first bytes of a snapshot. */
    private static final int HEAD = 600;
    /** What a listener that never reads has room for. */
    private static final int SMALL_BUFFER = 4_096;

    private final Selector selector = Selector.open();
    private final List<SocketChannel> silent = new ArrayList<>();
    private final List<SocketChannel> reading = new ArrayList<>();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
    private final Times sinceAsOf = new Times();
    private final Times sinceFirst = new Times();
    private final Map<String, Long> firstSeen = new HashMap<>();
    private final Thread thread = new Thread(this, "listeners");
    private long bytes;
    private long lost;
    private volatile boolean closing;
    private volatile long events;

    ListenLoad(int port, int listeners, int silentOnes) throws IOException {
        for (int i = 0; i < silentOnes; i++) {
            silent.add(open(port, SMALL_BUFFER));
        }
        for (int i = 0; i < listeners; i++) {
            SocketChannel channel = open(port, BUFFER);
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ, new Ear(channel));
            reading.add(channel);
        }
        thread.start();
    }

    private static SocketChannel open(int port, int buffer) throws IOException {
        SocketChannel channel = SocketChannel.open();
        channel.setOption(StandardSocketOptions.SO_RCVBUF, buffer);
        channel.connect(new InetSocketAddress("127.0.0.1", port));
        channel.write(HttpBytes.request("/api/v1/live"));
        return channel;
    }

    /**
     * @param sinceAsOf from the instant that a snapshot is of to its last byte, in milliseconds
     * @param sinceFirst from the first listener's last byte of it to each listener's
     * @param lost connections that the server ended
     */
    record Outcome(
            long events,
            double p50,
            double p99,
            double max,
            double firstP50,
            double firstP99,
            long lost,
            double megabytes) {}

    /** One listener's place in its stream. */
    private final class Ear {
        private final SocketChannel channel;
        private final HttpBytes answer = new HttpBytes(this::hear);
        private final byte[] head = new byte[HEAD];
        private int length;
        private byte last;

        Ear(SocketChannel channel) {
            this.channel = channel;
        }

        void read(SelectionKey key) throws IOException {
            buffer.clear();
            if (channel.read(buffer) < 0) {
                lost++;
                key.cancel();
                return;
            }
            buffer.flip();
            answer.take(buffer);
        }

        private void hear(ByteBuffer part) {
            bytes += part.remaining();
            while (part.hasRemaining()) {
                byte b = part.get();
                if (length < HEAD) {
                    head[length] = b;
                    length++;
                }
                if (b == '\n' && last == '\n') {
                    ended();
                    length = 0;
                }
                last = b;
            }
        }

        private void ended() {
            String text = new String(head, 0, length, StandardCharsets.UTF_8);
            int asOf = text.indexOf("\"as_of\":\"");
            if (text.startsWith("id: ") && text.contains("event: snapshot\n") && asOf > 0) {
                heard(text.substring(4, text.indexOf('\n')), text.substring(asOf + 9, text.indexOf('"', asOf + 9)));
            }
        }
    }

    private synchronized void heard(String id, String asOf) {
        long now = System.nanoTime();
        sinceFirst.add(now - firstSeen.computeIfAbsent(id, i -> now));
        sinceAsOf.add(TimeUnit.MILLISECONDS.toNanos(
                System.currentTimeMillis() - Instant.parse(asOf).toEpochMilli()));
        events++;
    }

    /** Waits until each has heard something. */
    void awaitFirst() throws InterruptedException {
        for (int i = 0; events < reading.size() && i < 600; i++) {
            Thread.sleep(100);
        }
    }

    /** What comes from now on counts. */
    synchronized void begin() {
        sinceAsOf.clear();
        sinceFirst.clear();
        bytes = 0;
    }

    synchronized Outcome outcome() {
        return new Outcome(
                sinceAsOf.count(),
                sinceAsOf.millis(0.5),
                sinceAsOf.millis(0.99),
                sinceAsOf.millis(1),
                sinceFirst.millis(0.5),
                sinceFirst.millis(0.99),
                lost,
                bytes / 1e6);
    }

    @Override
    public void run() {
        try {
            while (!closing) {
                selector.select(
                        key -> {
                            try {
                                ((Ear) key.attachment()).read(key);
                            } catch (IOException e) {
                                lost++;
                                key.cancel();
                            }
                        },
                        100);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        closing = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (SocketChannel channel : reading) {
            channel.close();
        }
        for (SocketChannel channel : silent) {
            channel.close();
        }
        selector.close();
    }
}
