package io.sojourn.api.mining;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.sojourn.api.access.Callers;
import io.sojourn.api.resources.Asked;
import io.sojourn.api.resources.Documents;
import io.sojourn.api.resources.EntityTags;
import io.sojourn.api.store.Store;
import io.sojourn.definition.DefinitionHistory;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What is mined of the stored events: each answer is of one as_of, and says it. They are computed apart from the live
 * documents, a few at a time; see {@link MiningOptions}.
 */
public final class MiningRoutes implements AutoCloseable {
    private static final List<String> CHOICE = List.of("process", Asked.WHERE, Asked.FILTER, "events");

    /** A picture opened alone loads nothing and runs nothing; its style is its own. */
    private static final String PICTURE_POLICY = "default-src 'none'; style-src 'unsafe-inline'";

    private static final int NOT_MODIFIED = 304;

    /** In what form an answer comes. */
    private enum Form {
        DOCUMENT("application/json"),
        PICTURE("image/svg+xml");

        private final String type;

        Form(String type) {
            this.type = type;
        }
    }

    private final Documents documents;
    private final MiningDesk desk;

    /** @param documents know what who asks sees */
    public MiningRoutes(Store store, Documents documents, MiningOptions options) {
        this.documents = documents;
        this.desk = new MiningDesk(store, options);
    }

    public void register(RoutesConfig routes) {
        get(routes, "variants", FlowQuestions::variants, "view", "top");
        get(routes, "process-map", FlowQuestions::processMap, "view", "activities", "paths");
        get(routes, "bottlenecks", WaitQuestions::bottlenecks, "top", "min_support");
        get(routes, "waits", WaitQuestions::waits, "top");
        get(routes, "handovers", WaitQuestions::handovers, "top", "between");
        get(routes, "differences", WaitQuestions::differences, "against", "min_support");
        String[] map = {"view", "activities", "paths", "show", "calendar"};
        get(routes, "process-map.svg", Form.PICTURE, PictureQuestions::map, map);
        both(routes, "spectrum", PictureQuestions::spectrum, "view", "from", "to", "window");
        both(routes, "cumulative-flow", PictureQuestions::cumulativeFlow, "view", "from", "to");
        both(routes, "dots", PictureQuestions::dots, "view", "order", "axis", "colour");
        both(routes, "cascades", PictureQuestions::cascades, "view", "window");
    }

    /** As a document, and with {@code .svg} as a picture. */
    private void both(RoutesConfig routes, String name, BiFunction<Asked, Boolean, Question> question, String... more) {
        get(routes, name, asked -> question.apply(asked, false), more);
        get(routes, name + ".svg", Form.PICTURE, asked -> question.apply(asked, true), more);
    }

    private void get(RoutesConfig routes, String name, Function<Asked, Question> question, String... more) {
        get(routes, name, Form.DOCUMENT, question, more);
    }

    private void get(RoutesConfig routes, String name, Form form, Function<Asked, Question> question, String... more) {
        List<String> known = Stream.concat(CHOICE.stream(), Stream.of(more)).toList();
        routes.get("/api/v1/" + name, ctx -> {
            Asked asked = new Asked(ctx.queryParamMap(), known);
            Documents seen = documents.as(Callers.of(ctx));
            MinedCells cells = MinedCells.of(name, seen.scope());
            cells.check(asked);
            DefinitionHistory history = seen.named(asked.text("process"));
            Asked ofCases = asked.wholeCases(history.newest().definition());
            answer(ctx, seen, cells, history, question.apply(ofCases), form);
        });
    }

    private void answer(
            Context ctx, Documents seen, MinedCells cells, DefinitionHistory history, Question question, Form form) {
        ctx.future(() -> desk.ask(history, seen.scope(), question).thenAccept(found -> {
            byte[] answer = cells.guard(found);
            if (form == Form.PICTURE) {
                ctx.header("Content-Security-Policy", PICTURE_POLICY);
            }
            // Weak: it may go out compressed, or not.
            String tag = '"' + EntityTags.hash(answer) + '"';
            ctx.header("ETag", "W/" + tag).header("Vary", "Accept-Encoding");
            if (EntityTags.hold(ctx.header("If-None-Match"), tag)) {
                ctx.status(NOT_MODIFIED);
                return;
            }
            ctx.contentType(form.type).result(answer);
        }));
    }

    @Override
    public void close() {
        desk.close();
    }
}
