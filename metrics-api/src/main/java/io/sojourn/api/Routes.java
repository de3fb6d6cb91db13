package io.sojourn.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.sojourn.api.access.AccessSchema;
import io.sojourn.api.access.Audited;
import io.sojourn.api.resources.Asked;
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
    private final Resources resources;
    private final Exports exports;
    private final ObjectMapper mapper;
    private final CachedAnswers answers;

    Routes(Documents documents, Resources resources, Exports exports, ObjectMapper mapper) {
        this.documents = documents;
        this.resources = resources;
        this.exports = exports;
        this.mapper = mapper;
        this.answers = new CachedAnswers(mapper);
    }

    void register(RoutesConfig routes) {
        get(routes, "processes", (ctx, asked) -> documents.processes());
        get(routes, "health", (ctx, asked) -> documents.health(asked.text("process")));
        get(routes, "definition", (ctx, asked) -> documents.definition(asked.text("process")));
        get(routes, "queues", (ctx, asked) -> resources.queues(asked), "as_of", "by");
        get(routes, "queues/{queue}", (ctx, asked) -> resources.queue(ctx.pathParam("queue"), asked), PERIOD);
        get(
                routes,
                "queues/{queue}/stays",
                (ctx, asked) -> resources.stays(ctx.pathParam("queue"), asked),
                with(LIST, "state"));
        get(routes, "measures", (ctx, asked) -> resources.measures(asked), "as_of", "window", "by");
        get(
                routes,
                "measures/{measure}",
                (ctx, asked) -> resources.measure(ctx.pathParam("measure"), asked),
                with(PERIOD, "by"));
        get(routes, "slas", (ctx, asked) -> resources.slas(asked), "as_of");
        get(routes, "slas/clocks", (ctx, asked) -> resources.clocks(asked), with(LIST, "sla", "state"));
        get(routes, "slas/breaches", (ctx, asked) -> resources.breaches(asked), with(LIST, "sla"));
        get(routes, "handoffs", (ctx, asked) -> resources.handoffs(asked), "as_of", "window");
        get(routes, "cases", (ctx, asked) -> resources.cases(asked), with(LIST, "state", "search"));
        get(routes, "cases/<id>", (ctx, asked) -> resources.oneCase(ctx.pathParam("id"), asked), "as_of");
        get(routes, "data-quality", (ctx, asked) -> resources.dataQuality(asked));
        get(routes, "signals", (ctx, asked) -> documents.signals(asked.text("process")));
        routes.get("/api/v1/exports/{table}", this::export);
        routes.post("/api/v1/sql", ctx -> answer(ctx, documents.sql(sqlOf(ctx))));
        routes.post("/api/v1/sql/complete", ctx -> answer(ctx, completion(ctx)));
        routes.post("/api/v1/verify", ctx -> answer(ctx, documents.verify()));
        routes.get("/openapi.yaml", Routes::openApi);
        routes.get("/healthz", ctx -> ctx.contentType("text/plain").result("ok\n"));
        routes.get("/access.schema.json", ctx -> ctx.contentType("application/schema+json")
                .result(AccessSchema.text()));
    }

    /** Makes a document of a request and its parameters. */
    private interface Document {
        Map<String, Object> of(Context ctx, Asked asked);
    }

    /** @param parameters that the route knows beside {@code process}; any other is refused */
    private void get(RoutesConfig routes, String name, Document document, String... parameters) {
        List<String> known = List.of(with(parameters, "process"));
        routes.get("/api/v1/" + name, ctx -> {
            Map<String, Object> made = document.of(ctx, new Asked(ctx.queryParamMap(), known));
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
        Exports.Export export = exports.of(ctx.pathParam("table"), new Asked(ctx.queryParamMap(), known));
        ctx.header("Content-Disposition", "attachment; filename=\"" + export.name() + "\"");
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
                return documents.complete(
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
