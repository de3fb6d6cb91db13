package io.sojourn.api.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A file of access rules with a key for each policy, written for a test. */
public final class AccessFiles {
    public static final String EXPIRES = "2030-01-01T00:00:00Z";
    private static final String POLICIES =
            """
            policies:
              viewer: {roles: [viewer]}
              analyst: {roles: [analyst]}
              operator: {roles: [operator]}
              admin: {roles: [admin]}
              phi-reader: {roles: [phi-reader]}
              north: {roles: [viewer, analyst, operator], rows: {payer: [A]}, smallest_cell: 11}
              nothing: {roles: []}
              clerk: {roles: [viewer, analyst]}
              chief: {roles: [viewer, analyst, phi-reader]}
              payer-b: {roles: [viewer, analyst], rows: {payer: [B]}}
            """;

    private final Map<String, KeyText> keys = new LinkedHashMap<>();
    private final Path file;

    private AccessFiles(Path file) {
        this.file = file;
    }

    /** @param more further sections */
    public static AccessFiles write(Path file, String more, String... policies) {
        return write(file, POLICIES + more, List.of(policies));
    }

    /** @param policies what each policy says, by name */
    public static AccessFiles write(Path file, String more, Map<String, String> policies) {
        StringBuilder text = new StringBuilder("policies:\n");
        policies.forEach((name, says) ->
                text.append("  ").append(name).append(": ").append(says).append('\n'));
        return write(file, text + more, policies.keySet());
    }

    private static AccessFiles write(Path file, String more, Iterable<String> policies) {
        AccessFiles files = new AccessFiles(file);
        StringBuilder text = new StringBuilder("keys:\n");
        for (String policy : policies) {
            KeyText key = KeyText.fresh();
            files.keys.put(policy, key);
            text.append("  ").append(line(key, policy, EXPIRES)).append('\n');
        }
        files.rewrite(text + more);
        return files;
    }

    static String line(KeyText key, String policy, String expires) {
        return "%s: {name: of %s, policy: %s, sha256: %s, expires: %s}"
                .formatted(key.id(), policy, policy, key.sha256(), expires);
    }

    public void rewrite(String text) {
        try {
            Path next = file.resolveSibling("next.yaml");
            Files.writeString(next, text);
            Files.move(next, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path file() {
        return file;
    }

    /** The key of a policy. */
    public String key(String policy) {
        return keys.get(policy).reveal();
    }

    static String policies() {
        return POLICIES;
    }
}
