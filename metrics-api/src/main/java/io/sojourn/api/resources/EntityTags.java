package io.sojourn.api.resources;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Entity tags (RFC 9110): equal for equal bytes, so that who has an answer is not sent it again. */
public final class EntityTags {
    private static final int BYTES = 16;

    private EntityTags() {}

    /** What tells an answer from others: the begin of its SHA-256. */
    public static String hash(byte[] answer) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(answer);
            return HexFormat.of().formatHex(hash, 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** True where the header {@code If-None-Match} holds the tag, weak or strong, or is {@code *}; null: it is not there. */
    public static boolean hold(String header, String tag) {
        for (String given : header == null ? new String[0] : header.split(",")) {
            String stripped = given.strip();
            String strong = stripped.startsWith("W/") ? stripped.substring(2) : stripped;
            if (strong.equals(tag) || strong.equals("*")) {
                return true;
            }
        }
        return false;
    }
}
