package io.sojourn.api;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/** The web page: static files from the class path, folder /web. A path without a file shows the start page. */
final class Pages {
    /** The route of everything that is no other route. */
    static final String ANY = "/<path>";

    private static final String FOLDER = "/web/";
    private static final String START = "index.html";
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("html", "text/html; charset=utf-8"),
            Map.entry("js", "text/javascript; charset=utf-8"),
            Map.entry("css", "text/css; charset=utf-8"),
            Map.entry("json", "application/json"),
            Map.entry("webmanifest", "application/manifest+json"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("png", "image/png"),
            Map.entry("ico", "image/x-icon"),
            Map.entry("woff2", "font/woff2"),
            Map.entry("txt", "text/plain; charset=utf-8"));
    private static final String NOT_BUILT =
            """
            Sojourn runs here, but its web page was not built into this program.
            The API is at /api/v1/health, its description at /openapi.yaml, figures for Prometheus at /metrics.
            """;

    void register(RoutesConfig routes) {
        routes.get("/", ctx -> start(ctx));
        routes.get(ANY, this::file);
    }

    private void file(Context ctx) throws IOException {
        String path = ctx.pathParam("path");
        if (path.startsWith("api/")) {
            throw new NotFoundResponse("GET /" + path + " is not there");
        }
        String type = TYPES.get(path.substring(path.lastIndexOf('.') + 1));
        if (type == null || !path.matches("[A-Za-z0-9_./-]+") || path.contains("..")) {
            start(ctx);
            return;
        }
        try (InputStream in = Pages.class.getResourceAsStream(FOLDER + path)) {
            if (in == null) {
                throw new NotFoundResponse("there is no file /" + path);
            }
            // Built files carry a hash of their content in their name.
            ctx.header("Cache-Control", path.startsWith("assets/") ? "max-age=31536000, immutable" : "no-cache");
            ctx.contentType(type).result(in.readAllBytes());
        }
    }

    private static void start(Context ctx) throws IOException {
        ctx.header("Cache-Control", "no-cache");
        try (InputStream in = Pages.class.getResourceAsStream(FOLDER + START)) {
            if (in == null) {
                ctx.contentType(TYPES.get("txt")).result(NOT_BUILT);
            } else {
                ctx.contentType(TYPES.get("html")).result(in.readAllBytes());
            }
        }
    }
}
