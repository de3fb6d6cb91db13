package io.sojourn.api.mining;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.sojourn.api.store.Store;
import io.sojourn.definition.DefinitionHistory;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What is mined of the stored events: each answer is of one as_of, and says it. They are computed apart from the live
 * documents, a few at a time; see {@link MiningOptions}.
 */
public final class MiningRoutes implements AutoCloseable {
    private static final List<String> CHOICE = List.of("process", "filter", "events");

    private final Function<String, DefinitionHistory> named;
    private final MiningDesk desk;

    /** @param named the process that a request means; null: it names none */
    public MiningRoutes(Store store, Function<String, DefinitionHistory> named, MiningOptions options) {
        this.named = named;
        this.desk = new MiningDesk(store, options);
    }

    public void register(RoutesConfig routes) {
        get(routes, "variants", FlowQuestions::variants, "view", "top");
        get(routes, "process-map", FlowQuestions::processMap, "view");
        get(routes, "bottlenecks", WaitQuestions::bottlenecks, "top", "min_support");
        get(routes, "waits", WaitQuestions::waits, "top");
        get(routes, "handovers", WaitQuestions::handovers, "top", "between");
        get(routes, "differences", WaitQuestions::differences, "against", "top", "min_support");
    }

    private void get(RoutesConfig routes, String name, Function<Asked, Question> question, String... more) {
        List<String> known = Stream.concat(CHOICE.stream(), Stream.of(more)).toList();
        routes.get("/api/v1/" + name, ctx -> {
            Asked asked = new Asked(ctx.queryParamMap(), known);
            answer(ctx, named.apply(asked.text("process")), question.apply(asked));
        });
    }

    private void answer(Context ctx, DefinitionHistory history, Question question) {
        ctx.future(() -> desk.ask(history, question)
                .thenAccept(answer -> ctx.contentType("application/json").result(answer)));
    }

    @Override
    public void close() {
        desk.close();
    }
}
