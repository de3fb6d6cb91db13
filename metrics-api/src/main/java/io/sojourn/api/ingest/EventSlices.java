package io.sojourn.api.ingest;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the events of a body: one JSON object, an array, or a line each. Only brackets, commas and quotes are looked at, so
 * that a bad event in an array is rejected alone.
 */
final class EventSlices {
    private final byte[] body;
    private final int limit;
    private final List<Slice> slices = new ArrayList<>();

    /** A part of the body. */
    record Slice(int offset, int length) {}

    private EventSlices(byte[] body, int limit) {
        this.body = body;
        this.limit = limit;
    }

    /** @param limit how many there may be */
    static List<Slice> of(byte[] body, boolean lines, int limit) {
        EventSlices s = new EventSlices(body, limit);
        int first = s.skipBlanks(s.startsWithBom() ? 3 : 0);
        if (first == body.length) {
            throw bad("the body is empty.");
        }
        if (lines) {
            s.lines(first);
        } else if (body[first] == '[') {
            s.array(first);
        } else if (body[first] == '{') {
            s.add(first, body.length);
        } else {
            throw bad("the body is neither a JSON object nor an array.");
        }
        return s.slices;
    }

    private static SojournException bad(String message) {
        return new SojournException(
                ErrorCode.BAD_REQUEST,
                message,
                "Maybe send one event, an array of events, or a line each as application/x-ndjson.");
    }

    private boolean startsWithBom() {
        return body.length >= 3 && body[0] == (byte) 0xef && body[1] == (byte) 0xbb && body[2] == (byte) 0xbf;
    }

    private int skipBlanks(int from) {
        int at = from;
        while (at < body.length && isBlank(body[at])) {
            at++;
        }
        return at;
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }

    /** Adds what is between, without blanks around it. */
    private void add(int from, int to) {
        int end = to;
        while (end > from && isBlank(body[end - 1])) {
            end--;
        }
        if (slices.size() >= limit) {
            throw new SojournException(
                    ErrorCode.OVER_LIMIT,
                    "the body has more than " + limit + " events.",
                    "Maybe send them in several requests.");
        }
        slices.add(new Slice(from, end - from));
    }

    private void lines(int first) {
        for (int at = first; at < body.length; at = skipBlanks(at)) {
            int end = at;
            while (end < body.length && body[end] != '\n') {
                end++;
            }
            add(at, end);
            at = end;
        }
    }

    private void array(int open) {
        int depth = 0;
        int from = skipBlanks(open + 1);
        boolean quoted = false;
        for (int at = open; at < body.length; at++) {
            byte b = body[at];
            if (quoted) {
                at += b == '\\' ? 1 : 0;
                quoted = b != '"';
            } else if (b == '"') {
                quoted = true;
            } else if (b == '[' || b == '{') {
                depth++;
            } else if (b == ',' && depth == 1) {
                add(from, at);
                from = skipBlanks(at + 1);
            } else if ((b == ']' || b == '}') && --depth == 0) {
                close(from, at);
                return;
            }
        }
        throw bad("the array has no end.");
    }

    private void close(int from, int at) {
        if (from < at || !slices.isEmpty()) {
            add(from, at);
        }
        if (skipBlanks(at + 1) != body.length) {
            throw bad("something follows behind the array.");
        }
    }
}
