package io.sojourn.api.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.Limits;
import io.sojourn.event.SojournException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** {@code /api/v1/session}: signs a browser in by a key, says who is signed in, signs out. */
final class SessionRoutes {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PATH = "/api/v1/session";
    /** Of a sign-in by a right key, in units of the rate; wrong ones are counted by address. */
    private static final int COST = 1;

    private final Access access;
    private final Sessions sessions;
    private final Credentials credentials;
    private final Function<Context, String> address;

    SessionRoutes(Access access, Sessions sessions, Credentials credentials, Function<Context, String> address) {
        this.access = access;
        this.sessions = sessions;
        this.credentials = credentials;
        this.address = address;
    }

    void register(RoutesConfig routes) {
        routes.post(PATH, this::signIn);
        routes.get(PATH, ctx -> answer(ctx, Callers.of(ctx), credentials.session(ctx) != null));
        routes.delete(PATH, this::signOut);
    }

    private void signIn(Context ctx) throws IOException {
        if (!access.isAsked()) {
            answer(ctx, Principal.local(), false);
            return;
        }
        Credentials.refuseInAddress(ctx);
        String key = key(ctx);
        Principal principal;
        Subject subject;
        try {
            subject = access.subject(key);
            principal = access.principal(subject);
        } catch (SojournException e) {
            throw e.code() == ErrorCode.UNAUTHENTICATED ? refused(ctx, e) : e;
        }
        Callers.set(ctx, principal, () -> true);
        long wait = access.take(principal, COST);
        if (wait > 0) {
            throw Gate.wait(ctx, wait, principal.name() + " signs in too often.");
        }
        credentials.keep(ctx, sessions.begin(subject));
        answer(ctx, principal, true);
    }

    private RuntimeException refused(Context ctx, SojournException e) {
        long wait = access.limits().wrongTry(address.apply(ctx));
        return wait == 0 ? e : Gate.wait(ctx, wait, "too many wrong keys came from your address.");
    }

    private static String key(Context ctx) throws IOException {
        try {
            byte[] bytes = ctx.bodyAsBytes();
            JsonNode body = bytes.length > 2 * Limits.CREDENTIAL_LENGTH ? null : JSON.readTree(bytes);
            if (body != null
                    && body.isObject()
                    && body.size() == 1
                    && body.path("key").isTextual()) {
                return body.get("key").textValue().strip();
            }
        } catch (JsonProcessingException e) {
            // Without the cause: it would quote the key.
            throw notAKey();
        }
        throw notAKey();
    }

    private static SojournException notAKey() {
        return new SojournException(ErrorCode.BAD_REQUEST, "the body is not of the form {\"key\": \"...\"}.");
    }

    private void signOut(Context ctx) throws IOException {
        String session = credentials.session(ctx);
        if (session != null) {
            sessions.end(session);
        }
        credentials.forget(ctx);
        answer(ctx, Callers.of(ctx), false);
    }

    private static void answer(Context ctx, Principal principal, boolean signedIn) throws IOException {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("name", principal.name());
        document.put(
                "roles", principal.roles().stream().map(Role::word).sorted().toList());
        document.put("signed_in", signedIn);
        ctx.contentType("application/json").result(JSON.writeValueAsBytes(document));
    }
}
