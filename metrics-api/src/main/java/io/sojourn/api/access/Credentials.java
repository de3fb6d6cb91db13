package io.sojourn.api.access;

import io.javalin.http.Context;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What a request shows: a key or token in {@code Authorization: Bearer}, or the cookie of a session. Never in the address. */
final class Credentials {
    private static final String BEARER = "bearer ";
    /** Parameters that others use for keys; none of ours has such a name. */
    private static final Set<String> SECRET_PARAMETERS =
            Set.of("key", "api_key", "apikey", "api-key", "access_token", "token", "authorization", "password");

    private final boolean secure;

    /** @param secure true where browsers come by https */
    Credentials(boolean secure) {
        this.secure = secure;
    }

    /** Refuses a key in the address: addresses are kept in logs and histories. */
    static void refuseInAddress(Context ctx) {
        boolean inQuery = ctx.queryParamMap().entrySet().stream()
                .anyMatch(p -> SECRET_PARAMETERS.contains(p.getKey().toLowerCase(Locale.ROOT))
                        || p.getValue().stream().anyMatch(KeyText::isIn));
        if (inQuery || KeyText.isIn(ctx.path())) {
            throw new SojournException(
                    ErrorCode.UNAUTHENTICATED,
                    "a key in an address is not taken: it would stay in logs.",
                    "Maybe withdraw it, and send the new one as Authorization: Bearer KEY.");
        }
    }

    /** Key or token; null: there is none. */
    static String bearer(Context ctx) {
        List<String> all = Collections.list(ctx.req().getHeaders("Authorization"));
        if (all.isEmpty()) {
            return null;
        }
        String header = all.get(0);
        if (all.size() > 1 || !header.toLowerCase(Locale.ROOT).startsWith(BEARER)) {
            throw new SojournException(
                    ErrorCode.UNAUTHENTICATED,
                    "the header Authorization is not of the form: Bearer KEY.",
                    "Maybe send one key or token, and no password.");
        }
        return header.substring(BEARER.length()).strip();
    }

    /** Browsers send a cookie of that name by https only, and take it from this host only. */
    private String cookieName() {
        return secure ? "__Host-sojourn" : "sojourn";
    }

    /** Text of a session, or null. */
    String session(Context ctx) {
        return ctx.cookie(cookieName());
    }

    void keep(Context ctx, String session) {
        cookie(ctx, session, Sessions.LONGEST.toSeconds());
    }

    void forget(Context ctx) {
        cookie(ctx, "", 0);
    }

    private void cookie(Context ctx, String value, long seconds) {
        ctx.res()
                .addHeader(
                        "Set-Cookie",
                        cookieName() + "=" + value + "; Path=/; Max-Age=" + seconds + "; HttpOnly; SameSite=Strict"
                                + (secure ? "; Secure" : ""));
    }
}
