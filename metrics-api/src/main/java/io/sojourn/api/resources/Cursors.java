package io.sojourn.api.resources;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Writes and reads cursors: the place in a list after which the next page begins. A cursor is a text that only this server
 * can read and make, since a place may be a case's name; it holds for one question, and until the server ends. The same
 * place of the same question always has the same cursor.
 *
 * <p>A place is encrypted by AES in counter mode, begun by its own HMAC, which is checked when it is read (synthetic IV).
 */
public final class Cursors {
    private static final int KEY_BYTES = 32;
    private static final int MARK_BYTES = 16;
    private static final int MOST_CHARACTERS = 100_000;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final SecretKeySpec marking;
    private final SecretKeySpec hiding;

    /** @param key 64 bytes that nobody else knows */
    Cursors(byte[] key) {
        this.marking = new SecretKeySpec(key, 0, KEY_BYTES, "HmacSHA256");
        this.hiding = new SecretKeySpec(key, KEY_BYTES, KEY_BYTES, "AES");
    }

    /** With a key of its own, of the system's randomness. */
    public static Cursors fresh() {
        byte[] key = new byte[2 * KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return new Cursors(key);
    }

    /**
     * @param question what the list is of; the cursor is refused for any other
     * @param place texts and whole numbers
     */
    public String write(String question, List<Object> place) {
        ArrayNode json = MAPPER.createArrayNode().add(question);
        place.forEach(json::addPOJO);
        try {
            byte[] plain = MAPPER.writeValueAsBytes(json);
            byte[] mark = mark(plain);
            byte[] hidden = crypt(Cipher.ENCRYPT_MODE, mark, plain);
            byte[] all = Arrays.copyOf(mark, mark.length + hidden.length);
            System.arraycopy(hidden, 0, all, mark.length, hidden.length);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(all);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a place has no JSON form", e);
        }
    }

    /** The place; what this server did not write for this question is refused. */
    public List<Object> read(String question, String cursor) {
        try {
            if (cursor.length() > MOST_CHARACTERS) {
                throw refused(null);
            }
            byte[] all = Base64.getUrlDecoder().decode(cursor);
            String again = Base64.getUrlEncoder().withoutPadding().encodeToString(all);
            if (all.length <= MARK_BYTES || !again.equals(cursor)) {
                throw refused(null);
            }
            byte[] mark = Arrays.copyOf(all, MARK_BYTES);
            byte[] plain = crypt(Cipher.DECRYPT_MODE, mark, Arrays.copyOfRange(all, MARK_BYTES, all.length));
            if (!MessageDigest.isEqual(mark, mark(plain))) {
                throw refused(null);
            }
            return place(question, plain);
        } catch (IllegalArgumentException | IOException e) {
            throw refused(e);
        }
    }

    private static List<Object> place(String question, byte[] plain) throws IOException {
        ArrayNode json = (ArrayNode) MAPPER.readTree(plain);
        if (!json.path(0).textValue().equals(question)) {
            throw new SojournException(
                    ErrorCode.BAD_REQUEST,
                    "the cursor is of another question: its parameters differ.",
                    "Maybe repeat all parameters of the first page, and change the cursor alone.");
        }
        List<Object> place = new ArrayList<>();
        for (int i = 1; i < json.size(); i++) {
            place.add(
                    json.get(i).isTextual()
                            ? json.get(i).textValue()
                            : (Object) json.get(i).longValue());
        }
        return place;
    }

    private static SojournException refused(Exception cause) {
        return new SojournException(
                ErrorCode.BAD_REQUEST,
                "the cursor was not made by this server since it started.",
                "Maybe begin again without a cursor.",
                cause);
    }

    private byte[] mark(byte[] plain) {
        try {
            Mac mac = Mac.getInstance(marking.getAlgorithm());
            mac.init(marking);
            return Arrays.copyOf(mac.doFinal(plain), MARK_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no HMAC", e);
        }
    }

    private byte[] crypt(int mode, byte[] mark, byte[] in) {
        try {
            Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
            cipher.init(mode, hiding, new IvParameterSpec(mark));
            return cipher.doFinal(in);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no AES", e);
        }
    }

    /** A short name of a long question. */
    public static String digest(String question) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(question.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }
}
