package io.sojourn.api.ingest;

import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.sojourn.event.Limits;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Reads a request's body within its limits, unpacked where it is gzipped. */
public final class EventBody {
    /** Name of the detail that says what to try. */
    public static final String HINT = "hint";

    private static final int CHUNK = 1 << 16;
    /** Unpacked bytes that are never held against the packed ones. */
    private static final int FREE_BYTES = 1 << 20;

    private EventBody() {}

    /** True when the body has an event on each line. */
    static boolean isLines(Context ctx) {
        String type = ctx.contentType() == null ? "" : ctx.contentType();
        String plain = type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return switch (plain) {
            case "application/json" -> false;
            case "application/x-ndjson", "application/ndjson", "application/jsonl" -> true;
            default ->
                throw problem(415, "content type \"" + plain + "\" is not application/json or application/x-ndjson.");
        };
    }

    public static byte[] read(Context ctx, int limit) throws IOException {
        InputStream body = ctx.bodyInputStream();
        if (ctx.req().getContentLengthLong() > limit) {
            drain(body, limit);
            throw tooLarge(limit);
        }
        String encoding = ctx.header("Content-Encoding");
        if (encoding == null || encoding.equalsIgnoreCase("identity")) {
            return whole(body, limit);
        }
        if (!encoding.equalsIgnoreCase("gzip")) {
            throw problem(415, "content encoding \"" + encoding + "\" is not gzip.");
        }
        return unpack(whole(body, limit), limit);
    }

    private static byte[] whole(InputStream body, int limit) throws IOException {
        try {
            return read(body, limit);
        } catch (HttpResponseException e) {
            drain(body, limit);
            throw e;
        }
    }

    /** Takes what a sender of not much too much still sends: else the connection ends under it, and it never reads why. */
    private static void drain(InputStream body, int most) throws IOException {
        byte[] chunk = new byte[CHUNK];
        int drained = 0;
        for (int n = 0; n >= 0 && drained <= most; n = body.read(chunk)) {
            drained += n;
        }
    }

    private static byte[] unpack(byte[] packed, int limit) throws IOException {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            long most = Math.max(FREE_BYTES, (long) packed.length * Limits.GZIP_RATIO);
            return read(in, (int) Math.min(limit, most));
        } catch (EOFException | ZipException e) {
            throw problem(400, "the body is no whole gzip data: " + e.getMessage() + ".");
        }
    }

    private static byte[] read(InputStream in, int limit) throws IOException {
        byte[] bytes = new byte[CHUNK];
        int length = 0;
        for (int n = in.read(bytes, 0, bytes.length); n >= 0; n = in.read(bytes, length, bytes.length - length)) {
            length += n;
            if (length > limit) {
                throw tooLarge(limit);
            }
            if (length == bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.min(length * 2, limit + 1));
            }
        }
        return Arrays.copyOf(bytes, length);
    }

    private static HttpResponseException tooLarge(int limit) {
        return new HttpResponseException(
                413,
                "the body has more than " + limit + " bytes, unpacked; nothing of it was taken.",
                Map.of(HINT, "Maybe split it: send fewer events in a request."));
    }

    static HttpResponseException problem(int status, String message) {
        return new HttpResponseException(status, message, Map.of());
    }
}
