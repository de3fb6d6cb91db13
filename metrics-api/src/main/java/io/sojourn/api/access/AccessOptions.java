package io.sojourn.api.access;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;

/**
 * How requests are let in.
 *
 * @param file of access rules; null: none, and who reaches the server may do everything
 * @param awaited true where the file may come later: until then nobody but the folder's own key is let in
 * @param auditFile where requests are recorded; null: nowhere
 * @param behindProxy true where a proxy ends TLS and names the caller's address in {@code X-Forwarded-For}
 * @param clock for ends of keys and tokens
 * @param refresh time between two askings of an issuer for its keys
 */
public record AccessOptions(
        Path file, boolean awaited, Path auditFile, boolean behindProxy, InstantSource clock, Duration refresh) {
    /** No rules: everybody who reaches the server may do everything. */
    public static AccessOptions open(InstantSource clock) {
        return of(null, clock);
    }

    /** Rules of a file, no audit log, no proxy. */
    public static AccessOptions of(Path file, InstantSource clock) {
        return new AccessOptions(file, false, null, false, clock, TokenChecker.REFRESH);
    }

    /** Rules of a file that is not there yet: its first version holds from the moment on at which it comes. */
    public AccessOptions whenItComes() {
        return new AccessOptions(file, true, auditFile, behindProxy, clock, refresh);
    }

    public AccessOptions withAudit(Path other) {
        return new AccessOptions(file, awaited, other, behindProxy, clock, refresh);
    }

    public AccessOptions withProxy(boolean other) {
        return new AccessOptions(file, awaited, auditFile, other, clock, refresh);
    }

    public AccessOptions withRefresh(Duration other) {
        return new AccessOptions(file, awaited, auditFile, behindProxy, clock, other);
    }
}
