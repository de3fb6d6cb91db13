package io.sojourn.pseudonym;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The secret behind pseudonyms. A pseudonym is {@code p}, four characters that are the key's, a hyphen, and the first 100 bits of
 * HMAC-SHA-256 (RFC 2104) of {@code kind:value} in UTF-8, as 20 digits and small letters (Crockford's base 32). Promise: equal
 * values of a kind have equal pseudonyms under one key, on each machine and in each process; among n values two share one with a
 * probability below n² / 2¹⁰¹, which for 10⁹ is 4·10⁻¹³; without the key no value can be told or tried. Price: two or three blocks of
 * SHA-256, half a microsecond. May be used by many threads.
 */
public final class CaseKey {
    static final int LENGTH = 26;

    private static final int LEAST_BYTES = 32;
    static final int MOST_BYTES = 4_096;
    private static final int LEAST_DIFFERENT = 8;
    /** Bytes of a block of SHA-256. */
    private static final int BLOCK = 64;

    private static final int INNER_PAD = 0x36;
    private static final int OUTER_PAD = 0x5c;
    private static final int CHECK_BYTES = 16;
    private static final int MARK_DIGITS = 4;
    private static final int DIGITS = 20;
    private static final int BITS = 5;
    private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

    private final MessageDigest inner;
    private final MessageDigest outer;
    private final String prefix;
    private final String check;

    private CaseKey(byte[] key) {
        byte[] block = Arrays.copyOf(key.length > BLOCK ? sha256().digest(key) : key, BLOCK);
        inner = begun(block, INNER_PAD);
        outer = begun(block, OUTER_PAD);
        Arrays.fill(block, (byte) 0);
        prefix = "p" + digits(mac("mark", ""), MARK_DIGITS) + "-";
        check = HexFormat.of().formatHex(mac("check", ""), 0, CHECK_BYTES);
    }

    /** A key of at least 32 bytes, of at least 8 different ones. */
    public static CaseKey of(byte[] key) {
        if (key.length < LEAST_BYTES || key.length > MOST_BYTES) {
            throw unusable("has " + key.length + " bytes, from " + LEAST_BYTES + " to " + MOST_BYTES + " are needed.");
        }
        boolean[] seen = new boolean[256];
        int different = 0;
        for (byte b : key) {
            different += seen[b & 0xff] ? 0 : 1;
            seen[b & 0xff] = true;
        }
        if (different < LEAST_DIFFERENT) {
            throw unusable("has only " + different + " different bytes: it is no random text.");
        }
        return new CaseKey(key);
    }

    private static SojournException unusable(String why) {
        return new SojournException(
                ErrorCode.BAD_REQUEST, "the key for case ids " + why, "Maybe make one: sojourn key new-case-key FILE.");
    }

    /** Tells keys from one another, and nothing about the key: what a data folder remembers. */
    public String check() {
        return check;
    }

    /** What all pseudonyms of this key begin with. */
    String prefix() {
        return prefix;
    }

    String pseudonym(String kind, String value) {
        return prefix + digits(mac(kind, value), DIGITS);
    }

    /** True for what this key may have given. */
    boolean isPseudonym(String text) {
        if (text.length() != LENGTH || !text.startsWith(prefix)) {
            return false;
        }
        for (int i = prefix.length(); i < LENGTH; i++) {
            if (ALPHABET.indexOf(text.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }

    byte[] mac(String kind, String value) {
        MessageDigest in = copy(inner);
        in.update((kind + ':' + value).getBytes(StandardCharsets.UTF_8));
        return copy(outer).digest(in.digest());
    }

    private static String digits(byte[] bytes, int count) {
        char[] digits = new char[count];
        for (int i = 0; i < count; i++) {
            int bit = i * BITS;
            int two = (bytes[bit / 8] & 0xff) << 8 | bytes[bit / 8 + 1] & 0xff;
            digits[i] = ALPHABET.charAt(two >> 16 - BITS - bit % 8 & 31);
        }
        return new String(digits);
    }

    private static MessageDigest begun(byte[] block, int pad) {
        byte[] padded = new byte[BLOCK];
        for (int i = 0; i < BLOCK; i++) {
            padded[i] = (byte) (block[i] ^ pad);
        }
        MessageDigest digest = sha256();
        digest.update(padded);
        return digest;
    }

    private static MessageDigest copy(MessageDigest begun) {
        try {
            return (MessageDigest) begun.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("Java's own SHA-256 can be copied", e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("each Java has SHA-256", e);
        }
    }

    /** Tells nothing of the key. */
    @Override
    public String toString() {
        return "CaseKey[" + prefix + "]";
    }
}
