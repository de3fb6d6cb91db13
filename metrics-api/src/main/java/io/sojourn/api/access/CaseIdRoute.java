package io.sojourn.api.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.Limits;
import io.sojourn.event.SojournException;
import io.sojourn.pseudonym.CaseIds;
import java.io.IOException;
import java.util.Map;

/**
 * {@code POST /api/v1/case-ids}: the pseudonym of a case's id, for who has the id from elsewhere. The id is in the body, so that no
 * address, and with it no log, has it; the audit log has the pseudonym. It doesn't say whether there is such a case; there is no way
 * back. Ids that are typed into the addresses of cases find nothing, and are kept out of the audit log as well.
 */
public final class CaseIdRoute {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FIELD = "case_id";
    private static final String CASES = "/api/v1/cases";
    private static final String REPLAY = "/api/v1/rejected-events/replay";

    private final CaseIds ids;

    public CaseIdRoute(CaseIds ids) {
        this.ids = ids;
    }

    /** Before all others: what is refused is in the audit log too. */
    public void register(RoutesConfig routes) {
        if (ids.areReplaced()) {
            routes.before(CASES, ctx -> hide(ctx, CASES, ctx.queryParam("search")));
            routes.before(CASES + "/<id>", ctx -> hide(ctx, CASES, ctx.path().substring(CASES.length() + 1)));
            routes.before(REPLAY, ctx -> hide(ctx, REPLAY, ctx.queryParam("case")));
        }
        routes.post("/api/v1/case-ids", this::post);
    }

    /** A pseudonym, and a token of a masked one, may be told. */
    private void hide(Context ctx, String where, String asked) {
        if (asked != null && !asked.startsWith(ids.prefix()) && !asked.startsWith("~")) {
            Audited.target(ctx, where + " (an id that is no pseudonym)");
        }
    }

    private void post(Context ctx) throws IOException {
        if (!ids.areReplaced()) {
            throw new SojournException(
                    ErrorCode.NOT_FOUND,
                    "this server has no key for case ids.",
                    "Maybe ids are stored as they came: ask for the id itself.");
        }
        String pseudonym = ids.caseId(given(ctx));
        Audited.target(ctx, ctx.path() + " is " + pseudonym);
        Audited.rows(ctx, 1);
        ctx.contentType("application/json").result(JSON.writeValueAsBytes(Map.of(FIELD, pseudonym)));
    }

    private static String given(Context ctx) throws IOException {
        try {
            byte[] bytes = ctx.bodyAsBytes();
            JsonNode body = bytes.length > 2 * Limits.TEXT_LENGTH ? null : JSON.readTree(bytes);
            if (body != null
                    && body.isObject()
                    && body.size() == 1
                    && body.path(FIELD).isTextual()
                    && !body.path(FIELD).textValue().isBlank()) {
                return body.get(FIELD).textValue();
            }
        } catch (JsonProcessingException e) {
            // Without the cause: it would quote the id.
            throw notAnId();
        }
        throw notAnId();
    }

    private static SojournException notAnId() {
        return new SojournException(ErrorCode.BAD_REQUEST, "the body is not of the form {\"case_id\": \"...\"}.");
    }
}
