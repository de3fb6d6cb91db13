package io.sojourn.api.access;

import java.util.List;
import java.util.Map;

/**
 * A file of access rules, as it was read. What it doesn't allow is refused.
 *
 * @param keys by id
 * @param tokens in the order of the file
 * @param policies by name
 * @param rates for all
 * @param tls certificate of the server, or null
 * @param words what policies name of definitions, in the order of the file
 */
public record AccessRules(
        Map<String, ApiKey> keys,
        List<TokenRule> tokens,
        Map<String, Policy> policies,
        Rates rates,
        TlsFiles tls,
        List<PolicyWord> words) {
    /** Nobody is let in. */
    static AccessRules nobody() {
        return new AccessRules(Map.of(), List.of(), Map.of(), Rates.defaults(), null, List.of());
    }
}
