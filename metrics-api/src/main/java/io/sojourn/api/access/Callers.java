package io.sojourn.api.access;

import io.javalin.http.Context;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import java.util.function.BooleanSupplier;

/** Who asks, as handlers get to know it. */
public final class Callers {
    private static final String PRINCIPAL = "principal";
    private static final String STILL_GOOD = "principal.good";

    private Callers() {}

    /** Who asks. A request that came past the {@link Gate} without one is refused: that would be a defect. */
    public static Principal of(Context ctx) {
        Principal principal = ctx.attribute(PRINCIPAL);
        if (principal == null) {
            throw new SojournException(ErrorCode.BROKEN, "a route was reached without asking who calls it");
        }
        return principal;
    }

    /**
     * For answers that go on, such as a live stream: false once who asked may no longer see what they saw when it began, since
     * their key ran out, was withdrawn, or its policy is another one. To be asked now and then; may be kept after the request.
     */
    public static BooleanSupplier stillGood(Context ctx) {
        BooleanSupplier good = ctx.attribute(STILL_GOOD);
        return good == null ? () -> false : good;
    }

    static void set(Context ctx, Principal principal, BooleanSupplier stillGood) {
        ctx.attribute(PRINCIPAL, principal);
        ctx.attribute(STILL_GOOD, stillGood);
    }

    /** Null before the gate has found out. */
    static Principal known(Context ctx) {
        return ctx.attribute(PRINCIPAL);
    }
}
