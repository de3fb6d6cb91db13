package io.sojourn.api.ingest;

/**
 * Limits of what is posted.
 *
 * @param bodyBytes bytes of a request's body, unpacked
 * @param events events in a request
 * @param backlogBytes unread bytes of the log from which on requests are put off
 * @param requests requests that are worked on at a time; others wait for a moment, then are put off
 */
public record IngestOptions(int bodyBytes, int events, long backlogBytes, int requests) {
    public IngestOptions {
        if (bodyBytes < 1 || events < 1 || backlogBytes < 1 || requests < 1) {
            throw new IllegalArgumentException("limits of what is posted must be positive: " + bodyBytes + ", " + events
                    + ", " + backlogBytes + ", " + requests);
        }
    }

    /** 8 MiB, 10,000 events, 64 MiB of backlog, 32 requests. */
    public static IngestOptions defaults() {
        return new IngestOptions(8 << 20, 10_000, 64L << 20, 32);
    }

    public IngestOptions withBacklogBytes(long other) {
        return new IngestOptions(bodyBytes, events, other, requests);
    }
}
