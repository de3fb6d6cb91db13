package io.sojourn.api.pgwire;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A client that writes the protocol's bytes itself, and keeps what it is answered. */
final class RawClient implements AutoCloseable {
    /** An answer: its letter and its bytes. */
    record Answer(char type, byte[] body) {
        /** The texts in it, for errors and notices with the letter of their field. */
        String text() {
            return new String(body, StandardCharsets.UTF_8).replace('\0', '|');
        }
    }

    final Socket socket;
    private final OutputStream out;
    private final DataInputStream in;

    RawClient(int port) throws IOException {
        this(new Socket("127.0.0.1", port));
    }

    RawClient(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(20_000);
        socket.setTcpNoDelay(true);
        out = socket.getOutputStream();
        in = new DataInputStream(socket.getInputStream());
    }

    /** Bytes of a message out of numbers (of four bytes), short numbers, letters, texts and bytes. */
    static byte[] body(Object... parts) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (Object part : parts) {
            if (part instanceof Integer n) {
                body.writeBytes(ByteBuffer.allocate(4).putInt(n).array());
            } else if (part instanceof Short n) {
                body.writeBytes(ByteBuffer.allocate(2).putShort(n).array());
            } else if (part instanceof Character c) {
                body.write(c);
            } else if (part instanceof byte[] bytes) {
                body.writeBytes(bytes);
            } else {
                body.writeBytes(part.toString().getBytes(StandardCharsets.UTF_8));
                body.write(0);
            }
        }
        return body.toByteArray();
    }

    RawClient first(Object... parts) throws IOException {
        byte[] body = body(parts);
        return raw(body(body.length + 4, body));
    }

    RawClient send(char type, Object... parts) throws IOException {
        byte[] body = body(parts);
        return raw(body(type, body.length + 4, body));
    }

    RawClient raw(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
        return this;
    }

    /** One byte, as the answer to a request for encryption. */
    int one() throws IOException {
        return in.read();
    }

    Answer next() throws IOException {
        char type = (char) in.readByte();
        byte[] body = new byte[in.readInt() - 4];
        in.readFully(body);
        return new Answer(type, body);
    }

    /** Answers up to the one of a letter. */
    List<Answer> until(char last) throws IOException {
        List<Answer> answers = new ArrayList<>();
        do {
            answers.add(next());
        } while (answers.get(answers.size() - 1).type != last);
        return answers;
    }

    /** Letters of the answers up to the next that says it is ready. */
    String letters() throws IOException {
        StringBuilder letters = new StringBuilder();
        until('Z').forEach(a -> letters.append(a.type));
        return letters.toString();
    }

    /** Logs in without a secret. */
    RawClient login() throws IOException {
        first(196_608, "user", "ana", "database", "sojourn", "");
        until('Z');
        return this;
    }

    /** True when the server hangs up. */
    boolean isHungUp() {
        try {
            while (in.read() >= 0) {
                // What it says before doesn't matter.
            }
            return true;
        } catch (java.net.SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
