package io.sojourn.api.delivery;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret that messages to one destination are signed with, as in Standard Webhooks 1.0: {@code whsec_} and 24 to 64
 * bytes in base64. Comes from a file or an environment variable; is never shown.
 */
public final class Secret {
    private static final String PREFIX = "whsec_";
    private static final int LEAST_BYTES = 24;
    private static final int MOST_BYTES = 64;

    private final byte[] key;

    private Secret(byte[] key) {
        this.key = key;
    }

    /** Reads a secret from its text form; the prefix may lack. */
    public static Secret of(String text, String where) {
        String stripped = text == null ? "" : text.strip();
        String base64 = stripped.startsWith(PREFIX) ? stripped.substring(PREFIX.length()) : stripped;
        try {
            byte[] key = Base64.getDecoder().decode(base64);
            if (key.length >= LEAST_BYTES && key.length <= MOST_BYTES) {
                return new Secret(key);
            }
        } catch (IllegalArgumentException e) {
            throw refused(where, e);
        }
        throw refused(where, null);
    }

    private static SojournException refused(String where, Exception cause) {
        return new SojournException(
                ErrorCode.BAD_REQUEST,
                where + " holds no signing secret",
                "Maybe write whsec_ and the base64 of " + LEAST_BYTES + " to " + MOST_BYTES + " random bytes.",
                cause);
    }

    public static Secret fromFile(Path file) {
        try {
            return of(Files.readString(file, StandardCharsets.UTF_8), "file " + file);
        } catch (IOException e) {
            throw new SojournException(
                    ErrorCode.BAD_REQUEST, "the signing secret in file " + file + " can't be read", null, e);
        }
    }

    public static Secret fromEnvironment(String variable) {
        return of(System.getenv(variable), "environment variable " + variable);
    }

    /** {@code v1,} and the base64 of HMAC-SHA256 over {@code id.timestamp.body}. */
    String sign(String id, long timestamp, String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            byte[] signed = mac.doFinal((id + "." + timestamp + "." + body).getBytes(StandardCharsets.UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(signed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return "Secret";
    }
}
