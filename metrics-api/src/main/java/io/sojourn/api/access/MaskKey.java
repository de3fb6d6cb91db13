package io.sojourn.api.access;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The secret behind the tokens that are shown for masked values. A token is {@code ~} and the first 24 hexadecimal digits of
 * HMAC-SHA-256 (RFC 2104) of {@code kind:value}: equal values of a kind have equal tokens under one key, so that joins and
 * timelines work, and without the key no value can be told or tried. DuckDB computes it, about a microsecond a value; the key
 * goes to a connection as two variables that no query can name, never into a query's text, the store, or a log.
 */
public final class MaskKey {
    /** Names the file whose bytes are the key; without it tokens change with each start of the server. */
    public static final String FILE_VARIABLE = "SOJOURN_MASK_KEY_FILE";

    private static final int LEAST_BYTES = 16;
    private static final int MOST_BYTES = 4_096;
    /** Bytes of a block of SHA-256. */
    private static final int BLOCK = 64;

    private static final int INNER_PAD = 0x36;
    private static final int OUTER_PAD = 0x5c;
    private static final String INNER = "sojourn_mask_inner";
    private static final String OUTER = "sojourn_mask_outer";
    private static final int TOKEN_DIGITS = 24;

    private final byte[] inner;
    private final byte[] outer;

    private MaskKey(byte[] key) {
        byte[] block = Arrays.copyOf(key.length > BLOCK ? sha256(key) : key, BLOCK);
        this.inner = padded(block, INNER_PAD);
        this.outer = padded(block, OUTER_PAD);
    }

    /** A key of at least 16 bytes. */
    public static MaskKey of(byte[] key) {
        if (key.length < LEAST_BYTES || key.length > MOST_BYTES) {
            throw new SojournException(
                    ErrorCode.BAD_REQUEST,
                    "the key for masks has " + key.length + " bytes, from " + LEAST_BYTES + " to " + MOST_BYTES
                            + " are needed.",
                    "Maybe make one: head -c 32 /dev/urandom > FILE.");
        }
        return new MaskKey(key);
    }

    /** The key in a file. */
    public static MaskKey read(Path file) {
        try {
            return of(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new SojournException(
                    ErrorCode.NOT_FOUND,
                    "the key for masks can't be read from " + file + ".",
                    "Maybe correct " + FILE_VARIABLE + ".",
                    e);
        }
    }

    /** The key of this program: of the named file, or one made up at the first use. For entry points. */
    public static MaskKey ofThisServer() {
        return Own.KEY;
    }

    /** Made at the first use. */
    private static final class Own {
        private static final MaskKey KEY = make();

        private static MaskKey make() {
            String file = System.getenv(FILE_VARIABLE);
            if (file != null && !file.isBlank()) {
                return read(Path.of(file));
            }
            byte[] key = new byte[BLOCK / 2];
            new SecureRandom().nextBytes(key);
            return new MaskKey(key);
        }
    }

    /** What a worker process is given on its standard input. */
    public String secret() {
        return HexFormat.of().formatHex(inner) + HexFormat.of().formatHex(outer);
    }

    /** The key behind a {@link #secret}. */
    public static void giveTo(Connection connection, String secret) throws SQLException {
        int half = secret.length() / 2;
        try (Statement s = connection.createStatement()) {
            s.execute("SET VARIABLE " + INNER + " = unhex('" + secret.substring(0, half) + "')");
            s.execute("SET VARIABLE " + OUTER + " = unhex('" + secret.substring(half) + "')");
        }
    }

    /** Lets queries of a connection compute tokens; those of one that was given no key give null. */
    public void giveTo(Connection connection) throws SQLException {
        giveTo(connection, secret());
    }

    /** DuckDB SQL of the token of a text, null for null. */
    static String token(String kind, String expression) {
        return "'~' || left(sha256(getvariable('" + OUTER + "')::BLOB || unhex(sha256(getvariable('" + INNER
                + "')::BLOB || encode('" + kind.replace("'", "''") + ":' || " + expression + ")))), " + TOKEN_DIGITS
                + ")";
    }

    private static byte[] padded(byte[] block, int pad) {
        byte[] padded = new byte[BLOCK];
        for (int i = 0; i < BLOCK; i++) {
            padded[i] = (byte) (block[i] ^ pad);
        }
        return padded;
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("each Java has SHA-256", e);
        }
    }

    /** Tells nothing. */
    @Override
    public String toString() {
        return "MaskKey[secret]";
    }
}
