package io.sojourn.api.pgwire;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** The bytes of one message of a client, read from front to back. Whatever they are, reading ends in a value or a failure. */
final class Body {
    private final ByteBuffer bytes;

    Body(byte[] bytes) {
        this.bytes = ByteBuffer.wrap(bytes);
    }

    int int32() {
        need(4);
        return bytes.getInt();
    }

    int int16() {
        need(2);
        return bytes.getShort();
    }

    /** A number of things, each of which takes at least so many bytes. */
    int count(int bytesEach, int most) {
        int count = int16() & 0xFFFF;
        if (count > most) {
            throw PgFailure.of(SqlStates.LIMIT, count + " parameters, the limit is " + most, null);
        }
        need(count * bytesEach);
        return count;
    }

    char int8() {
        need(1);
        return (char) (bytes.get() & 0xFF);
    }

    /** Bytes to their end. */
    byte[] rest() {
        return take(bytes.remaining());
    }

    byte[] take(int length) {
        if (length < 0) {
            throw PgFailure.protocol("a length is " + length);
        }
        need(length);
        byte[] part = new byte[length];
        bytes.get(part);
        return part;
    }

    /** A text that ends in a zero. */
    String text() {
        int end = bytes.position();
        while (end < bytes.limit() && bytes.get(end) != 0) {
            end++;
        }
        if (end == bytes.limit()) {
            throw PgFailure.protocol("a text doesn't end");
        }
        String text = decode(take(end - bytes.position()));
        bytes.get();
        return text;
    }

    private static String decode(byte[] part) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(part))
                    .toString();
        } catch (CharacterCodingException e) {
            throw PgFailure.of(SqlStates.BAD_CHARACTER, "a text is not UTF-8", "Maybe set client_encoding to UTF8.");
        }
    }

    boolean isAtEnd() {
        return !bytes.hasRemaining();
    }

    /** Refuses what stands behind the last value. */
    void end() {
        if (!isAtEnd()) {
            throw PgFailure.protocol(bytes.remaining() + " bytes too many in a message");
        }
    }

    private void need(int length) {
        if (bytes.remaining() < length) {
            throw PgFailure.protocol("a message is too short");
        }
    }
}
