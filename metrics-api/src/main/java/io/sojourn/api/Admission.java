package io.sojourn.api;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import java.util.Set;
import java.util.concurrent.Semaphore;

/**
 * So many requests are answered at a time; one more is refused at once as {@code busy}, with {@code Retry-After}, instead of waiting where
 * nobody sees it. Health is never refused, and the live stream has a limit of its own.
 */
final class Admission {
    /** Requests at a time; cached answers are done before the next one comes. */
    static final int MOST = 64;

    private static final String ADMITTED = "admitted";
    private static final Set<String> FREE = Set.of("/api/v1/health", "/api/v1/live");

    private final Semaphore places = new Semaphore(MOST);

    void register(RoutesConfig routes) {
        routes.before("/api/*", this::enter);
        routes.after("/api/*", this::leave);
    }

    private void enter(Context ctx) {
        if (FREE.contains(ctx.path())) {
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
