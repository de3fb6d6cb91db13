package io.sojourn.api;

import io.javalin.config.RoutesConfig;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import io.javalin.http.HandlerType;

/**
 * Headers that bind browsers; and a server for this machine alone answers only to this machine's names, so that a web
 * page elsewhere can't reach it under a name of its own. What a page of another server sends is refused.
 */
final class Guard {
    private final boolean local;

    private final boolean secure;

    Guard(ApiOptions options) {
        // Where a key is asked for, a page that reaches the server under a name of its own has none to show.
        this.local = options.isLocal() && !options.access().isAsked();
        this.secure = options.access().tls() != null;
    }

    void register(RoutesConfig routes) {
        routes.before(this::check);
    }

    private void check(Context ctx) {
        ctx.header(
                "Content-Security-Policy",
                "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'");
        ctx.header("X-Content-Type-Options", "nosniff");
        ctx.header("Referrer-Policy", "no-referrer");
        if (secure) {
            ctx.header("Strict-Transport-Security", "max-age=31536000");
        }
        if (ctx.path().startsWith("/api/")) {
            ctx.header("Cache-Control", "no-store");
        }
        if (local && !isLocalName(ctx.host())) {
            throw new ForbiddenResponse("this server answers to localhost only");
        }
        refuseOtherMethod(ctx);
        String origin = ctx.header("Origin");
        if (origin != null && ctx.method() != HandlerType.GET && !isOwn(origin, ctx.host())) {
            throw new ForbiddenResponse("a page of another server may not send this");
        }
    }

    /** The router would take it: what a proxy, or a rule of a firewall, took for reading would write. */
    private static void refuseOtherMethod(Context ctx) {
        if (ctx.header("X-HTTP-Method-Override") != null) {
            throw new BadRequestResponse("the header X-HTTP-Method-Override is not taken: send the method itself");
        }
    }

    private boolean isOwn(String origin, String host) {
        String authority = origin.replaceFirst("^https?://", "");
        return authority.equals(host) || local && isLocalName(authority);
    }

    private static boolean isLocalName(String host) {
        if (host == null) {
            return false;
        }
        String name = host.replaceFirst(":\\d+$", "");
        return name.equals("localhost") || name.equals("[::1]") || name.startsWith("127.");
    }
}
