package io.sojourn.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.definition.CompiledDefinition;
import io.sojourn.definition.Definitions;
import io.sojourn.event.Event;
import io.sojourn.event.Operation;
import io.sojourn.fact.FactTable;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RelationsTest {
    private static final CompiledDefinition DEFINITION = Definitions.compile(
            "d.yaml",
            """
            process: claim
            close: activity = 'PAID'
            relations: {authorization: {process: prior-authorization}}
            """);

    @Test
    void eachNamedCaseIsARowOnceInEachEpisode() throws Exception {
        assertThat(relations(
                        event(1, "SENT", "authorization:PA-1 appeal:AP-1"),
                        event(2, "SENT", "PA-2 authorization:PA-1"),
                        event(3, "PAID", null),
                        event(4, "SENT", "authorization:PA-1")))
                .containsExactly(
                        "[claim, 1, C-1, 1, 1, authorization, prior-authorization, PA-1, 1000000]",
                        "[claim, 1, C-1, 1, 2, appeal, null, AP-1, 1000000]",
                        "[claim, 1, C-1, 1, 3, null, prior-authorization, PA-2, 2000000]",
                        "[claim, 1, C-1, 2, 1, authorization, prior-authorization, PA-1, 4000000]");
    }

    @Test
    void anEarlierEventThatComesLaterMovesTheFirstNaming() throws Exception {
        assertThat(relations(
                        event(3, "SENT", "authorization:PA-1"),
                        event(1, "SENT", "authorization:PA-2"),
                        event(2, "SENT", "authorization:PA-1")))
                .containsExactly(
                        "[claim, 1, C-1, 1, 1, authorization, prior-authorization, PA-2, 1000000]",
                        "[claim, 1, C-1, 1, 2, authorization, prior-authorization, PA-1, 2000000]");
    }

    private static List<String> relations(Event... events) throws Exception {
        TableModel model = new TableModel(DEFINITION.definition());
        try (JobHarness job = new JobHarness(DEFINITION, model, 1, null)) {
            for (Event e : events) {
                job.event(e);
            }
            job.watermark(
                    Arrays.stream(events).mapToLong(Event::timeMicros).max().orElseThrow());
        }
        return model.texts(FactTable.CASE_RELATIONS);
    }

    private static Event event(long second, String activity, String related) {
        return new Event(
                "claim",
                "C-1",
                "e" + second,
                "s",
                second,
                Operation.APPEND,
                null,
                0,
                activity,
                "complete",
                second * 1_000_000,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                related,
                0,
                null);
    }
}
