package io.sojourn.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.sojourn.api.access.AccessSchema;
import io.sojourn.api.access.Audited;
import io.sojourn.api.access.Callers;
import io.sojourn.api.resources.Asked;
import io.sojourn.api.resources.Cursors;
import io.sojourn.api.resources.Documents;
import io.sojourn.api.resources.Exports;
import io.sojourn.api.resources.Resources;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The REST routes: parameters in, a document out. */
final class Routes {
    private static final String[] LIST = {"as_of", "where", "filter", "limit", "cursor"};
    private static final String[] PERIOD = {"as_of", "where", "window", "from", "to", "step"};

    private final Documents documents;
    private final Cursors cursors;
    private final Exports exports;
    private final ObjectMapper mapper;
    private final CachedAnswers answers;

    Routes(Documents documents, Cursors cursors, Exports exports, ObjectMapper mapper) {
        this.documents = documents;
        this.cursors = cursors;
        this.exports = exports;
        this.mapper = mapper;
        this.answers = new CachedAnswers(mapper);
    }

    void register(RoutesConfig routes) {
        get(routes, "processes", (seen, ctx, asked) -> seen.processes());
        get(routes, "health", (seen, ctx, asked) -> seen.health(asked.text("process")));
        get(routes, "definition", (seen, ctx, asked) -> seen.definition(asked.text("process")));
        get(routes, "queues", (seen, ctx, asked) -> of(seen).queues(asked), "as_of", "by", "where", "filter");
        get(
                routes,
                "queues/{queue}",
                (seen, ctx, asked) -> of(seen).queue(ctx.pathParam("queue"), asked),
                with(PERIOD, "filter"));
        get(
                routes,
                "queues/{queue}/stays",
                (seen, ctx, asked) -> of(seen).stays(ctx.pathParam("queue"), asked),
                with(LIST, "state"));
        get(routes, "measures", (seen, ctx, asked) -> of(seen).measures(asked), "as_of", "where", "window", "by");
        get(
                routes,
                "measures/{measure}",
                (seen, ctx, asked) -> of(seen).measure(ctx.pathParam("measure"), asked),
                with(PERIOD, "by"));
        get(routes, "slas", (seen, ctx, asked) -> of(seen).slas(asked), "as_of", "where", "filter");
        get(routes, "slas/clocks", (seen, ctx, asked) -> of(seen).clocks(asked), with(LIST, "sla", "state"));
        get(routes, "slas/breaches", (seen, ctx, asked) -> of(seen).breaches(asked), with(LIST, "sla"));
        get(routes, "handoffs", (seen, ctx, asked) -> of(seen).handoffs(asked), "as_of", "where", "filter", "window");
        get(routes, "cases", (seen, ctx, asked) -> of(seen).cases(asked), with(LIST, "state", "search"));
        get(routes, "cases/<id>", (seen, ctx, asked) -> of(seen).oneCase(ctx.pathParam("id"), asked), "as_of");
        get(routes, "data-quality", (seen, ctx, asked) -> of(seen).dataQuality(asked));
        get(routes, "signals", (seen, ctx, asked) -> seen.signals(asked.text("process")));
        routes.get("/api/v1/exports/{table}", this::export);
        routes.post("/api/v1/sql", ctx -> answer(ctx, seenBy(ctx).sql(sqlOf(ctx))));
        routes.post("/api/v1/sql/complete", ctx -> answer(ctx, completion(ctx)));
        routes.post("/api/v1/verify", ctx -> answer(ctx, seenBy(ctx).verify()));
        routes.get("/openapi.yaml", Routes::openApi);
        routes.get("/healthz", ctx -> ctx.contentType("text/plain").result("ok\n"));
        routes.get("/access.schema.json", ctx -> ctx.contentType("application/schema+json")
                .result(AccessSchema.text()));
    }

    /** The documents as who asks sees them. */
    private Documents seenBy(Context ctx) {
        return documents.as(Callers.of(ctx));
    }

    private Resources of(Documents seen) {
        return new Resources(seen, cursors);
    }

    /** Makes a document of a request and its parameters. */
    private interface Document {
        Map<String, Object> of(Documents seen, Context ctx, Asked asked);
    }

    /** @param parameters that the route knows beside {@code process}; any other is refused */
    private void get(RoutesConfig routes, String name, Document document, String... parameters) {
        List<String> known = List.of(with(parameters, "process"));
        routes.get("/api/v1/" + name, ctx -> {
            Map<String, Object> made = document.of(seenBy(ctx), ctx, new Asked(ctx.queryParamMap(), known));
            Audited.rows(ctx, made);
            answers.answer(ctx, made);
        });
    }

    private static String[] with(String[] some, String... more) {
        return Stream.concat(Stream.of(some), Stream.of(more)).toArray(String[]::new);
    }

    private void answer(Context ctx, Map<String, Object> document) throws JsonProcessingException {
        Audited.rows(ctx, document);
        ctx.contentType("application/json").result(mapper.writeValueAsBytes(document));
    }

    private void export(Context ctx) {
        List<String> known = List.of("process", "as_of", "where", "filter", "format", "formulas", "columns");
        Exports.Export export = exports.of(seenBy(ctx), ctx.pathParam("table"), new Asked(ctx.queryParamMap(), known));
        ctx.header("Content-Disposition", "attachment; filename=\"" + export.name() + "\"");
        Audited.rows(ctx, export.rows());
        ctx.header("X-Row-Count", Long.toString(export.rows()));
        if (export.asOf() != null) {
            ctx.header("X-As-Of", export.asOf());
        }
        ctx.contentType(export.type()).result(export.content());
    }

    private String sqlOf(Context ctx) {
        try {
            JsonNode body = mapper.readTree(ctx.bodyAsBytes());
            if (body.isObject() && body.size() == 1 && body.path("sql").isTextual()) {
                Audited.statement(ctx, body.get("sql").textValue());
                return body.get("sql").textValue();
            }
        } catch (IOException e) {
            throw notASqlBody(e);
        }
        throw notASqlBody(null);
    }

    private Map<String, Object> completion(Context ctx) {
        try {
            JsonNode body = mapper.readTree(ctx.bodyAsBytes());
            if (body.size() == 2
                    && body.path("sql").isTextual()
                    && body.path("cursor").canConvertToInt()) {
                return seenBy(ctx)
                        .complete(
                                body.get("sql").textValue(), body.get("cursor").intValue());
            }
        } catch (IOException e) {
            throw notASqlBody(e);
        }
        throw new SojournException(
                ErrorCode.BAD_REQUEST, "the body is not of the form {\"sql\": \"SELECT ...\", \"cursor\": 7}.", null);
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
