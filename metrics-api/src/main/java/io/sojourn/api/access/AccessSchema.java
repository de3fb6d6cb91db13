package io.sojourn.api.access;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The JSON Schema (draft 2020-12) of a file of access rules, for editors. */
public final class AccessSchema {
    private static final String FILE = "access.schema.json";

    private AccessSchema() {}

    public static String text() {
        try (InputStream in = AccessSchema.class.getResourceAsStream(FILE)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(FILE + " is on the class path and can't be read", e);
        }
    }
}
