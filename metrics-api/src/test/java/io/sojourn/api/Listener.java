package io.sojourn.api;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A listener to the live stream that reads only when it is asked to. */
final class Listener implements AutoCloseable {
    private final Socket socket = new Socket();
    private final BufferedReader head;
    private BufferedReader body;

    Listener(int port) throws IOException {
        this(port, 1 << 20, null);
    }

    /** @param lastId what it had got before, or null */
    Listener(int port, int buffer, String lastId) throws IOException {
        socket.setReceiveBufferSize(buffer);
        socket.setSoTimeout(20_000);
        socket.connect(new InetSocketAddress("127.0.0.1", port));
        String last = lastId == null ? "" : "Last-Event-ID: " + lastId + "\r\n";
        socket.getOutputStream()
                .write(("GET /api/v1/live HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n" + last + "\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        head = new BufferedReader(new InputStreamReader(bytes(socket.getInputStream()), StandardCharsets.US_ASCII));
    }

    /** One byte at a time, so that nothing of the body is read with the head. */
    private static InputStream bytes(InputStream in) {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                return in.read();
            }

            @Override
            public int read(byte[] to, int from, int length) throws IOException {
                int b = in.read();
                if (b >= 0) {
                    to[from] = (byte) b;
                }
                return b < 0 ? -1 : 1;
            }
        };
    }

    /** What is in the chunks of the answer. */
    private BufferedReader body() throws IOException {
        if (body == null) {
            head("");
            InputStream in = socket.getInputStream();
            body = new BufferedReader(new InputStreamReader(new Chunks(in), StandardCharsets.UTF_8));
        }
        return body;
    }

    private static final class Chunks extends InputStream {
        private final InputStream in;
        private int left;

        Chunks(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] to, int from, int length) throws IOException {
            if (left == 0) {
                String size = line();
                left = Integer.parseInt(size.isEmpty() ? line() : size, 16);
            }
            int n = left == 0 ? -1 : in.read(to, from, Math.min(length, left));
            left -= Math.max(0, n);
            return n;
        }

        private String line() throws IOException {
            StringBuilder line = new StringBuilder();
            for (int b = in.read(); b != '\n'; b = in.read()) {
                if (b < 0) {
                    return "0";
                }
                line.append((char) b);
            }
            return line.toString().strip();
        }
    }

    /** @param id null: it has none */
    record Received(String id, String type, String data) {}

    /** The next event; comments are passed over. */
    Received next() throws IOException {
        String id = null;
        String type = null;
        StringBuilder data = new StringBuilder();
        for (String line = body().readLine(); line != null; line = body().readLine()) {
            if (line.startsWith("id: ")) {
                id = line.substring(4);
            } else if (line.startsWith("event: ")) {
                type = line.substring(7);
            } else if (line.startsWith("data: ")) {
                data.append(data.length() == 0 ? "" : "\n").append(line.substring(6));
            } else if (line.isEmpty() && type != null) {
                return new Received(id, type, data.toString());
            }
        }
        return null;
    }

    /** The next event of a type; others are passed over. */
    Received next(String type) throws IOException {
        Received event = next();
        while (event != null && !event.type().equals(type)) {
            event = next();
        }
        return event;
    }

    /** Reads on to the line of the answer's head that begins so, and gives the rest of it. */
    String head(String begin) throws IOException {
        for (String line = head.readLine(); line != null; line = head.readLine()) {
            if (begin.isEmpty() ? line.isEmpty() : line.startsWith(begin)) {
                return line.substring(begin.length());
            }
        }
        return null;
    }

    boolean isOpen() {
        return !socket.isClosed();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
