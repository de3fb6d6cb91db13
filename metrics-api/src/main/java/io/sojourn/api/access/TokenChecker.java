package io.sojourn.api.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import java.io.IOException;
import java.net.MalformedURLException;
import java.security.Key;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Checks the tokens of one issuer: signature by one of its published keys and one of the algorithms of the rule, issuer,
 * audience, time. The token's own header chooses nothing but among those: {@code kid} is only looked up, {@code jku}, {@code
 * x5u} and {@code jwk} are not read. Keys are kept for 5 minutes, asked for again when an unknown one comes (at most each
 * {@code refresh}), and used for 4 hours when the issuer doesn't answer.
 */
final class TokenChecker {
    /** By how much clocks may differ. */
    static final Duration SKEW = Duration.ofSeconds(60);
    /** Between two askings for keys, however many unknown ones come. */
    static final Duration REFRESH = Duration.ofSeconds(30);

    private static final int PATIENCE_MILLIS = 3_000;
    private static final int JWKS_BYTES = 1 << 20;
    private static final Duration OUTAGE = Duration.ofHours(4);
    private static final DefaultJOSEObjectTypeVerifier<SecurityContext> TYPES =
            new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null);

    private final TokenRule rule;
    private final JWSVerificationKeySelector<SecurityContext> keys;

    TokenChecker(TokenRule rule, Duration refresh) {
        this.rule = rule;
        Set<JWSAlgorithm> algorithms =
                rule.algorithms().stream().map(JWSAlgorithm::parse).collect(Collectors.toUnmodifiableSet());
        this.keys = new JWSVerificationKeySelector<>(algorithms, source(rule, refresh));
    }

    private static JWKSource<SecurityContext> source(TokenRule rule, Duration refresh) {
        try {
            if (rule.keysIn() != null) {
                return new ImmutableJWKSet<>(JWKSet.load(rule.keysIn().toFile()));
            }
            DefaultResourceRetriever http = new DefaultResourceRetriever(PATIENCE_MILLIS, PATIENCE_MILLIS, JWKS_BYTES);
            JWKSourceBuilder<SecurityContext> builder =
                    JWKSourceBuilder.create(rule.keysAt().toURL(), http);
            return (refresh.isZero() ? builder.rateLimited(false) : builder.rateLimited(refresh.toMillis()))
                    .outageTolerant(OUTAGE.toMillis())
                    .build();
        } catch (MalformedURLException e) {
            throw new SojournException(
                    ErrorCode.BAD_ACCESS, "jwks of " + rule.name() + ": " + rule.keysAt() + " is no address.", null, e);
        } catch (IOException | ParseException e) {
            throw new SojournException(
                    ErrorCode.BAD_ACCESS,
                    "jwks of " + rule.name() + ": " + rule.keysIn() + " can't be read as a JWK set.",
                    "Maybe download it from the issuer's jwks_uri.",
                    e);
        }
    }

    TokenRule rule() {
        return rule;
    }

    /** Claim {@code iss} of a token that nothing is known of yet; null: it is no token. */
    static String issuer(String token) {
        try {
            Map<String, Object> claims = JWSObject.parse(token).getPayload().toJSONObject();
            return claims != null && claims.get("iss") instanceof String issuer ? issuer : null;
        } catch (ParseException e) {
            return null;
        }
    }

    /** Who a token is of; refused as {@code unauthenticated}, with the reason. */
    Subject.OfToken check(String token, Instant now) {
        Map<String, Object> claims = signed(token);
        if (!rule.issuer().equals(claims.get("iss"))) {
            throw refused("is of another issuer");
        }
        if (!TokenClaims.values(claims, "aud").contains(rule.audience())) {
            throw refused("is for another audience");
        }
        Instant expires = TokenClaims.instant(claims, "exp");
        if (expires == null) {
            throw refused("has no end (exp)");
        }
        if (!now.isBefore(expires.plus(SKEW))) {
            throw refused("is over");
        }
        notBefore(TokenClaims.instant(claims, "nbf"), now);
        notBefore(TokenClaims.instant(claims, "iat"), now);
        return new Subject.OfToken(rule.name(), TokenClaims.name(claims, rule.subject()), policy(claims), expires);
    }

    private static void notBefore(Instant begin, Instant now) {
        if (begin != null && now.plus(SKEW).isBefore(begin)) {
            throw refused("is not valid yet");
        }
    }

    private Map<String, Object> signed(String token) {
        try {
            JWSObject jws = JWSObject.parse(token);
            JWSHeader header = jws.getHeader();
            TYPES.verify(header.getType(), null);
            for (Key key : keys.selectJWSKeys(header, null)) {
                if (jws.verify(new DefaultJWSVerifierFactory().createJWSVerifier(header, key))) {
                    Map<String, Object> claims = jws.getPayload().toJSONObject();
                    return claims == null ? Map.of() : claims;
                }
            }
        } catch (RateLimitReachedException e) {
            throw refused("is signed by a key that its issuer did not publish");
        } catch (KeySourceException e) {
            throw new SojournException(
                    ErrorCode.BUSY, "the keys of the issuer of tokens can't be read.", "Maybe try again soon.", e);
        } catch (ParseException | JOSEException | BadJOSEException | IllegalStateException e) {
            throw refused("can't be read");
        }
        throw refused("has no valid signature");
    }

    /** The first policy, in the order of the rule, whose value the token has. */
    private String policy(Map<String, Object> claims) {
        Set<String> values = TokenClaims.values(claims, rule.claim());
        return rule.policies().entrySet().stream()
                .filter(p -> values.contains(p.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(() -> new SojournException(
                        ErrorCode.FORBIDDEN,
                        "the token has no value in \"" + rule.claim() + "\" that a policy is for.",
                        "Maybe you are not in a group that may use this server."));
    }

    static SojournException refused(String why) {
        return new SojournException(
                ErrorCode.UNAUTHENTICATED, "the token " + why + ".", "Maybe sign in again for a new one.");
    }
}
