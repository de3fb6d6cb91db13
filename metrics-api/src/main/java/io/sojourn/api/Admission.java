package io.sojourn.api;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import java.util.Set;
import java.util.concurrent.Semaphore;

/**
 * So many requests are answered at a time; one more is refused at once as {@code busy}, with {@code Retry-After}, instead of waiting where
 * nobody sees it. Health is never refused; the live stream and mining have limits of their own.
 */
final class Admission {
    /** Requests at a time; cached answers are done before the next one comes. */
    static final int MOST = 64;

    private static final String ADMITTED = "admitted";
    private static final String ROOT = "/api/v1/";
    private static final Set<String> FREE = Set.of("health", "live", "session");
    /** Mining waits without a thread, and refuses by a limit of its own. */
    private static final Set<String> MINING = Set.of(
            "variants",
            "process-map",
            "bottlenecks",
            "waits",
            "handovers",
            "differences",
            "spectrum",
            "cumulative-flow",
            "dots",
            "cascades");

    private final Semaphore places = new Semaphore(MOST);

    void register(RoutesConfig routes) {
        routes.before("/api/*", this::enter);
        routes.after("/api/*", this::leave);
    }

    private void enter(Context ctx) {
        String name = ctx.path().startsWith(ROOT) ? ctx.path().substring(ROOT.length()) : "";
        if (FREE.contains(name) || MINING.contains(name.replaceFirst("\\.svg$", ""))) {
            return;
        }
        if (!places.tryAcquire()) {
            throw new SojournException(
                    ErrorCode.BUSY, MOST + " requests are being answered already.", "Maybe ask less often.");
        }
        ctx.attribute(ADMITTED, true);
    }

    private void leave(Context ctx) {
        if (ctx.attribute(ADMITTED) != null) {
            ctx.attribute(ADMITTED, null);
            places.release();
        }
    }
}
