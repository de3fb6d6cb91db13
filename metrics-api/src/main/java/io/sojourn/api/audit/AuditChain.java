package io.sojourn.api.audit;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Hashes of lines. */
final class AuditChain {
    /** What the first line names as the one before. */
    static final String BEGINNING = "0".repeat(64);

    private AuditChain() {}

    /** Of the bytes of a line, without its end. */
    static String hash(byte[] line) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(line));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
