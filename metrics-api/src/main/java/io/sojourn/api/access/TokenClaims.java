package io.sojourn.api.access;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Claims of a token whose signature is right. */
final class TokenClaims {
    private static final int NAME_LENGTH = 200;
    private static final long LAST_SECOND = 253_402_300_799L;

    private TokenClaims() {}

    /** The texts of a claim that is a text or a list; {@code a.b} is also b inside of a. */
    static Set<String> values(Map<String, Object> claims, String name) {
        Set<String> values = new LinkedHashSet<>();
        Object value = value(claims, name);
        if (value instanceof String text) {
            values.add(text);
        } else if (value instanceof Collection<?> list) {
            list.forEach(item -> {
                if (item instanceof String text) {
                    values.add(text);
                }
            });
        }
        return values;
    }

    private static Object value(Map<?, ?> claims, String name) {
        if (claims.containsKey(name)) {
            return claims.get(name);
        }
        int dot = name.indexOf('.');
        return dot > 0 && claims.get(name.substring(0, dot)) instanceof Map<?, ?> inner
                ? value(inner, name.substring(dot + 1))
                : null;
    }

    /** Seconds since 1970, or null where the claim lacks. */
    static Instant instant(Map<String, Object> claims, String name) {
        Object value = claims.get(name);
        if (value == null) {
            return null;
        }
        if (value instanceof Number n && n.doubleValue() >= 0 && n.doubleValue() <= LAST_SECOND) {
            return Instant.ofEpochSecond(n.longValue());
        }
        throw TokenChecker.refused("has no time in \"" + name + "\"");
    }

    /** A text that can stand in a log: one line, not too long. */
    static String name(Map<String, Object> claims, String claim) {
        if (value(claims, claim) instanceof String name
                && !name.isBlank()
                && name.length() <= NAME_LENGTH
                && name.codePoints().noneMatch(Character::isISOControl)) {
            return name;
        }
        throw TokenChecker.refused("doesn't say who it is of (\"" + claim + "\")");
    }
}
