package io.sojourn.api.definitions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.sojourn.api.access.Callers;
import io.sojourn.api.access.Role;
import io.sojourn.api.access.Sight;
import io.sojourn.api.ingest.EventBody;
import io.sojourn.api.resources.Asked;
import io.sojourn.api.resources.Json;
import io.sojourn.api.store.PutNote;
import io.sojourn.api.store.Store;
import io.sojourn.definition.CompiledDefinition;
import io.sojourn.definition.DefinitionHistory;
import io.sojourn.definition.DefinitionVersion;
import io.sojourn.definition.Processes;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.Limits;
import io.sojourn.event.SojournException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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
        routes.get("/api/v1/definitions", ctx -> answer(ctx, all(ctx)));
        routes.get("/api/v1/definitions/<process>/history", ctx -> answer(ctx, history(ctx)));
        routes.get("/api/v1/definitions/<process>", ctx -> answer(ctx, one(ctx)));
        routes.put("/api/v1/definitions/<process>", ctx -> answer(ctx, put(ctx)));
    }

    private void answer(Context ctx, Map<String, Object> document) throws JsonProcessingException {
        ctx.contentType("application/json").result(mapper.writeValueAsBytes(document));
    }

    private Processes seen(Context ctx) {
        return Sight.seen(Callers.of(ctx).scope(), store.processes());
    }

    private Map<String, Object> all(Context ctx) {
        checkParameters(ctx);
        return Map.of(
                "definitions",
                seen(ctx).histories().stream().map(h -> shown(h.newest(), null)).toList());
    }

    /** The newest version, or the one that is asked for, with its text. */
    private Map<String, Object> one(Context ctx) {
        Asked asked = new Asked(ctx.queryParamMap(), List.of("version"));
        DefinitionHistory history = seen(ctx).get(ctx.pathParam("process"));
        int number = asked.number("version", history.newest().number(), 0, Integer.MAX_VALUE);
        DefinitionVersion version = history.version(number)
                .orElseThrow(() -> new SojournException(
                        ErrorCode.NOT_FOUND,
                        "there is no version " + number + " of " + history.process() + ".",
                        "Maybe ask for its history."));
        return shown(version, notes(ctx, history).getOrDefault((long) number, PutNote.NONE));
    }

    private Map<String, Object> history(Context ctx) {
        checkParameters(ctx);
        DefinitionHistory history = seen(ctx).get(ctx.pathParam("process"));
        Map<Long, PutNote> notes = notes(ctx, history);
        List<Map<String, Object>> versions = new ArrayList<>();
        DefinitionVersion before = null;
        for (DefinitionVersion v : history.versions()) {
            Map<String, Object> shown = shown(v, notes.getOrDefault((long) v.number(), PutNote.NONE));
            shown.put(
                    "changes",
                    before == null
                            ? List.of()
                            : DefinitionChanges.between(
                                    before.definition().text(), v.definition().text()));
            versions.add(shown);
            before = v;
        }
        return Map.of("process", history.process(), "versions", versions);
    }

    /** Who put a version is told to those who may put, and to those who read the audit log. */
    private Map<Long, PutNote> notes(Context ctx, DefinitionHistory history) {
        Map<Long, PutNote> notes = store.putNotes(history.process());
        if (!Callers.of(ctx).has(Role.OPERATOR) && !Callers.of(ctx).has(Role.ADMIN)) {
            notes.replaceAll((version, note) -> new PutNote(note.at(), null));
        }
        return notes;
    }

    /** These routes have none. */
    private static void checkParameters(Context ctx) {
        new Asked(ctx.queryParamMap(), List.of());
    }

    private Map<String, Object> put(Context ctx) throws IOException {
        if (desk == null) {
            throw new SojournException(
                    ErrorCode.BUSY,
                    "this server takes no definitions.",
                    "Maybe start it with sojourn live, or serve --kafka.");
        }
        Asked asked = new Asked(ctx.queryParamMap(), List.of("restate", "dry_run"));
        byte[] body = EventBody.read(ctx, 4 * Limits.DEFINITION_LENGTH);
        CompiledDefinition compiled = desk.compiled(ctx.pathParam("process"), new String(body, StandardCharsets.UTF_8));
        boolean restate = flag(asked, "restate");
        return flag(asked, "dry_run")
                ? desk.dryRun(compiled, restate)
                : shown(desk.put(compiled, restate, Callers.of(ctx).name()), null);
    }

    private static boolean flag(Asked asked, String name) {
        String text = asked.text(name);
        if (text == null || text.equals("false")) {
            return false;
        }
        if (text.equals("true")) {
            return true;
        }
        throw new SojournException(ErrorCode.BAD_REQUEST, name + " \"" + text + "\" is not true or false");
    }

    /** @param note when and by whom it was put: then its text is shown too; null: not that */
    private static Map<String, Object> shown(DefinitionVersion v, PutNote note) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("process", v.definition().process());
        shown.put("version", v.number());
        shown.put("title", v.definition().title());
        boolean always = v.validFrom() == DefinitionVersion.BEGINNING;
        shown.put("valid_from", always ? null : Json.instant(v.validFrom()));
        if (note != null) {
            shown.put("put_at", note.at() == null ? null : note.at().toString());
            shown.put("put_by", note.by());
            shown.put("yaml", v.definition().text());
        }
        return shown;
    }
}
