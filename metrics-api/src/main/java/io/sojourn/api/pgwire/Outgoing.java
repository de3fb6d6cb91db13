package io.sojourn.api.pgwire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** Messages to a client, collected and sent in pieces. A client that doesn't take a piece in time loses its connection. */
final class Outgoing {
    private static final int PIECE = 64 << 10;

    private final OutputStream out;
    private final Watchdog watchdog;
    private final Duration longest;
    private final AutoCloseable connection;
    private final ByteArrayOutputStream waiting = new ByteArrayOutputStream();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    /** @param connection is closed when a piece isn't taken in time */
    Outgoing(OutputStream out, AutoCloseable connection, Watchdog watchdog, Duration longest) {
        this.out = out;
        this.connection = connection;
        this.watchdog = watchdog;
        this.longest = longest;
    }

    void authentication(int kind) throws IOException {
        int32(kind);
        send('R');
    }

    void parameterStatus(String name, String value) throws IOException {
        text(name);
        text(value);
        send('S');
    }

    void backendKey(int process, byte[] secret) throws IOException {
        int32(process);
        body.writeBytes(secret);
        send('K');
    }

    /** The newest minor version that there is here, and options that aren't known. */
    void negotiate(int minor, List<String> unknown) throws IOException {
        int32(minor);
        int32(unknown.size());
        unknown.forEach(this::text);
        send('v');
    }

    void ready(char state) throws IOException {
        body.write(state);
        send('Z');
        flush();
    }

    /** {@code 1} parsed, {@code 2} bound, {@code 3} closed, {@code n} no data, {@code s} suspended, {@code I} empty query. */
    void plain(char type) throws IOException {
        send(type);
    }

    void complete(String tag) throws IOException {
        text(tag);
        send('C');
    }

    void parameters(int[] oids) throws IOException {
        int16(oids.length);
        for (int oid : oids) {
            int32(oid);
        }
        send('t');
    }

    void rowDescription(List<PgColumn> columns, boolean[] binary) throws IOException {
        int16(columns.size());
        for (int i = 0; i < columns.size(); i++) {
            PgColumn column = columns.get(i);
            text(column.name());
            int32(0);
            int16(0);
            int32(column.type().oid());
            int16(column.type().bytes());
            int32(column.modifier());
            int16(binary[i] ? 1 : 0);
        }
        send('T');
    }

    /** @param row made by {@link Rows} */
    void row(byte[] row) throws IOException {
        body.writeBytes(row);
        send('D');
    }

    void failure(PgFailure e) throws IOException {
        report('E', e.isFatal() ? "FATAL" : "ERROR", e.state(), e.getMessage(), e.hint(), e.position());
    }

    void notice(String state, String message, String hint) throws IOException {
        report('N', "NOTICE", state, message, hint, 0);
    }

    private void report(char type, String severity, String state, String message, String hint, int position)
            throws IOException {
        field('S', severity);
        field('V', severity);
        field('C', state);
        field('M', message);
        if (hint != null) {
            field('H', hint);
        }
        if (position > 0) {
            field('P', Integer.toString(position));
        }
        body.write(0);
        send(type);
    }

    private void field(char name, String value) {
        body.write(name);
        text(value);
    }

    private void text(String value) {
        body.writeBytes(value.replace("\0", "").getBytes(StandardCharsets.UTF_8));
        body.write(0);
    }

    private void int16(int value) {
        body.write(value >> 8);
        body.write(value);
    }

    private void int32(int value) {
        int16(value >> 16);
        int16(value);
    }

    private void send(char type) throws IOException {
        int length = body.size() + 4;
        waiting.write(type);
        waiting.write(length >> 24);
        waiting.write(length >> 16);
        waiting.write(length >> 8);
        waiting.write(length);
        body.writeTo(waiting);
        body.reset();
        if (waiting.size() >= PIECE) {
            flush();
        }
    }

    void flush() throws IOException {
        if (waiting.size() == 0) {
            return;
        }
        try (Watchdog.Watch watch = watchdog.within(longest, connection)) {
            waiting.writeTo(out);
            out.flush();
        } finally {
            waiting.reset();
        }
    }
}
