package io.sojourn.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.Context;
import io.sojourn.api.resources.EntityTags;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/**
 * Answers with documents as JSON: the bytes, their gzip and their ETag are made once for each document and then shared. A document is
 * known by being the same object, which is never changed, not by its address: so what is kept can't be stale, and nobody gets what was
 * made for another's scope. Price: {@link #MOST_BYTES} at most, the longest unasked go first. Safe for many threads.
 */
final class CachedAnswers {
    private static final long MOST_BYTES = 32L << 20;
    /** What is shorter is sent as it is. */
    private static final int WORTH_GZIP = 1_400;

    private static final int NOT_MODIFIED = 304;

    private final ObjectMapper mapper;
    private final Map<Same, Answer> kept = new LinkedHashMap<>(16, 0.75f, true);
    /** Of all that is kept. Guarded by {@link #kept}. */
    private long bytes;

    CachedAnswers(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    /** A document as a key: equal to itself alone. */
    private record Same(Object document) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Same same && same.document == document;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(document);
        }
    }

    /** @param gzip null where that isn't worth it */
    private record Answer(byte[] json, byte[] gzip, String hash) {
        long bytes() {
            return json.length + (gzip == null ? 0 : gzip.length);
        }

        /** Strong: equal for equal bytes, another one for the compressed ones. */
        String tag(boolean compressed) {
            return '"' + hash + (compressed ? "-gzip" : "") + '"';
        }
    }

    /** Answers with the document, or that it is what the client has. */
    void answer(Context ctx, Map<String, Object> document) throws IOException {
        Answer answer = of(document);
        boolean compressed = answer.gzip() != null && AcceptedCodings.hasGzip(ctx.header("Accept-Encoding"));
        String tag = answer.tag(compressed);
        ctx.header("ETag", tag).header("Vary", "Accept-Encoding");
        if (EntityTags.hold(ctx.header("If-None-Match"), tag)) {
            ctx.status(NOT_MODIFIED);
            return;
        }
        if (compressed) {
            ctx.header("Content-Encoding", "gzip");
        }
        ctx.contentType("application/json").result(compressed ? answer.gzip() : answer.json());
    }

    private Answer of(Map<String, Object> document) throws IOException {
        Same key = new Same(document);
        synchronized (kept) {
            Answer known = kept.get(key);
            if (known != null) {
                return known;
            }
        }
        Answer made = make(document);
        synchronized (kept) {
            Answer other = kept.put(key, made);
            bytes += made.bytes() - (other == null ? 0 : other.bytes());
            forgetTheLongestUnasked();
        }
        return made;
    }

    private void forgetTheLongestUnasked() {
        Iterator<Answer> eldest = kept.values().iterator();
        while (bytes > MOST_BYTES) {
            bytes -= eldest.next().bytes();
            eldest.remove();
        }
    }

    private Answer make(Map<String, Object> document) throws IOException {
        byte[] json = json(document);
        return new Answer(json, json.length < WORTH_GZIP ? null : gzip(json), EntityTags.hash(json));
    }

    private byte[] json(Map<String, Object> document) throws JsonProcessingException {
        return mapper.writeValueAsBytes(document);
    }

    private static byte[] gzip(byte[] json) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(json.length / 4);
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(json);
        }
        return out.toByteArray();
    }
}
