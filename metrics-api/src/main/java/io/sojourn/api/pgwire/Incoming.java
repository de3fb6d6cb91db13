package io.sojourn.api.pgwire;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** Messages of a client. No length is believed beyond its limit. */
final class Incoming {
    /** A message: its letter and its bytes. */
    record Message(char type, Body body) {}

    private final DataInputStream in;
    private final int longest;

    Incoming(InputStream in, int longest) {
        this.in = new DataInputStream(in);
        this.longest = longest;
    }

    /** The first message, which has no letter. */
    Body startup() throws IOException {
        return body(PgOptions.STARTUP_BYTES);
    }

    /** The next message; null where the client has hung up between two. */
    Message next() throws IOException {
        return next(longest);
    }

    Message next(int limit) throws IOException {
        int type = in.read();
        if (type < 0) {
            return null;
        }
        if ("BCDEFHPQSXcdfp".indexOf(type) < 0) {
            throw PgFailure.protocol("no message begins with byte " + type);
        }
        return new Message((char) type, body(limit));
    }

    private Body body(int limit) throws IOException {
        int length = in.readInt();
        if (length < 4 || length - 4 > limit) {
            throw PgFailure.protocol("a message says it has " + length + " bytes, the limit is " + limit);
        }
        byte[] bytes = in.readNBytes(length - 4);
        if (bytes.length < length - 4) {
            throw new EOFException("in a message");
        }
        return new Body(bytes);
    }
}
