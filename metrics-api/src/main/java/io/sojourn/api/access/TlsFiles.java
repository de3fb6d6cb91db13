package io.sojourn.api.access;

import java.nio.file.Path;

/**
 * Where the certificate and its private key are: as PEM in two files, or in one PKCS#12 store.
 *
 * @param certificate chain, PEM, or null
 * @param key PKCS#8, PEM, or null
 * @param store PKCS#12, or null
 * @param passwordFile holds the store's password, or null
 */
public record TlsFiles(Path certificate, Path key, Path store, Path passwordFile) {}
