package io.sojourn.api.ingest;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.sojourn.api.access.Callers;
import io.sojourn.api.access.Role;
import io.sojourn.api.store.Store;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/** {@code POST /api/v1/rejected-events/replay}. */
public final class ReplayRoute {
    private final Store store;
    private final Ingest ingest;
    private final ReentrantLock one = new ReentrantLock();

    /** @param ingest takes the events; null: this server takes none, and says so */
    public ReplayRoute(Store store, Ingest ingest) {
        this.store = store;
        this.ingest = ingest;
    }

    public void register(RoutesConfig routes) {
        routes.post("/api/v1/rejected-events/replay", this::post);
    }

    private void post(Context ctx) throws IOException {
        if (ingest == null || !one.tryLock()) {
            throw new SojournException(
                    ErrorCode.BUSY,
                    ingest == null ? "this server takes no events." : "a replay of rejected events is running.",
                    "Maybe start it with sojourn live, or try again in a moment.");
        }
        try {
            Replay.Report r = Replay.run(
                    store,
                    ingest,
                    new Replay.Filter(
                            ctx.queryParam("code"),
                            ctx.queryParam("source"),
                            ctx.queryParam("case"),
                            "true".equals(ctx.queryParam("dry_run"))),
                    EventBody.read(ctx, ingest.options().bodyBytes()));
            ctx.json(Map.of(
                    "replayed", r.replayed(),
                    "rejected", r.rejected(),
                    "impossible", r.impossible(),
                    "first_reason", r.firstReason() == null || !isShown(ctx) ? "" : r.firstReason()));
        } finally {
            one.unlock();
        }
    }

    /** Reasons may name cases. */
    private static boolean isShown(Context ctx) {
        return Callers.of(ctx).has(Role.PHI_READER);
    }
}
