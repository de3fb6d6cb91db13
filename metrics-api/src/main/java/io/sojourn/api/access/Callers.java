package io.sojourn.api.access;

import io.javalin.http.Context;

/** Who sent a request. */
public final class Callers {
    private static final String ATTRIBUTE = "principal";

    private Callers() {}

    /** Who was authenticated; where no keys are asked for, {@link Principal#local()}. */
    public static Principal of(Context ctx) {
        Principal known = ctx.attribute(ATTRIBUTE);
        return known == null ? Principal.local() : known;
    }
}
