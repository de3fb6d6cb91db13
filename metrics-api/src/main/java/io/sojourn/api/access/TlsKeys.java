package io.sojourn.api.access;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * The server's certificate with its private key, read.
 *
 * @param store has one entry with a key
 * @param password of store and key; made up where the files have none
 */
public record TlsKeys(KeyStore store, String password) {
    private static final String ALIAS = "server";
    private static final List<String> KINDS = List.of("RSA", "EC");
    private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
    private static final String END = "-----END PRIVATE KEY-----";

    /** Reads the files; refused where they are no certificate with its key. */
    public static TlsKeys read(TlsFiles files) {
        try {
            return files.store() != null ? fromStore(files) : fromPem(files);
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw new SojournException(
                    ErrorCode.BAD_ACCESS,
                    "the certificate in " + (files.store() != null ? files.store() : files.certificate())
                            + " can't be used: " + e.getClass().getSimpleName() + ".",
                    "Maybe the file or the password is another one; a PEM key must be PKCS#8, without a password.",
                    e);
        }
    }

    private static TlsKeys fromStore(TlsFiles files) throws IOException, GeneralSecurityException {
        String password = Files.readString(files.passwordFile()).strip();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(files.store())) {
            store.load(in, password.toCharArray());
        }
        return new TlsKeys(store, password);
    }

    private static TlsKeys fromPem(TlsFiles files) throws IOException, GeneralSecurityException {
        Certificate[] chain;
        try (InputStream in = Files.newInputStream(files.certificate())) {
            chain = CertificateFactory.getInstance("X.509")
                    .generateCertificates(in)
                    .toArray(Certificate[]::new);
        }
        if (chain.length == 0) {
            throw new GeneralSecurityException("no certificate");
        }
        String password = Access.secret();
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry(ALIAS, privateKey(files.key()), password.toCharArray(), chain);
        return new TlsKeys(store, password);
    }

    private static PrivateKey privateKey(Path file) throws IOException, GeneralSecurityException {
        String text = Files.readString(file, StandardCharsets.US_ASCII);
        int begin = text.indexOf(BEGIN);
        int end = text.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new InvalidKeySpecException("no PKCS#8 key");
        }
        byte[] bytes = Base64.getMimeDecoder().decode(text.substring(begin + BEGIN.length(), end));
        for (String kind : KINDS) {
            try {
                return KeyFactory.getInstance(kind).generatePrivate(new PKCS8EncodedKeySpec(bytes));
            } catch (InvalidKeySpecException e) {
                // Of another kind: the next one, or refused below.
                continue;
            }
        }
        throw new InvalidKeySpecException("neither RSA nor EC");
    }

    /** SHA-256 of the certificate: commands on this machine know the server by it. */
    public String fingerprint() {
        try {
            Certificate certificate = store.getCertificate(store.aliases().nextElement());
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            return HexFormat.of().formatHex(hash);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a certificate that was read has no bytes", e);
        }
    }

    @Override
    public String toString() {
        return "TlsKeys";
    }
}
