package io.sojourn.api.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A key as its bearer has it: {@code sjn_}, an id of 8 letters and digits, {@code _}, and 256 random bits. Since they are random
 * and so many, one SHA-256 keeps them as safe as a slow hash keeps a password.
 */
public final class KeyText {
    private static final Pattern FORM = Pattern.compile("sjn_([a-z0-9]{8})_[A-Za-z0-9_-]{43}");
    private static final String ID_SIGNS = "abcdefghijkmnpqrstuvwxyz23456789";
    private static final int ID_LENGTH = 8;
    private static final int SECRET_BYTES = 32;

    private final String text;

    private KeyText(String text) {
        this.text = text;
    }

    /** A new key. */
    public static KeyText fresh() {
        SecureRandom random = new SecureRandom();
        StringBuilder id = new StringBuilder();
        for (int i = 0; i < ID_LENGTH; i++) {
            id.append(ID_SIGNS.charAt(random.nextInt(ID_SIGNS.length())));
        }
        return new KeyText("sjn_" + id + "_" + secret(random));
    }

    /** 256 random bits as text. */
    static String secret(SecureRandom random) {
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    }

    /** The key that a text is; null: it is none. */
    public static KeyText of(String text) {
        return FORM.matcher(text).matches() ? new KeyText(text) : null;
    }

    /** True when a text has a key in it somewhere, whole or in part. */
    static boolean isIn(String text) {
        return text.contains("sjn_");
    }

    public String id() {
        Matcher m = FORM.matcher(text);
        if (!m.matches()) {
            throw new IllegalStateException("a key lost its form");
        }
        return m.group(1);
    }

    /** What is kept of it. */
    public String sha256() {
        return sha256(text);
    }

    static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** True when this is the key of a hash; takes as long where it is not. */
    boolean is(String hash) {
        return MessageDigest.isEqual(
                sha256().getBytes(StandardCharsets.US_ASCII), hash.getBytes(StandardCharsets.US_ASCII));
    }

    /** The key itself: for its bearer, once. */
    public String reveal() {
        return text;
    }

    @Override
    public String toString() {
        return "key " + id();
    }
}
