package io.sojourn.api.access;

import io.sojourn.definition.YamlMap;
import io.sojourn.definition.YamlText;
import io.sojourn.definition.YamlValue;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.Limits;
import io.sojourn.event.SojournException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads {@code access.yaml}; what is wrong with it is said with line, column and the nearest known name. */
final class AccessReader {
    static final List<String> ROOT = List.of("keys", "tokens", "policies", "rates", "tls");
    static final List<String> KEY = List.of("name", "policy", "sha256", "expires");
    static final List<String> POLICY = List.of("roles", "processes", "rows", "masked", "smallest_cell");
    static final List<String> RATES = List.of("per_minute", "burst", "wrong_tries");
    static final List<String> TLS = List.of("certificate", "key", "store", "password_file");

    static final YamlText.Kind KIND = new YamlText.Kind(ErrorCode.BAD_ACCESS, "file of access rules", "policies:");
    private static final Pattern ID = Pattern.compile("[a-z0-9]{8}");
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final int MOST_UNITS = 10_000_000;
    private static final List<String> ROLES =
            Arrays.stream(Role.values()).map(Role::word).toList();

    private final Path folder;
    private final List<PolicyWord> words = new ArrayList<>();

    private AccessReader(Path folder) {
        this.folder = folder;
    }

    static AccessRules read(Path file) {
        try {
            if (Files.size(file) > 4L * Limits.DEFINITION_LENGTH) {
                throw new SojournException(
                        ErrorCode.BAD_ACCESS, file + " has " + Files.size(file) + " bytes: too many.");
            }
            return read(file, Files.readString(file));
        } catch (NoSuchFileException e) {
            throw new SojournException(
                    ErrorCode.NOT_FOUND,
                    "there is no file " + file + ".",
                    "Maybe make it with: sojourn key create NAME --policy viewer --access " + file + ".",
                    e);
        } catch (IOException e) {
            throw new SojournException(ErrorCode.BAD_ACCESS, file + " can't be read: " + e.getMessage() + ".", null, e);
        }
    }

    /** @param file where the text stands: names in it are relative to its folder */
    static AccessRules read(Path file, String yaml) {
        YamlValue root = new YamlText(file.getFileName().toString(), KIND).read(yaml);
        return new AccessReader(file.toAbsolutePath().getParent()).rules(root.map(ROOT));
    }

    private AccessRules rules(YamlMap root) {
        Map<String, Policy> policies = named(root.need("policies"), this::policy);
        List<String> names = List.copyOf(policies.keySet());
        Map<String, ApiKey> keys = named(root.get("keys"), entry -> key(entry, names));
        Map<String, TokenRule> tokens = named(root.get("tokens"), entry -> new TokenReader(folder, names).read(entry));
        return new AccessRules(
                keys,
                List.copyOf(tokens.values()),
                policies,
                root.or(Rates.defaults(), "rates", AccessReader::rates),
                root.or(null, "tls", this::tls),
                inOrder());
    }

    /** As they stand in the file. */
    private List<PolicyWord> inOrder() {
        return words.stream()
                .sorted(Comparator.comparingInt((PolicyWord w) -> w.place().line())
                        .thenComparingInt(w -> w.place().column()))
                .toList();
    }

    private static <T> Map<String, T> named(YamlValue value, Function<YamlValue.Entry, T> read) {
        Map<String, T> all = new LinkedHashMap<>();
        if (value != null) {
            for (YamlValue.Entry entry : value.entries()) {
                all.put(entry.name(), read.apply(entry));
            }
            if (all.size() > Limits.KEYS) {
                throw value.error(value.path() + " has more than " + Limits.KEYS + " entries.", null);
            }
        }
        return all;
    }

    private ApiKey key(YamlValue.Entry entry, List<String> policies) {
        if (!ID.matcher(entry.name()).matches()) {
            throw entry.key().error("\"" + entry.name() + "\" is no id of a key.", "Maybe use sojourn key create.");
        }
        YamlMap map = entry.value().map(KEY);
        YamlValue hash = map.need("sha256");
        if (!SHA256.matcher(hash.text()).matches()) {
            // Not shown: it may be the key itself.
            throw hash.error(hash.path() + " is not 64 hexadecimal digits.", "Maybe use sojourn key create.");
        }
        return new ApiKey(
                entry.name(),
                map.need("name").name(),
                map.need("policy").reference("policy", policies),
                hash.text(),
                instant(map.need("expires")));
    }

    private static Instant instant(YamlValue value) {
        try {
            return Instant.parse(value.text());
        } catch (DateTimeParseException e) {
            throw value.error(
                    value.path() + " is \"" + value.text() + "\", not an instant.",
                    "Maybe write 2027-01-31T00:00:00Z.");
        }
    }

    private Policy policy(YamlValue.Entry entry) {
        YamlMap map = entry.value().map(POLICY);
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (YamlValue item : map.need("roles").items()) {
            roles.add(Role.of(item.oneOf(ROLES)));
        }
        Map<String, Set<String>> rows = new LinkedHashMap<>();
        map.or(List.<YamlValue.Entry>of(), "rows", YamlValue::entries).forEach(row -> {
            words.add(new PolicyWord(PolicyWord.Kind.DIMENSION, row.key()));
            rows.put(row.name(), some(row.value()));
        });
        Scope scope = new Scope(
                map.or(Set.of(), "processes", value -> some(value, PolicyWord.Kind.PROCESS)),
                rows,
                map.or(Set.of(), "masked", value -> some(value, PolicyWord.Kind.COLUMN)),
                map.or(0, "smallest_cell", value -> number(value, 0, 1_000)));
        return new Policy(entry.name(), roles, scope);
    }

    private Set<String> some(YamlValue value, PolicyWord.Kind kind) {
        value.items().forEach(item -> words.add(new PolicyWord(kind, item)));
        return some(value);
    }

    /** Names; none at all would be everything in one place and nothing in another, and is refused. */
    private static Set<String> some(YamlValue value) {
        Collection<String> names = value.names();
        if (names.isEmpty()) {
            throw value.error(value.path() + " is empty.", "Maybe leave the key out: then all are meant.");
        }
        return new LinkedHashSet<>(names);
    }

    private static Rates rates(YamlValue value) {
        YamlMap map = value.map(RATES);
        Rates otherwise = Rates.defaults();
        return new Rates(
                map.or(otherwise.perMinute(), "per_minute", v -> number(v, 1, MOST_UNITS)),
                map.or(otherwise.burst(), "burst", v -> number(v, 1, MOST_UNITS)),
                map.or(otherwise.wrongTries(), "wrong_tries", v -> number(v, 1, MOST_UNITS)));
    }

    private TlsFiles tls(YamlValue value) {
        YamlMap map = value.map(TLS);
        if (map.has("store")) {
            for (String other : List.of("certificate", "key")) {
                if (map.has(other)) {
                    throw map.get(other).error("tls has both store and " + other + ".", "Maybe leave one out.");
                }
            }
            return new TlsFiles(null, null, file(map.need("store")), file(map.need("password_file")));
        }
        return new TlsFiles(file(map.need("certificate")), file(map.need("key")), null, null);
    }

    private Path file(YamlValue value) {
        return folder.resolve(value.text());
    }

    static int number(YamlValue value, int least, int most) {
        String text = value.text();
        if (text.matches("\\d{1,9}") && Integer.parseInt(text) >= least && Integer.parseInt(text) <= most) {
            return Integer.parseInt(text);
        }
        throw value.error(
                value.path() + " is \"" + text + "\", not a whole number from " + least + " to " + most + ".", null);
    }
}
