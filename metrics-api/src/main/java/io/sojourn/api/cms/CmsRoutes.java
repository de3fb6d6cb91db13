package io.sojourn.api.cms;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.sojourn.api.access.Audited;
import io.sojourn.api.access.Callers;
import io.sojourn.api.resources.Asked;
import io.sojourn.api.resources.Cursors;
import io.sojourn.api.resources.Documents;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Function;

/** The yearly public figures on prior authorization, the requests behind them, and those in the names of PASMetricData. */
public final class CmsRoutes {
    private static final String PATH = "/api/v1/cms-0057";

    private final Documents documents;
    private final Cursors cursors;
    private final ObjectMapper mapper;

    /** How an answer is written. */
    private enum Format {
        JSON,
        CSV
    }

    /** @param documents know what who asks sees */
    public CmsRoutes(Documents documents, Cursors cursors, ObjectMapper mapper) {
        this.documents = documents;
        this.cursors = cursors;
        this.mapper = mapper;
    }

    public void register(RoutesConfig routes) {
        routes.get(PATH, ctx -> {
            Asked asked = new Asked(ctx.queryParamMap(), CmsReports.parameters("format"));
            Map<String, Object> report = CmsReports.figures(documents.as(Callers.of(ctx)), asked);
            write(ctx, asked, "figures", report, r -> CmsCsv.of(mapper.valueToTree(r)));
        });
        routes.get(PATH + "/requests", ctx -> {
            Asked asked = new Asked(ctx.queryParamMap(), CmsReports.parameters("figure", "part", "limit", "cursor"));
            json(ctx, CmsReports.requests(documents.as(Callers.of(ctx)), asked, cursors));
        });
        routes.get(PATH + "/pas-metric-data", ctx -> {
            Asked asked = new Asked(ctx.queryParamMap(), CmsReports.parameters("format"));
            Map<String, Object> data = CmsReports.metricData(documents.as(Callers.of(ctx)), asked);
            write(ctx, asked, "pas-metric-data", data, PasCsv::of);
        });
    }

    private void write(
            Context ctx,
            Asked asked,
            String name,
            Map<String, Object> document,
            Function<Map<String, Object>, String> csv)
            throws JsonProcessingException {
        if (asked.one("format", Format.class, Format.JSON) == Format.JSON) {
            json(ctx, document);
            return;
        }
        Audited.rows(ctx, document);
        String file = "cms-0057-" + document.get("year") + "-" + name + ".csv";
        ctx.header("Content-Disposition", "attachment; filename=\"" + file + "\"");
        ctx.contentType("text/csv; charset=utf-8").result(csv.apply(document).getBytes(StandardCharsets.UTF_8));
    }

    private void json(Context ctx, Map<String, Object> document) throws JsonProcessingException {
        Audited.rows(ctx, document);
        ctx.contentType("application/json").result(mapper.writeValueAsBytes(document));
    }
}
