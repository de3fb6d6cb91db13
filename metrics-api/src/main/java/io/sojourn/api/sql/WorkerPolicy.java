package io.sojourn.api.sql;

import io.sojourn.api.access.MaskKey;
import io.sojourn.api.access.Policy;
import io.sojourn.api.access.Scope;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;

/**
 * A {@link Policy} as a worker is told it, with the secret behind its tokens.
 *
 * @param secret see {@link MaskKey#secret}
 */
record WorkerPolicy(
        Set<String> processes,
        Map<String, Set<String>> rows,
        Set<String> masked,
        Set<String> teamHandoffs,
        String secret) {
    private static final int DIGITS = 16;

    /** Null where nothing is hidden. */
    static WorkerPolicy of(Policy policy, MaskKey key) {
        Scope scope = policy.scope();
        return scope.isAll()
                ? null
                : new WorkerPolicy(
                        scope.processes(), scope.rows(), scope.masked(), policy.teamHandoffs(), key.secret());
    }

    Policy policy() {
        return new Policy(new Scope(processes, rows, masked, 0), teamHandoffs);
    }

    /** A part of a name that is equal for equal policies. */
    String name() {
        Policy policy = policy();
        String key = policy.scope().key() + '\n' + policy.teamHandoffs();
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
        return policy().toString();
    }
}
