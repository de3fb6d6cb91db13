package io.sojourn.api.access;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.javalin.http.NotFoundResponse;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * What each request goes through before its handler: who asks, may they, is it too much; and after it, the audit log. A route
 * that is not in {@link Permissions} is refused, as is whatever begins with {@code /api/} without a known caller.
 */
public final class Gate {
    private static final int PAST_COST = 50;
    private static final String ROUTE = "gate.route";
    private static final String BEGUN = "gate.begun";
    private static final String STREAM = "GET /api/v1/live";
    private static final int TOO_MANY = 429;
    private static final Set<HandlerType> READING = Set.of(HandlerType.GET, HandlerType.HEAD, HandlerType.OPTIONS);

    private final Access access;
    private final Sessions sessions;
    private final Credentials credentials;
    private final AuditTrail trail;
    private Function<Context, String> routes = ctx -> null;

    /** @param secure true where browsers come by https */
    public Gate(Access access, Sessions sessions, boolean secure) {
        this.access = access;
        this.sessions = sessions;
        this.credentials = new Credentials(secure);
        this.trail = new AuditTrail(access.audit());
    }

    /** A gate, and the routes for signing in. */
    public static Gate with(Access access, boolean secure) {
        return new Gate(access, new Sessions(access.clock()), secure);
    }

    public void register(RoutesConfig config) {
        config.before(this::enter);
        config.after(this::leave);
        new SessionRoutes(access, sessions, credentials, this::address).register(config);
    }

    /** @param routes the route that a request goes to, as in {@link Permissions}, or null; asked once for each request */
    public void routes(Function<Context, String> routes) {
        this.routes = routes;
    }

    private void enter(Context ctx) {
        ctx.attribute(BEGUN, System.nanoTime());
        String route = routes.apply(ctx);
        ctx.attribute(ROUTE, route);
        Permission permission = route == null ? null : Permissions.of(route);
        if (permission != null && permission.isOpen()
                || route == null && !ctx.path().startsWith("/api/")) {
            return;
        }
        Principal principal = identify(ctx);
        if (route != null) {
            allow(ctx, principal, permission, route);
        } else if (ctx.method().equals(HandlerType.HEAD)) {
            // Else it would be answered as if the page had it.
            throw new NotFoundResponse("HEAD " + ctx.path() + " is not there");
        }
    }

    private void allow(Context ctx, Principal principal, Permission permission, String route) {
        if (permission == null) {
            throw new SojournException(ErrorCode.FORBIDDEN, route + " is for nobody: it has no role.");
        }
        if (permission.role() != null && !principal.has(permission.role())) {
            throw new SojournException(
                    ErrorCode.FORBIDDEN,
                    "this needs the role " + permission.role().word() + ", which " + principal.name() + " has not.",
                    "Maybe ask who keeps the access rules for it.");
        }
        if (permission.whole() && !seesAllRows(principal.scope())) {
            throw new SojournException(
                    ErrorCode.FORBIDDEN,
                    "this is about all rows, and " + principal.name() + " sees some of them, or less of them.",
                    "Maybe use a key whose policy has neither processes, rows, masked columns nor smallest_cell.");
        }
        long wait = access.take(principal, cost(ctx, permission));
        if (wait > 0) {
            throw wait(ctx, wait, principal.name() + " asks too much at a time.");
        }
        if (route.equals(STREAM)) {
            // Its end may be hours away.
            Audited.code(ctx, "opened");
            trail.add(ctx, route, address(ctx), ctx.attribute(BEGUN));
            Audited.code(ctx, null);
        }
    }

    /** A past instant is computed from the events. */
    private static int cost(Context ctx, Permission permission) {
        return ctx.queryParam("as_of") == null ? permission.cost() : Math.max(permission.cost(), PAST_COST);
    }

    private static boolean seesAllRows(Scope scope) {
        return scope.processes().isEmpty()
                && scope.rows().isEmpty()
                && scope.smallestCell() < 2
                && Policy.NAMING.containsAll(scope.masked());
    }

    static HttpResponseException wait(Context ctx, long seconds, String why) {
        ctx.header("Retry-After", Long.toString(seconds));
        return new HttpResponseException(TOO_MANY, why, Map.of("hint", "Maybe try again in " + seconds + " s."));
    }

    /** Who asks; refused where that is not known. */
    private Principal identify(Context ctx) {
        if (!access.isAsked()) {
            Callers.set(ctx, Principal.local(), () -> true);
            return Principal.local();
        }
        try {
            Credentials.refuseInAddress(ctx);
            Subject subject = subject(ctx);
            Principal principal = access.principal(subject);
            Callers.set(ctx, principal, access.stillGood(subject, principal));
            return principal;
        } catch (SojournException e) {
            if (e.code() == ErrorCode.UNAUTHENTICATED && isTry(ctx)) {
                long wait = access.limits().wrongTry(address(ctx));
                if (wait > 0) {
                    throw wait(ctx, wait, "too many wrong keys came from your address.");
                }
            }
            throw e;
        }
    }

    /** Whoever shows nothing has not tried; a browser whose session is over asks on for a while. */
    private static boolean isTry(Context ctx) {
        return ctx.header("Authorization") != null;
    }

    private Subject subject(Context ctx) {
        String bearer = Credentials.bearer(ctx);
        if (bearer != null) {
            return access.subject(bearer);
        }
        String session = credentials.session(ctx);
        Subject subject = session == null ? null : sessions.of(session);
        if (subject == null) {
            throw new SojournException(
                    ErrorCode.UNAUTHENTICATED,
                    session == null ? "a key is needed." : "you are signed out.",
                    "Maybe send one as Authorization: Bearer KEY, or sign in on the page.");
        }
        // The browser adds a cookie by itself; that the page meant it is seen by where it comes from.
        if (!READING.contains(ctx.method()) && ctx.header("Origin") == null) {
            throw new SojournException(
                    ErrorCode.FORBIDDEN, "a signed-in browser must say which page sends this (Origin).");
        }
        return subject;
    }

    /** Behind a proxy the last address that it added: those before are what the caller says of itself. */
    private String address(Context ctx) {
        String forwarded = access.isBehindProxy() ? ctx.header("X-Forwarded-For") : null;
        String address = forwarded == null
                ? ctx.ip()
                : forwarded.substring(forwarded.lastIndexOf(',') + 1).strip();
        return address.length() > 100 ? address.substring(0, 100) : address;
    }

    private void leave(Context ctx) {
        String route = ctx.attribute(ROUTE);
        Permission permission = route == null ? null : Permissions.of(route);
        boolean isOpen = permission != null && permission.isOpen() && !route.endsWith(" /api/v1/session");
        if (isOpen || route == null && !ctx.path().startsWith("/api/") || ctx.statusCode() == TOO_MANY) {
            return;
        }
        trail.add(ctx, route, address(ctx), ctx.attribute(BEGUN));
    }
}
