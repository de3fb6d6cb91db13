package io.sojourn.api.access;

import io.sojourn.definition.YamlMap;
import io.sojourn.definition.YamlValue;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads {@code tokens:} of a file of access rules. */
final class TokenReader {
    static final List<String> TOKENS =
            List.of("issuer", "audience", "jwks", "algorithms", "subject", "claim", "policies");

    private final Path folder;
    private final List<String> policies;

    /** @param policies that are declared */
    TokenReader(Path folder, List<String> policies) {
        this.folder = folder;
        this.policies = policies;
    }

    TokenRule read(YamlValue.Entry entry) {
        YamlMap map = entry.value().map(TOKENS);
        YamlValue keys = map.need("jwks");
        boolean isAddress = keys.text().contains("://");
        return new TokenRule(
                entry.name(),
                map.need("issuer").name(),
                map.need("audience").name(),
                isAddress ? address(keys) : null,
                isAddress ? null : folder.resolve(keys.text()),
                algorithms(map.need("algorithms")),
                map.or("sub", "subject", YamlValue::name),
                map.need("claim").name(),
                policies(map.need("policies")));
    }

    /** Whoever can change the keys on their way here can sign in as anybody: not by plain HTTP, but on this machine. */
    private static URI address(YamlValue value) {
        try {
            URI address = URI.create(value.text());
            boolean local = List.of("localhost", "127.0.0.1", "[::1]").contains(String.valueOf(address.getHost()));
            if ("https".equals(address.getScheme()) || "http".equals(address.getScheme()) && local) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            throw value.error(value.path() + " is no address: " + e.getMessage() + ".", null);
        }
        throw value.error(
                value.path() + " is \"" + value.text() + "\", which is not an https address.",
                "Maybe write https://, or the name of a file.");
    }

    private static List<String> algorithms(YamlValue value) {
        List<String> all = new ArrayList<>();
        for (YamlValue item : value.items()) {
            all.add(item.oneOf(TokenRule.ALGORITHMS));
        }
        if (all.isEmpty()) {
            throw value.error(value.path() + " is empty.", "Maybe write [RS256].");
        }
        return List.copyOf(all);
    }

    private Map<String, String> policies(YamlValue value) {
        Map<String, String> all = new LinkedHashMap<>();
        for (YamlValue.Entry entry : value.entries()) {
            all.put(entry.name(), entry.value().reference("policy", policies));
        }
        return all;
    }
}
