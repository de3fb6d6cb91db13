package io.sojourn.api.access;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Tokens (JWT) of one issuer that are taken.
 *
 * @param name of the rule
 * @param issuer claim {@code iss}, to the letter
 * @param audience that claim {@code aud} must have
 * @param keysAt address of the issuer's public keys (JWKS), or null
 * @param keysIn file of them, or null
 * @param algorithms of signatures that are taken; a token never chooses another
 * @param subject claim that names who it is
 * @param claim whose values choose the policy
 * @param policies by value of the claim; the first one that the token has is its policy
 */
public record TokenRule(
        String name,
        String issuer,
        String audience,
        URI keysAt,
        Path keysIn,
        List<String> algorithms,
        String subject,
        String claim,
        Map<String, String> policies) {
    /** Algorithms that can be named: signatures by a private key. None has a shared secret, so a public key is never one. */
    public static final List<String> ALGORITHMS =
            List.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512");
}
