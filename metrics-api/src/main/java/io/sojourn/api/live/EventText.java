package io.sojourn.api.live;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Server-sent events as they are written. A text can't leave its field: each line of the data gets a {@code data:} of its own,
 * whatever it is ended by, and a name or an id with a line break is refused.
 */
final class EventText {
    /** A comment: shows who is gone. */
    static final ByteBuffer STILL_HERE = bytes(": still here\n\n");

    /** Longer ones are kept where the network reads them: the server sends those whole and uncopied, others in small pieces. */
    private static final int LONG = 512;

    private EventText() {}

    /** @param id null: the event has none, and the client's last one stays */
    static ByteBuffer of(String id, String type, String data) {
        StringBuilder text = new StringBuilder(data.length() + 64);
        if (id != null) {
            text.append("id: ").append(oneLine(id)).append('\n');
        }
        text.append("event: ").append(oneLine(type)).append('\n');
        for (String line : hasBreak(data) ? data.split("\r\n|\r|\n", -1) : new String[] {data}) {
            text.append("data: ").append(line).append('\n');
        }
        return bytes(text.append('\n').toString());
    }

    private static String oneLine(String word) {
        if (hasBreak(word) || word.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("a name or an id of an event has more than one line");
        }
        return word;
    }

    private static boolean hasBreak(String text) {
        return text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0;
    }

    private static ByteBuffer bytes(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length < LONG) {
            return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
        }
        return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip().asReadOnlyBuffer();
    }
}
