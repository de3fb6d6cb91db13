package io.sojourn.api.access;

import io.sojourn.definition.YamlText;
import io.sojourn.definition.YamlValue;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * A file of access rules whose keys are made, rotated and withdrawn. Only the lines of keys are touched: comments, order and
 * everything else stay as they were written. A file is replaced as a whole, never half; a running server follows at once.
 */
public final class KeyFile {
    private static final String BEGINNING =
            """
            # Access rules of a Sojourn server. What is not allowed here is refused. A running server follows changes.
            policies:
              viewer: {roles: [viewer]}             # case ids and resources as tokens
              analyst: {roles: [viewer, analyst]}
              operator: {roles: [viewer, operator]}
              admin: {roles: [viewer, analyst, operator, admin]}
              phi-reader: {roles: [viewer, analyst, phi-reader]}
              metrics: {roles: [viewer]}            # for Prometheus: figures of all rows, no case
            #  north: {roles: [viewer], rows: {facility: [NORTH]}, masked: [payer]}
            #  public: {roles: [viewer], smallest_cell: 11}     # no single cases, no counts from 1 to 10
            # rates: {per_minute: 1200, burst: 600, wrong_tries: 20}
            # tls: {certificate: server.pem, key: server-key.pem}
            """;

    private final Path file;
    private String text;

    private KeyFile(Path file, String text) {
        this.file = file;
        this.text = text;
    }

    /** Opens a file that is there. */
    public static KeyFile open(Path file) {
        AccessReader.read(file);
        try {
            return new KeyFile(file, Files.readString(file));
        } catch (IOException e) {
            throw new SojournException(ErrorCode.BAD_ACCESS, file + " can't be read: " + e.getMessage() + ".", null, e);
        }
    }

    /** Opens a file, or begins one with some policies; that is written with its first key. */
    public static KeyFile openOrBegin(Path file) {
        return Files.exists(file) ? open(file) : new KeyFile(file, BEGINNING);
    }

    /** The keys, in the order of the file. */
    public List<ApiKey> keys() {
        return List.copyOf(rules().keys().values());
    }

    private AccessRules rules() {
        return AccessReader.read(file, text);
    }

    /** Makes a key. */
    public KeyText create(String name, String policy, Instant expires) {
        if (!rules().policies().containsKey(policy)) {
            throw new SojournException(
                    ErrorCode.BAD_REQUEST,
                    file + " has no policy \"" + policy + "\".",
                    "Maybe one of " + String.join(", ", rules().policies().keySet()) + ".");
        }
        if (name.isBlank() || !name.matches("[\\p{L}\\p{N} ._@-]{1,100}")) {
            throw new SojournException(
                    ErrorCode.BAD_REQUEST, "a key's name has letters, digits and . _ @ - only, 100 at most.");
        }
        KeyText key = KeyText.fresh();
        insert(key.id() + ": {name: \"" + name + "\", policy: \"" + policy + "\", sha256: \"" + key.sha256()
                + "\", expires: \"" + expires + "\"}");
        return key;
    }

    /** Makes a key with name and policy of another one, which ends at an instant, if it doesn't before. */
    public KeyText rotate(String id, Instant expires, Instant oldEnds) {
        ApiKey old = key(id);
        KeyText key = create(old.name(), old.policy(), expires);
        end(id, oldEnds);
        return key;
    }

    /** Ends a key at an instant, if it doesn't end before. */
    public void revoke(String id, Instant now) {
        key(id);
        end(id, now);
    }

    private ApiKey key(String id) {
        ApiKey key = rules().keys().get(id);
        if (key == null) {
            throw new SojournException(
                    ErrorCode.NOT_FOUND, file + " has no key \"" + id + "\".", "Maybe see sojourn key list.");
        }
        return key;
    }

    private YamlValue keysValue() {
        return new YamlText(file.getFileName().toString(), AccessReader.KIND)
                .read(text)
                .map(AccessReader.ROOT)
                .get("keys");
    }

    private void insert(String line) {
        YamlValue keys = keysValue();
        if (keys == null) {
            text = text + (text.endsWith("\n") ? "" : "\n") + "keys:\n  " + line + "\n";
            return;
        }
        List<YamlValue.Entry> entries = keys.entries();
        if (entries.isEmpty()) {
            throw byHand();
        }
        YamlValue first = entries.get(0).key();
        int at = offset(first.line(), first.column());
        String indent = text.substring(text.lastIndexOf('\n', at - 1) + 1, at);
        if (!indent.isBlank()) {
            throw byHand();
        }
        text = text.substring(0, at) + line + "\n" + indent + text.substring(at);
    }

    private void end(String id, Instant instant) {
        for (YamlValue.Entry entry : keysValue().entries()) {
            if (entry.name().equals(id)) {
                YamlValue expires = entry.value().map(AccessReader.KEY).need("expires");
                String old = expires.text();
                int at = offset(expires.line(), expires.column());
                if (!text.startsWith(old, at)) {
                    throw byHand();
                }
                if (instant.isBefore(Instant.parse(old))) {
                    text = text.substring(0, at) + instant + text.substring(at + old.length());
                }
            }
        }
    }

    private SojournException byHand() {
        return new SojournException(
                ErrorCode.BAD_ACCESS,
                "the keys in " + file + " are not written a line each.",
                "Maybe write \"keys:\" on a line of its own and each key below it, or remove \"keys\".");
    }

    /** Where a place of the text is. */
    private int offset(int line, int column) {
        int begin = 0;
        for (int i = 1; i < line; i++) {
            begin = text.indexOf('\n', begin) + 1;
        }
        return text.offsetByCodePoints(begin, column - 1);
    }

    /** Writes the file; only its owner can read one that is new. */
    public void write() {
        rules();
        Path next = file.resolveSibling(file.getFileName() + ".next");
        try {
            Set<PosixFilePermission> rights = Files.exists(file)
                    ? Files.getPosixFilePermissions(file)
                    : PosixFilePermissions.fromString("rw-------");
            if (file.toAbsolutePath().getParent() != null) {
                Files.createDirectories(file.toAbsolutePath().getParent());
            }
            Files.deleteIfExists(next);
            Files.createFile(next, PosixFilePermissions.asFileAttribute(rights));
            Files.writeString(next, text);
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new SojournException(
                    ErrorCode.BAD_ACCESS, file + " can't be written: " + e.getMessage() + ".", null, e);
        }
    }
}
