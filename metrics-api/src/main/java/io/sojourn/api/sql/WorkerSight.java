package io.sojourn.api.sql;

import io.sojourn.api.access.MaskKey;
import io.sojourn.api.access.Scope;
import io.sojourn.api.access.Sight;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;

/**
 * A {@link Sight} as a worker is told it, with the secret behind its tokens.
 *
 * @param secret see {@link MaskKey#secret}
 */
record WorkerSight(
        Set<String> processes,
        Map<String, Set<String>> rows,
        Set<String> masked,
        Set<String> teamHandoffs,
        Set<String> hiddenColumns,
        String secret) {
    private static final int DIGITS = 16;

    /** Null where nothing is hidden. */
    static WorkerSight of(Sight sight, MaskKey key) {
        Scope scope = sight.scope();
        return scope.isAll()
                ? null
                : new WorkerSight(
                        scope.processes(),
                        scope.rows(),
                        scope.masked(),
                        sight.teamHandoffs(),
                        sight.hiddenColumns(),
                        key.secret());
    }

    Sight sight() {
        return new Sight(new Scope(processes, rows, masked, 0), teamHandoffs, hiddenColumns);
    }

    /** A part of a name that is equal for equal ones. */
    String name() {
        Sight sight = sight();
        String key = sight.scope().key() + '\n' + sight.teamHandoffs() + '\n' + sight.hiddenColumns();
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("each Java has SHA-256", e);
        }
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return sight().toString();
    }
}
