package io.sojourn.api.definitions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.sojourn.api.access.Callers;
import io.sojourn.api.access.Sight;
import io.sojourn.api.ingest.EventBody;
import io.sojourn.api.store.Store;
import io.sojourn.definition.CompiledDefinition;
import io.sojourn.definition.DefinitionVersion;
import io.sojourn.definition.Processes;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.Limits;
import io.sojourn.event.SojournException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code /api/v1/definitions}: puts a version, shows what it would change, reads the history. */
public final class DefinitionRoutes {
    private final Store store;
    private final DefinitionDesk desk;
    private final ObjectMapper mapper;

    /** @param desk takes versions; null: this server takes none, and says so */
    public DefinitionRoutes(Store store, DefinitionDesk desk, ObjectMapper mapper) {
        this.store = store;
        this.desk = desk;
        this.mapper = mapper;
    }

    public void register(RoutesConfig routes) {
        routes.get("/api/v1/definitions", ctx -> answer(ctx, all(seen(ctx))));
        routes.get(
                "/api/v1/definitions/<process>/history",
                ctx -> answer(ctx, history(seen(ctx), ctx.pathParam("process"))));
        routes.put("/api/v1/definitions/<process>", ctx -> answer(ctx, put(ctx)));
    }

    private void answer(Context ctx, Map<String, Object> document) throws JsonProcessingException {
        ctx.contentType("application/json").result(mapper.writeValueAsBytes(document));
    }

    private Processes seen(Context ctx) {
        return Sight.seen(Callers.of(ctx).scope(), store.processes());
    }

    private static Map<String, Object> all(Processes processes) {
        return Map.of(
                "definitions",
                processes.histories().stream()
                        .map(h -> shown(h.newest(), false))
                        .toList());
    }

    private static Map<String, Object> history(Processes processes, String process) {
        return Map.of(
                "process",
                process,
                "versions",
                processes.get(process).versions().stream()
                        .map(v -> shown(v, true))
                        .toList());
    }

    private Map<String, Object> put(Context ctx) throws IOException {
        if (desk == null) {
            throw new SojournException(
                    ErrorCode.BUSY,
                    "this server takes no definitions.",
                    "Maybe start it with sojourn live, or serve --kafka.");
        }
        byte[] body = EventBody.read(ctx, 4 * Limits.DEFINITION_LENGTH);
        CompiledDefinition compiled = desk.compiled(ctx.pathParam("process"), new String(body, StandardCharsets.UTF_8));
        boolean restate = flag(ctx, "restate");
        return flag(ctx, "dry_run") ? desk.dryRun(compiled, restate) : shown(desk.put(compiled, restate), false);
    }

    private static boolean flag(Context ctx, String name) {
        String text = ctx.queryParam(name);
        if (text == null || text.equals("false")) {
            return false;
        }
        if (text.equals("true")) {
            return true;
        }
        throw new SojournException(ErrorCode.BAD_REQUEST, name + " \"" + text + "\" is not true or false");
    }

    private static Map<String, Object> shown(DefinitionVersion v, boolean withText) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("process", v.definition().process());
        shown.put("version", v.number());
        shown.put("title", v.definition().title());
        boolean always = v.validFrom() == DefinitionVersion.BEGINNING;
        shown.put(
                "valid_from",
                always
                        ? null
                        : Instant.EPOCH.plus(v.validFrom(), ChronoUnit.MICROS).toString());
        if (withText) {
            shown.put("yaml", v.definition().text());
        }
        return shown;
    }
}
