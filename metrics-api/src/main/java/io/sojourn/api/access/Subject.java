package io.sojourn.api.access;

import java.time.Instant;

/** Who has shown a key or token. What that lets them do is looked up at each request, so that a withdrawn key ends at once. */
sealed interface Subject {
    /** Bearer of a key. */
    record OfKey(String id, String sha256) implements Subject {}

    /** Bearer of a token; it says itself how long. */
    record OfToken(String rule, String who, String policy, Instant expires) implements Subject {}

    /** A command on this machine that may read the data folder. */
    record OfFolder() implements Subject {}
}
