package io.sojourn.api.access;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;

/**
 * How requests are let in.
 *
 * @param file of access rules; null: none, and who reaches the server may do everything
 * @param auditFile where requests are recorded; null: nowhere
 * @param behindProxy true where a proxy ends TLS and names the caller's address in {@code X-Forwarded-For}
 * @param clock for ends of keys and tokens
 * @param refresh time between two askings of an issuer for its keys
 */
public record AccessOptions(Path file, Path auditFile, boolean behindProxy, InstantSource clock, Duration refresh) {
    /** Rules of a file, no audit log, no proxy. */
    public static AccessOptions of(Path file, InstantSource clock) {
        return new AccessOptions(file, null, false, clock, TokenChecker.REFRESH);
    }

    public AccessOptions withAudit(Path other) {
        return new AccessOptions(file, other, behindProxy, clock, refresh);
    }

    public AccessOptions withProxy(boolean other) {
        return new AccessOptions(file, auditFile, other, clock, refresh);
    }

    public AccessOptions withRefresh(Duration other) {
        return new AccessOptions(file, auditFile, behindProxy, clock, other);
    }
}
