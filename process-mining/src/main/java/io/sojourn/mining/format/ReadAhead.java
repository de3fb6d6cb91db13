package io.sojourn.mining.format;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** Reads another stream some blocks ahead in a thread of its own, so that unpacking and parsing go on side by side. */
final class ReadAhead extends InputStream {
    private static final int BLOCK = 1 << 18;
    private static final int BLOCKS = 4;

    /** Some bytes; none at the end; or why there are no more. */
    private record Block(byte[] bytes, int length, IOException failure, Throwable refusal) {}

    private final InputStream in;
    private final BlockingQueue<Block> full = new ArrayBlockingQueue<>(BLOCKS);
    private final Thread reader;
    private volatile boolean closed;
    private Block block = new Block(new byte[0], 0, null, null);
    private int at;
    private boolean ended;

    ReadAhead(InputStream in) {
        this.in = in;
        this.reader = new Thread(this::readAll, "read-ahead");
        reader.setDaemon(true);
        reader.start();
    }

    private void readAll() {
        try {
            Block next;
            do {
                next = readBlock();
                full.put(next);
            } while (!closed && next.length > 0);
        } catch (InterruptedException e) {
            // Closed while there was no room.
            Thread.currentThread().interrupt();
        }
    }

    private Block readBlock() {
        try {
            byte[] bytes = new byte[BLOCK];
            return new Block(bytes, Math.max(0, in.readNBytes(bytes, 0, BLOCK)), null, null);
        } catch (IOException e) {
            return new Block(null, 0, e, null);
        } catch (RuntimeException | Error e) {
            return new Block(null, 0, null, e);
        }
    }

    private boolean isThereMore() throws IOException {
        if (at < block.length) {
            return true;
        }
        if (ended) {
            return false;
        }
        try {
            block = full.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        at = 0;
        ended = block.length == 0;
        if (block.failure != null) {
            throw block.failure;
        }
        if (block.refusal instanceof Error error) {
            throw error;
        }
        if (block.refusal instanceof RuntimeException refusal) {
            throw refusal;
        }
        return !ended;
    }

    @Override
    public int read() throws IOException {
        return isThereMore() ? block.bytes[at++] & 0xff : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!isThereMore()) {
            return -1;
        }
        int n = Math.min(length, block.length - at);
        System.arraycopy(block.bytes, at, into, offset, n);
        at += n;
        return n;
    }

    @Override
    public void close() throws IOException {
        closed = true;
        reader.interrupt();
        try {
            reader.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        in.close();
    }
}
