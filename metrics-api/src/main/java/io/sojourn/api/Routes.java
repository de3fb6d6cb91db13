package io.sojourn.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.sojourn.api.access.Callers;
import io.sojourn.api.resources.Documents;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.function.Function;

/** The REST routes: parameters in, a document out. */
final class Routes {
    private static final int DEFAULT_CASES = 100;

    private final Documents documents;
    private final ObjectMapper mapper;

    Routes(Documents documents, ObjectMapper mapper) {
        this.documents = documents;
        this.mapper = mapper;
    }

    void register(RoutesConfig routes) {
        get(routes, "processes", ctx -> of(ctx).processes());
        get(routes, "health", ctx -> of(ctx).health(process(ctx)));
        get(routes, "definition", ctx -> of(ctx).definition(process(ctx)));
        get(routes, "queues", ctx -> of(ctx).queues(process(ctx), ctx.queryParam("by")));
        get(routes, "measures", ctx -> of(ctx).measures(process(ctx), ctx.queryParam("window"), ctx.queryParam("by")));
        get(routes, "slas", ctx -> of(ctx).slas(process(ctx)));
        get(routes, "handoffs", ctx -> of(ctx).handoffs(process(ctx), ctx.queryParam("window")));
        get(routes, "cases", this::cases);
        get(routes, "cases/<id>", ctx -> of(ctx).oneCase(process(ctx), ctx.pathParam("id")));
        get(routes, "signals", ctx -> of(ctx).signals(process(ctx)));
        routes.post("/api/v1/sql", ctx -> answer(ctx, of(ctx).sql(sqlOf(ctx))));
        routes.post("/api/v1/verify", ctx -> answer(ctx, of(ctx).verify()));
        routes.get("/openapi.yaml", Routes::openApi);
    }

    /** The documents as who asks sees them. */
    private Documents of(Context ctx) {
        return documents.as(Callers.of(ctx));
    }

    private void get(RoutesConfig routes, String name, Function<Context, Map<String, Object>> document) {
        routes.get("/api/v1/" + name, ctx -> answer(ctx, document.apply(ctx)));
    }

    private void answer(Context ctx, Map<String, Object> document) throws JsonProcessingException {
        ctx.contentType("application/json").result(mapper.writeValueAsBytes(document));
    }

    /** The process that a request names, or null. */
    private static String process(Context ctx) {
        return ctx.queryParam("process");
    }

    private Map<String, Object> cases(Context ctx) {
        String state = ctx.queryParam("state");
        return of(ctx).cases(
                        process(ctx),
                        state == null ? "open" : state,
                        ctx.queryParam("search"),
                        number(ctx, "limit", DEFAULT_CASES));
    }

    private static int number(Context ctx, String name, int otherwise) {
        String text = ctx.queryParam(name);
        if (text == null) {
            return otherwise;
        }
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new SojournException(
                    ErrorCode.BAD_REQUEST, name + " \"" + text + "\" is not a whole number", null, e);
        }
    }

    private String sqlOf(Context ctx) {
        try {
            JsonNode body = mapper.readTree(ctx.bodyAsBytes());
            if (body.isObject() && body.size() == 1 && body.path("sql").isTextual()) {
                return body.get("sql").textValue();
            }
        } catch (IOException e) {
            throw notASqlBody(e);
        }
        throw notASqlBody(null);
    }

    private static SojournException notASqlBody(IOException cause) {
        return new SojournException(
                ErrorCode.BAD_REQUEST,
                "the body is not of the form {\"sql\": \"SELECT ...\"}.",
                "Maybe the text is not quoted as JSON.",
                cause);
    }

    private static void openApi(Context ctx) throws IOException {
        try (InputStream in = Routes.class.getResourceAsStream("/openapi.yaml")) {
            ctx.contentType("application/yaml").result(in.readAllBytes());
        }
    }
}
