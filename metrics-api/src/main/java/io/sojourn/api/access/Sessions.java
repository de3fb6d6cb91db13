package io.sojourn.api.access;

import io.sojourn.event.Limits;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Browsers that are signed in: a random text that the browser keeps, and whose key or token it stands for. Only its hash is
 * kept, in memory: after a restart everybody signs in again.
 */
final class Sessions {
    /** From signing in on. */
    static final Duration LONGEST = Duration.ofHours(12);

    private final InstantSource clock;
    private final Map<String, Session> sessions = new LinkedHashMap<>();

    private record Session(Subject subject, Instant ends) {}

    Sessions(InstantSource clock) {
        this.clock = clock;
    }

    /** Signs in; gives the text that the browser keeps. */
    synchronized String begin(Subject subject) {
        String text = Access.secret();
        sessions.put(KeyText.sha256(text), new Session(subject, clock.instant().plus(LONGEST)));
        if (sessions.size() > Limits.SESSIONS) {
            sessions.remove(sessions.keySet().iterator().next());
        }
        return text;
    }

    /** Whose session it is, or null. */
    synchronized Subject of(String text) {
        String hash = KeyText.sha256(text);
        Session session = sessions.get(hash);
        if (session != null && !clock.instant().isBefore(session.ends())) {
            sessions.remove(hash);
            return null;
        }
        return session == null ? null : session.subject();
    }

    synchronized void end(String text) {
        sessions.remove(KeyText.sha256(text));
    }
}
